import rule from '../../../server/src/engine/rules/django/settings-mismatch.ts';
import { testRule } from '../../support/rule-tester.ts';
import { managePy, wsgiPy } from './support.ts';

const MANIFEST = 'STATICFILES_STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"\n';
const ROOT = 'STATIC_ROOT = "/app/static"\n';

type Files = Readonly<Record<string, string>>;
/** manage.py works with the first settings, the server with the second. */
const split = (local: string, production: string, more: Files = {}): Files => ({
  'manage.py': managePy('config.local'),
  'config/__init__.py': '',
  'config/wsgi.py': wsgiPy('config.production'),
  'config/local.py': local,
  'config/production.py': production,
  ...more,
});
const MANIFESTS = split(ROOT, ROOT + MANIFEST);

const FROM = 'FROM python:3.13-slim-trixie\n';
const COPY = 'WORKDIR /app\nCOPY . .\n';
const COLLECT = 'python manage.py collectstatic --noinput';
const CMD = 'CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n';
const CODE = `${FROM}${COPY}RUN ${COLLECT}\n${CMD}`;
const FOUND = `${FROM}${COPY}RUN «${COLLECT}»\n${CMD}`;

testRule(rule, {
  valid: {
    'nothing is known of the project': CODE,
    'the same settings': { code: CODE, files: { ...MANIFESTS, 'manage.py': managePy('config.production') } },
    'ENV chooses for both': {
      code: CODE.replace(COPY, `ENV DJANGO_SETTINGS_MODULE=config.production\n${COPY}`),
      files: MANIFESTS,
    },
    'the RUN chooses those of the server': {
      code: CODE.replace('--noinput', '--noinput --settings=config.production'),
      files: MANIFESTS,
    },
    'other settings, and all the same': { code: CODE, files: split(ROOT + MANIFEST, ROOT + MANIFEST) },
    'a manifest that nobody needs': { code: CODE, files: split(ROOT + MANIFEST, ROOT) },
    'a storage that nobody knows': {
      code: CODE,
      files: split(`${ROOT}STATICFILES_STORAGE = "shop.Storage"\n`, ROOT + MANIFEST),
    },
    'a storage of the environment': {
      code: CODE,
      files: split(ROOT, `import os\n${ROOT}STATICFILES_STORAGE = os.environ.get("STORAGE")\n`),
    },
    'a folder that nobody knows': {
      code: CODE,
      files: split(ROOT, 'import os\nSTATIC_ROOT = os.environ.get("ROOT")\n'),
    },
    'only one has a folder': { code: CODE, files: split('', ROOT) },
    'the start collects': {
      code: CODE.replace(CMD, `CMD ${COLLECT} --settings=config.production && exec gunicorn config.wsgi\n`),
      files: MANIFESTS,
    },
    'a service of compose collects': {
      code: CODE,
      files: {
        ...MANIFESTS,
        'compose.yaml': `services:\n  web:\n    build: .\n    command: sh -c "${COLLECT} && gunicorn config.wsgi"\n`,
      },
    },
    'another collectstatic works with those of the server': {
      code: CODE.replace(CMD, `RUN ${COLLECT} --settings=config.production\n${CMD}`),
      files: MANIFESTS,
    },
    'in a stage of which the image has nothing': {
      code: `${FROM.trim()} AS test\n${COPY}RUN ${COLLECT}\n${FROM}${COPY}${CMD}`,
      files: MANIFESTS,
    },
    'under a condition': { code: CODE.replace(COLLECT, `if [ -f x ]; then ${COLLECT}; fi`), files: MANIFESTS },
    'nobody knows the settings of the server': {
      code: CODE,
      files: { ...MANIFESTS, 'compose.yaml': 'services:\n  web:\n    build: .\n    env_file: .env\n' },
    },
    'no server': { code: CODE.replace(CMD, 'CMD ["celery", "-A", "config", "worker"]\n'), files: MANIFESTS },
    'an entry script that nobody has read': {
      code: CODE.replace(CMD, `ENTRYPOINT ["/entry.sh"]\n${CMD}`),
      files: MANIFESTS,
    },
  },
  invalid: {
    'the server needs a manifest': {
      code: FOUND,
      files: MANIFESTS,
      message: 'collectstatic uses config.local, the server config.production: its manifest of static files is missing',
      related: ['config/wsgi.py', 'manage.py'],
      fixed: CODE.replace('collectstatic', 'collectstatic --settings=config.production'),
      title: 'Collect with the settings that the server uses',
    },
    'another folder': {
      code: FOUND,
      files: split('STATIC_ROOT = "/tmp/static"\n', ROOT),
      message: 'collectstatic uses config.local, the server config.production: it looks for files elsewhere',
    },
    'a bucket': {
      code: FOUND,
      files: split(ROOT, 'STATICFILES_STORAGE = "storages.backends.s3boto3.S3StaticStorage"\n'),
    },
    'settings that an option names': {
      code: `${FROM}${COPY}RUN «${COLLECT} --settings config.local»\n${CMD}`,
      files: { ...MANIFESTS, 'manage.py': managePy('config.production') },
      fixed: `${FROM}${COPY}RUN ${COLLECT} --settings config.production\n${CMD}`,
    },
    'settings that the RUN gives its command, and others of compose': {
      code: `${FROM}${COPY}RUN «DJANGO_SETTINGS_MODULE=config.local ${COLLECT}»\n${CMD}`,
      files: {
        ...MANIFESTS,
        'config/wsgi.py': wsgiPy('config.local'),
        'compose.yaml':
          'services:\n  web:\n    build: .\n    environment:\n      DJANGO_SETTINGS_MODULE: config.production\n',
      },
      related: ['compose.yaml', 'DJANGO_SETTINGS_MODULE=config.local'],
    },
    'those of the server need variables': {
      code: FOUND,
      files: split(ROOT, `import os\n${ROOT}${MANIFEST}SECRET_KEY = os.environ["SECRET_KEY"]\n`),
      fixed: `${FROM}${COPY}RUN SECRET_KEY=build-only python manage.py collectstatic --settings=config.production --noinput\n${CMD}`,
    },
    'a stage whose files are copied': {
      code: `${FROM.trim()} AS assets\n${COPY}RUN «${COLLECT}»\n${FROM}${COPY}COPY --from=assets /app/static /app/static\n${CMD}`,
      files: MANIFESTS,
    },
    'exec form': {
      code: `${FROM}${COPY}RUN [«"python", "manage.py", "collectstatic", "--noinput"»]\n${CMD}`,
      files: MANIFESTS,
      fixed: `${FROM}${COPY}RUN ["python", "manage.py", "collectstatic", "--settings=config.production", "--noinput"]\n${CMD}`,
    },
    'exec form has no place for variables': {
      code: `${FROM}${COPY}RUN [«"python", "manage.py", "collectstatic", "--noinput"»]\n${CMD}`,
      files: split(ROOT, `import os\n${ROOT}${MANIFEST}SECRET_KEY = os.environ["SECRET_KEY"]\n`),
      fixed: null,
    },
  },
});

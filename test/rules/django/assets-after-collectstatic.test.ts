import rule from '../../../server/src/engine/rules/django/assets-after-collectstatic.ts';
import { testRule } from '../../support/rule-tester.ts';
import { project } from './support.ts';

const SETTINGS = `from pathlib import Path
BASE_DIR = Path(__file__).resolve().parent.parent
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "assets", ("vendor", "/opt/vendor")]
`;
const NODE = 'FROM node:24-slim AS front\nWORKDIR /front\nCOPY front .\nRUN npm ci && npm run build\n';
const FROM = 'FROM python:3.13-slim-trixie\nWORKDIR /app\nCOPY . .\n';
const COLLECT = 'RUN python manage.py collectstatic --noinput\n';
const LATE = 'COPY --from=front /front/dist /app/assets/dist\n';
const CMD = 'CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n';
const CODE = NODE + FROM + COLLECT + LATE + CMD;
const FOUND = `${NODE}${FROM}${COLLECT}«${LATE.trim()}»\n${CMD}`;

const files = project(SETTINGS, { 'front/package.json': '', 'assets/a.css': '' });
const having = (settings: string) => ({ code: CODE, files: { ...files, 'config/settings.py': settings } });
const written = (code: string) => ({ code, files });

testRule(rule, {
  valid: {
    'nothing is known of the project': CODE,
    'they come before': written(NODE + FROM + LATE + COLLECT + CMD),
    'it runs once more': written(CODE.replace(CMD, COLLECT + CMD)),
    'it runs once more in a stage built on it': written(
      `${NODE}${FROM.replace('trixie', 'trixie AS base')}${COLLECT}${LATE}FROM base\n${COLLECT}${CMD}`,
    ),
    'the start collects': written(
      CODE.replace(CMD, 'CMD python manage.py collectstatic --noinput && exec gunicorn config.wsgi\n'),
    ),
    'nobody knows what starts': written(CODE.replace(CMD, 'ENTRYPOINT ["/entry.sh"]\n')),
    'another folder': written(CODE.replace('/app/assets/dist', '/app/media')),
    'a folder whose name begins the same': written(CODE.replace('/app/assets/dist', '/app/assets-old')),
    'into STATIC_ROOT': written(CODE.replace('/app/assets/dist', '/app/staticfiles/dist')),
    'a folder above': written(CODE.replace('/app/assets/dist', '/app')),
    'nobody knows where to': written(CODE.replace(LATE, `ARG TO\n${LATE.replace('/app/assets/dist', '$TO')}`)),
    'no such folders': having(SETTINGS.replace('STATICFILES_DIRS', 'OTHER')),
    'folders that nobody knows': having(SETTINGS.replace('BASE_DIR / "assets"', 'folder()')),
    'files are served where they are': having(`${SETTINGS}WHITENOISE_USE_FINDERS = True\n`),
    'STATIC_ROOT is the same folder': having(SETTINGS.replace('"staticfiles"', '"assets"')),
    'the stage of somebody who develops': written(
      `${NODE}${FROM.replace('trixie', 'trixie AS base')}${COLLECT}FROM base AS dev\n${LATE}CMD ["python", "manage.py", "runserver"]\nFROM base AS prod\n${CMD}`,
    ),
  },
  invalid: {
    'the front end comes late': {
      code: FOUND,
      files,
      message: 'Files come into /app/assets/dist after collectstatic: they are not collected, and not served',
      related: ['python manage.py collectstatic --noinput'],
      fixed: NODE + FROM + LATE + COLLECT + CMD,
      title: 'Copy the files before they are collected',
    },
    'the folder itself, one that has a prefix, from the context': {
      code: `${FROM}${COLLECT}«COPY front/dist assets»\n# Of others\n«COPY vendor /opt/vendor/»\n${CMD}`,
      files: { ...files, 'front/dist/a.js': '', 'vendor/b.js': '' },
      fixed: `${FROM}COPY front/dist assets\n# Of others\nCOPY vendor /opt/vendor/\n${COLLECT}${CMD}`,
    },
    'another RUN and USER stand in between': {
      code: `${NODE}${FROM}${COLLECT}USER 10001\n«${LATE.trim()}»\n${CMD}`,
      files,
      fixed: null,
    },
    'in a stage built on it': {
      code: `${NODE}${FROM.replace('trixie', 'trixie AS base')}${COLLECT}FROM base\n«${LATE.trim()}»\n${CMD}`,
      files,
      fixed: null,
    },
    'manage.py lies below': {
      code: `${NODE}FROM python:3.13-slim-trixie\nWORKDIR /srv\nCOPY backend backend\nRUN cd backend && python manage.py collectstatic --noinput\n«COPY --from=front /front/dist backend/assets»\nCMD ["gunicorn", "--chdir=backend", "config.wsgi", "--bind=0.0.0.0:8000"]\n`,
      files: Object.fromEntries([
        ...Object.entries(project(SETTINGS)).map(([path, text]) => [`backend/${path}`, text]),
        ['front/package.json', ''],
      ]),
      fixed: `${NODE}FROM python:3.13-slim-trixie\nWORKDIR /srv\nCOPY backend backend\nCOPY --from=front /front/dist backend/assets\nRUN cd backend && python manage.py collectstatic --noinput\nCMD ["gunicorn", "--chdir=backend", "config.wsgi", "--bind=0.0.0.0:8000"]\n`,
    },
  },
});

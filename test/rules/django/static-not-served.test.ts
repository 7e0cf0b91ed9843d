import rule from '../../../server/src/engine/rules/django/static-not-served.ts';
import { testRule } from '../../support/rule-tester.ts';

type Files = Readonly<Record<string, string>>;

const CHOICE = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n';
const WSGI = `from django.core.wsgi import get_wsgi_application\n${CHOICE}application = get_wsgi_application()\n`;
const SETTINGS = 'config/settings.py';
const SECURITY = '    "django.middleware.security.SecurityMiddleware",\n';
const SESSIONS = '    "django.contrib.sessions.middleware.SessionMiddleware",\n';
const LOCALE = '    "django.middleware.locale.LocaleMiddleware",\n';
const WHITENOISE = '    "whitenoise.middleware.WhiteNoiseMiddleware",\n';

interface Parts {
  readonly middleware?: string;
  readonly apps?: string;
  readonly debug?: string;
  readonly url?: string;
  readonly more?: string;
}

const settings = ({ middleware = SECURITY + SESSIONS, apps, debug, url, more }: Parts = {}): string => `import os
from pathlib import Path
BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = ${debug ?? 'False'}
INSTALLED_APPS = [${apps ?? '"django.contrib.admin", "django.contrib.staticfiles"'}]
MIDDLEWARE = [
${middleware}]
ROOT_URLCONF = "config.urls"
STATIC_URL = ${url ?? '"static/"'}
${more ?? 'STATIC_ROOT = BASE_DIR / "staticfiles"'}
`;

const REQUIREMENTS = 'asgiref==3.10.0\nDjango==5.2.8\ngunicorn==26.2.0\nsqlparse==0.5.3\n';
const compose = (ports = '80:8000', more = ''): Files => ({
  'compose.yaml': `services:\n  web:\n    build: .\n    ports: ["${ports}"]\n  db:\n    image: postgres:18\n${more}`,
});

const project = (parts?: Parts, files: Files = {}): Files => ({
  'manage.py': CHOICE,
  'config/wsgi.py': WSGI,
  'config/urls.py': 'urlpatterns = [path("admin/", admin.site.urls)]\n',
  'requirements.txt': REQUIREMENTS,
  [SETTINGS]: settings(parts),
  ...files,
});

const code = (
  serve = 'CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]',
  from = 'FROM python:3.14-slim-trixie',
): string =>
  `${from}\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\n${serve}\n`;
const MARKED = code('CMD [«"gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"»]');

const silent = (parts?: Parts, files: Files = compose(), dockerfile = code()) => ({
  code: dockerfile,
  files: project(parts, files),
});
const found = (parts?: Parts, files?: Files, dockerfile = MARKED) => ({
  code: dockerfile,
  files: project(parts, files),
});

const NOTHING = 'gunicorn hands out no static files, and nothing else in sight does: pages come without styles';

testRule(rule, {
  valid: {
    'a file that stands alone': code(),
    'WhiteNoise hands them out': silent(
      { middleware: SECURITY + WHITENOISE + SESSIONS },
      { ...compose(), 'requirements.txt': `${REQUIREMENTS}whitenoise==6.12.0\n` },
    ),
    'WhiteNoise around the application': silent(
      {},
      {
        ...compose(),
        'config/wsgi.py': `${WSGI}from whitenoise import WhiteNoise\napplication = WhiteNoise(application)\n`,
      },
    ),
    'another package does': silent({ middleware: `${SECURITY}    "servestatic.middleware.ServeStaticMiddleware",\n` }),
    'a storage elsewhere': silent({
      more: 'STATIC_ROOT = BASE_DIR / "s"\nSTORAGES = {"staticfiles": {"BACKEND": "storages.backends.s3.S3Storage"}}',
    }),
    'a storage that nobody knows': silent({
      more: 'STATIC_ROOT = BASE_DIR / "s"\nSTORAGES = {"staticfiles": {"BACKEND": "shop.storage.Own"}}',
    }),
    'files are asked for elsewhere': silent({ url: '"https://cdn.example.com/"' }),
    'the address is worked out': silent({ url: 'own()' }),
    'a folder of the machine': silent({ more: 'STATIC_ROOT = "/var/www/static"' }),
    debugging: silent({ debug: 'True' }),
    'nobody knows whether it is debugged, and then a route hands them out': silent(
      { debug: 'own()' },
      {
        ...compose(),
        'config/urls.py':
          'from django.conf.urls.static import static\nurlpatterns = [path("admin/", admin.site.urls)] + static(STATIC_URL)\n',
      },
    ),
    'an API without pages': silent({ apps: '"rest_framework"' }),
    'no page has styles': silent({ apps: '"django.contrib.staticfiles", "rest_framework"' }),
    'settings that nobody has committed': silent({
      more: 'STATIC_ROOT = BASE_DIR / "s"\ntry:\n  from .local import *\nexcept ImportError:\n  pass',
    }),
    'a route hands them out': silent(
      {},
      {
        ...compose(),
        'config/urls.py': 'urlpatterns = [re_path(r"^static/(?P<path>.*)$", serve)]\n',
      },
    ),
    'routes that are not known': silent({}, { ...compose(), 'config/urls.py': 'urlpatterns = own()\n' }),
    'nginx in compose': silent({}, compose('8000', '  nginx:\n    image: nginx:1.29\n')),
    'another image in compose': silent({}, compose('8000', '  front:\n    build: ./front\n')),
    'a service of unknown make': silent({}, compose('8000', '  proxy:\n    image: ghcr.io/example/proxy\n')),
    'a volume for static files': silent(
      {},
      {
        'compose.yaml':
          'services:\n  web:\n    build: .\n    ports: ["80:8000"]\n    volumes: ["static:/app/staticfiles"]\n',
      },
    ),
    'a configuration of nginx': silent({}, { ...compose(), 'deploy/nginx.conf': 'server {}\n' }),
    'a cluster': silent({}, { 'k8s/web.yaml': 'kind: Deployment\n' }),
    'a platform that may serve files': silent({}, { 'fly.toml': 'app = "shop"\n' }),
    'nginx in the image': silent(
      {},
      {},
      code().replace('WORKDIR', 'RUN apt-get update && apt-get install -y nginx\nWORKDIR'),
    ),
    'nginx in another image of the file': silent(
      {},
      {},
      `${code('CMD ["gunicorn", "config.wsgi"]', 'FROM python:3.14-slim AS app')}FROM nginx:1.29\nCOPY --from=app /app/staticfiles /srv\n`,
    ),
    'a volume of the image': silent({}, {}, code().replace('CMD', 'VOLUME /app/staticfiles\nCMD')),
    'uWSGI may be told to': silent(
      {},
      {},
      code('CMD ["uwsgi", "--http=:8000", "--module=config.wsgi", "--static-map", "/static=/app/static"]'),
    ),
    'granian is told to': silent(
      {},
      {},
      code('CMD ["granian", "config.wsgi:application", "--interface=wsgi", "--static-path-mount=staticfiles"]'),
    ),
    'a server for development': silent({}, {}, code('CMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]')),
    'a stage for development': silent({}, compose(), code(undefined, 'FROM python:3.14-slim AS dev')),
    'a worker': silent({}, {}, code('CMD ["celery", "-A", "config", "worker"]')),
    'an application of their own': silent({}, { ...compose(), 'config/wsgi.py': `${CHOICE}application = own()\n` }),
    'WhiteNoise comes with what is installed': silent(
      { middleware: SECURITY + WHITENOISE },
      {
        ...compose(),
        'requirements.txt': 'Django==5.2.8\ngunicorn==26.2.0\ndjango-heroku==0.3.1\n',
      },
    ),
    'nobody knows what is installed': silent(
      { middleware: SECURITY + WHITENOISE },
      compose(),
      code().replace(/RUN.*\n/, 'RUN ./install.sh\n'),
    ),
    'behind what has to do with files': silent(
      { middleware: `    "corsheaders.middleware.CorsMiddleware",\n${SECURITY}${WHITENOISE}` },
      { ...compose(), 'requirements.txt': `${REQUIREMENTS}whitenoise==6.12.0\n` },
    ),
  },
  invalid: {
    'compose publishes the server itself': {
      ...found({}, compose()),
      message: NOTHING,
      related: [SETTINGS],
      title: 'Let WhiteNoise hand them out',
      fixed: code(),
      elsewhere: {
        [SETTINGS]: settings({ middleware: SECURITY + WHITENOISE + SESSIONS }),
        'requirements.txt': `${REQUIREMENTS}whitenoise==6.12.0\n`,
      },
    },
    'nothing says how it is reached': {
      ...found({}, {}),
      severity: 'info',
      message: NOTHING,
    },
    'compose publishes it to a proxy of the machine': {
      ...found({}, compose('127.0.0.1:8000:8000')),
      severity: 'info',
    },
    'debugging is off by default': {
      ...found({ debug: 'os.environ.get("DEBUG") == "1"' }, compose()),
    },
    'debugging or not, no route hands them out': {
      ...found({ debug: 'own()' }, compose()),
    },
    'files of their own, without the admin': {
      ...found({ apps: '"django.contrib.staticfiles"' }, { ...compose(), 'shop/static/shop/site.css': 'a {}\n' }),
    },
    'helpers that only work while debugging': {
      ...found(
        {},
        {
          ...compose(),
          'config/urls.py': 'urlpatterns = [path("admin/", admin.site.urls)] + static(settings.STATIC_URL)\n',
        },
      ),
    },
    'no place to collect them': {
      ...found({ more: '' }, compose()),
      fixed: null,
    },
    'it is installed and not used': {
      ...found({}, { ...compose(), 'requirements.txt': `${REQUIREMENTS}whitenoise==6.12.0\n` }),
      elsewhere: { [SETTINGS]: settings({ middleware: SECURITY + WHITENOISE + SESSIONS }) },
    },
    'a comment behind SecurityMiddleware': {
      ...found({ middleware: `${SECURITY.trimEnd()}  # first\n${SESSIONS}` }, compose()),
      fixed: null,
    },
    'WhiteNoise is named and not installed': {
      ...found({ middleware: SECURITY + WHITENOISE }, {}),
      severity: 'error',
      message: 'MIDDLEWARE has WhiteNoise, which nothing installs: gunicorn stops at once',
      related: [SETTINGS],
      elsewhere: { 'requirements.txt': `${REQUIREMENTS}whitenoise==6.12.0\n` },
    },
    'nothing asks for it': {
      ...found(
        { middleware: SECURITY + WHITENOISE },
        { 'requirements.txt': 'Django==5.2.8\ngunicorn==26.2.0\nshop-themes==1.4.0\n' },
      ),
      message: 'MIDDLEWARE has WhiteNoise, which nothing asks for: gunicorn may stop at once',
    },
    'only the storage is WhiteNoise’s': {
      ...found({
        more: 'STATIC_ROOT = BASE_DIR / "s"\nSTORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}',
      }),
      severity: 'error',
      message: 'Static files are stored with WhiteNoise, which nothing installs: pages fail with status 500',
      related: [SETTINGS],
    },
    'it stands behind the languages': {
      ...found(
        { middleware: SECURITY + LOCALE + WHITENOISE + SESSIONS },
        { 'requirements.txt': `${REQUIREMENTS}whitenoise==6.12.0\n` },
      ),
      severity: 'info',
      message: 'WhiteNoise stands behind LocaleMiddleware, which then works on every request for a file',
      related: [SETTINGS],
      title: 'Put WhiteNoise behind SecurityMiddleware',
      elsewhere: { [SETTINGS]: settings({ middleware: SECURITY + WHITENOISE + LOCALE + SESSIONS }) },
    },
    'there is no SecurityMiddleware to stand behind': {
      ...found({ middleware: SESSIONS + WHITENOISE }, { 'requirements.txt': `${REQUIREMENTS}whitenoise==6.12.0\n` }),
      severity: 'info',
      fixed: null,
    },
  },
});

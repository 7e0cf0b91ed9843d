import rule from '../../../server/src/engine/rules/runtime/healthcheck-rejected.ts';
import { testRule } from '../../support/rule-tester.ts';

type Files = Readonly<Record<string, string>>;

const CHOICE = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n';
const WSGI = `from django.core.wsgi import get_wsgi_application\n${CHOICE}application = get_wsgi_application()\n`;
const SECURITY = '"django.middleware.security.SecurityMiddleware"';
const COMMON = '"django.middleware.common.CommonMiddleware"';
const MIDDLEWARE = `MIDDLEWARE = [${SECURITY}, ${COMMON}]\n`;
const ROUTES = 'urlpatterns = [path("", home), path("health/", health), path("admin/", admin.site.urls)]\n';
const SETTINGS = 'config/settings.py';

const project = (settings: string, files: Files = {}): Files => ({
  'manage.py': CHOICE,
  'config/wsgi.py': WSGI,
  'config/urls.py': ROUTES,
  [SETTINGS]: `import os\nROOT_URLCONF = "config.urls"\n${MIDDLEWARE}${settings}\n`,
  ...files,
});

const FROM = 'FROM python:3.14\n';
const SERVE = 'WORKDIR /app\nCOPY . .\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n';
const image = (check: string): string => `${FROM}HEALTHCHECK CMD ${check}\n${SERVE}`;
const CURL = 'curl -f http://localhost:8000/health/';
const HOSTS = 'ALLOWED_HOSTS = ["www.example.com"]';
const LOCAL = 'ALLOWED_HOSTS = ["localhost"]';
const SSL = `${LOCAL}\nSECURE_SSL_REDIRECT = True`;

const asks = (check: string, settings: string, files?: Files) => ({
  code: image(check),
  files: project(settings, files),
});
const compose = (service: string): Files => ({ 'compose.yaml': `services:\n  web:\n    build: .\n${service}` });
const NEVER = 'the container is never healthy';
const probe = (path: string, host: string) =>
  `["python", "-c", "import http.client as h, sys; c = h.HTTPConnection('127.0.0.1', 8000, timeout=4); c.request('GET', '${path}', headers={'Host': '${host}'}); sys.exit(c.getresponse().status >= 400)"]`;
const URLLIB = (path: string) =>
  `["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000${path}', timeout=3)"]`;

testRule(rule, {
  valid: {
    'a file that stands alone': image(CURL),
    'localhost is allowed': asks(CURL, LOCAL),
    'any host is allowed': asks(CURL, 'ALLOWED_HOSTS = ["*"]'),
    'while debugging an empty list allows it': asks(CURL, 'DEBUG = True\nALLOWED_HOSTS = []'),
    'nobody knows whether it is debugged': asks(CURL, 'DEBUG = own()\nALLOWED_HOSTS = []'),
    'hosts come from somewhere': asks(CURL, 'ALLOWED_HOSTS = os.environ["HOSTS"].split(",")'),
    'hosts by default, which a container may change': asks(
      CURL,
      'ALLOWED_HOSTS = os.environ.get("HOSTS", "www.example.com").split(",")',
    ),
    'hosts that compose gives': asks(
      CURL,
      'ALLOWED_HOSTS = os.environ.get("HOSTS", "www.example.com").split(",")',
      compose('    environment: ["HOSTS=www.example.com,localhost"]\n'),
    ),
    'settings that nobody has committed may change them': asks(
      CURL,
      `${HOSTS}\ntry:\n  from .local import *\nexcept ImportError:\n  pass`,
    ),
    'without -f any answer will do': asks('curl http://localhost:8000/health/', HOSTS),
    'it names a host that is allowed': asks(`curl -f -H "Host: www.example.com" http://localhost:8000/health/`, HOSTS),
    'it decides by itself what is healthy': asks(`${CURL} || wget -q http://localhost:8000/`, HOSTS),
    'nothing is unhealthy': asks(`${CURL} || exit 0`, HOSTS),
    'a pipe decides': asks('curl -s http://localhost:8000/health/ | grep ok', HOSTS),
    'an option that nobody reads': asks('curl -f --unix-socket /run/app.sock http://localhost:8000/', HOSTS),
    'code that catches': asks(
      `["python", "-c", "try: import urllib.request as u; u.urlopen('http://localhost:8000/')\\nexcept Exception: pass"]`,
      HOSTS,
    ),
    'only server errors count': asks(
      `["python", "-c", "import http.client as h, sys; c = h.HTTPConnection('127.0.0.1', 8000, timeout=4); c.request('GET', '/nowhere/'); sys.exit(c.getresponse().status >= 500)"]`,
      HOSTS,
    ),
    'another port': asks('curl -f http://localhost:80/health/', HOSTS),
    'a variable for the port': asks('curl -f http://localhost:$PORT/health/', HOSTS),
    'another machine': asks('curl -f http://web:8000/health/', HOSTS),
    'nothing looks at the host': asks(CURL, `${HOSTS}\nMIDDLEWARE = [${SECURITY}]`),
    'middleware of their own in front may answer': asks(
      CURL,
      `${HOSTS}\nMIDDLEWARE = ["shop.HealthMiddleware", ${COMMON}]`,
    ),
    'middleware is worked out': asks(CURL, `${HOSTS}\nMIDDLEWARE = own()`),
    'the application is wrapped': asks(CURL, HOSTS, { 'config/wsgi.py': `${WSGI}application = own(application)\n` }),
    'another application': asks(CURL, HOSTS, { 'config/wsgi.py': `${CHOICE}application = own()\n` }),
    'a proxy in the image': {
      code: `${FROM}RUN apt-get update && apt-get install -y nginx\nHEALTHCHECK CMD ${CURL}\n${SERVE}`,
      files: project(HOSTS),
    },
    'curl takes a redirect': asks(CURL, SSL),
    'a path that is not sent to HTTPS': asks(
      URLLIB('/health/'),
      `${SSL}\nALLOWED_HOSTS = ["127.0.0.1"]\nSECURE_REDIRECT_EXEMPT = [r"^health/?$"]`,
    ),
    'a pattern that is not read': asks(
      URLLIB('/health/'),
      `${SSL}\nALLOWED_HOSTS = ["127.0.0.1"]\nSECURE_REDIRECT_EXEMPT = [r"^(health|up)/$"]`,
    ),
    'sent to another host': asks(
      URLLIB('/health/'),
      `${SSL}\nALLOWED_HOSTS = ["127.0.0.1"]\nSECURE_SSL_HOST = "www.example.com"`,
    ),
    'the middleware that would send is not there': asks(
      URLLIB('/health/'),
      `${SSL}\nALLOWED_HOSTS = ["127.0.0.1"]\nMIDDLEWARE = [${COMMON}]`,
    ),
    'a route that is there': asks('curl -f http://localhost:8000/health/?full=1', LOCAL),
    'a route without its last slash': asks('curl -f http://localhost:8000/health', LOCAL),
    'routes below a prefix that are not seen': asks('curl -f http://localhost:8000/admin/health/', LOCAL),
    'a route with parameters': asks('curl -f http://localhost:8000/up/', LOCAL, {
      'config/urls.py': 'urlpatterns = [path("<slug:page>/", page)]\n',
    }),
    'a pattern with an open end': asks('curl -f http://localhost:8000/up/', LOCAL, {
      'config/urls.py': 'urlpatterns = [re_path("^u", page)]\n',
    }),
    'routes in languages': asks('curl -f http://localhost:8000/up/', LOCAL, {
      'config/urls.py': 'urlpatterns = i18n_patterns(path("a/", a))\n',
    }),
    'routes that are included': asks('curl -f http://localhost:8000/shop/up/', LOCAL, {
      'config/urls.py': 'urlpatterns = [path("shop/", include("shop.urls"))]\n',
      'shop/urls.py': 'urlpatterns = [path("up/", up)]\n',
    }),
    'what is included is not seen': asks('curl -f http://localhost:8000/shop/up/', LOCAL, {
      'config/urls.py': 'urlpatterns = [path("shop/", include("elsewhere.urls"))]\n',
    }),
    'a page of their own for what is not there': asks('curl -f http://localhost:8000/up/', LOCAL, {
      'config/urls.py': `${ROUTES}handler404 = found\n`,
    }),
    'a static file': asks('curl -f http://localhost:8000/static/up.txt', `${LOCAL}\nSTATIC_URL = "static/"`),
    'a file that WhiteNoise may have': asks(
      'curl -f http://localhost:8000/up.txt',
      `${LOCAL}\nMIDDLEWARE = [${SECURITY}, "whitenoise.middleware.WhiteNoiseMiddleware", ${COMMON}]`,
    ),
    'compose has a check of its own': asks(CURL, HOSTS, compose('    healthcheck:\n      test: [CMD, "true"]\n')),
    'compose for development': asks('true', HOSTS, {
      'compose.override.yaml': `services:\n  web:\n    build: .\n    healthcheck:\n      test: ${CURL}\n`,
    }),
    'switched off': { code: `${FROM}HEALTHCHECK NONE\n${SERVE}`, files: project(HOSTS) },
    'a worker': {
      code: `${FROM}HEALTHCHECK CMD ${CURL}\nWORKDIR /app\nCOPY . .\nCMD ["celery", "-A", "config", "worker"]\n`,
      files: project(HOSTS),
    },
  },
  invalid: {
    'localhost is not allowed': {
      ...asks(`«${CURL}» || exit 1`, HOSTS),
      message: `Host localhost is not in ALLOWED_HOSTS, so the health check gets 400: ${NEVER}`,
      related: [SETTINGS],
      title: 'Ask as www.example.com, which Django allows',
      fixed: image(probe('/health/', 'www.example.com')),
    },
    'nothing is allowed': {
      ...asks(`«${CURL}»`, 'DEBUG = False\nALLOWED_HOSTS = []'),
      fixed: null,
    },
    'the image says which hosts are': {
      code: `${FROM}ENV HOSTS=.example.com\nHEALTHCHECK CMD [«"wget", "-q", "--spider", "http://127.0.0.1:8000/"»]\n${SERVE}`,
      files: project('ALLOWED_HOSTS = os.environ["HOSTS"].split(",")'),
      message: `Host 127.0.0.1 is not in ALLOWED_HOSTS, so the health check gets 400: ${NEVER}`,
      fixed: `${FROM}ENV HOSTS=.example.com\nHEALTHCHECK CMD ${probe('/', 'example.com')}\n${SERVE}`,
    },
    'compose says which hosts are': {
      ...asks(
        `«${CURL}»`,
        'ALLOWED_HOSTS = os.environ.get("HOSTS", "localhost").split(",")',
        compose('    environment: ["HOSTS=www.example.com"]\n'),
      ),
    },
    'a probe that names the wrong host': {
      ...asks(probe('/health/', 'localhost').replace(/"python.*"/, '«$&»'), HOSTS),
      fixed: image(probe('/health/', 'www.example.com')),
    },
    'runserver looks at the host, too': {
      code: `${FROM}HEALTHCHECK CMD «${CURL}»\nWORKDIR /app\nCOPY . .\nCMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]\n`,
      files: project(HOSTS),
    },
    'a pattern that is no path is left alone': {
      ...asks(
        `«${CURL}»`,
        `${HOSTS}\nMIDDLEWARE = [${SECURITY}, "whitenoise.middleware.WhiteNoiseMiddleware", ${COMMON}, "shop.Own"]`,
      ),
      fixed: image(probe('/health/', 'www.example.com')),
    },
    'wget follows to HTTPS': {
      ...asks('«wget -qO- http://localhost:8000/health/» || exit 1', SSL),
      message: `SECURE_SSL_REDIRECT sends wget to HTTPS, which nobody speaks on this port: ${NEVER}`,
      related: [SETTINGS],
      title: 'Ask without following to HTTPS',
      fixed: image(probe('/health/', 'localhost')),
    },
    'urllib follows as well': {
      ...asks(
        URLLIB('/health/').replace(/"python.*"/, '«$&»'),
        'ALLOWED_HOSTS = ["*"]\nDEBUG = False\nSECURE_SSL_REDIRECT = not DEBUG',
      ),
      fixed: image(probe('/health/', '127.0.0.1')),
    },
    'and curl where it is told to': {
      ...asks('«curl -fL http://localhost:8000/health/»', SSL),
      message: /^SECURE_SSL_REDIRECT sends curl/,
    },
    'sent to HTTPS, under a host that is not allowed': {
      ...asks('«wget -q http://localhost:8000/health/»', `${HOSTS}\nSECURE_SSL_REDIRECT = True`),
      message: /^Host localhost/,
      fixed: image(probe('/health/', 'www.example.com')),
    },
    'no route leads there': {
      ...asks('«curl --fail http://localhost:8000/healthz»', LOCAL),
      message: `config.urls leads /healthz nowhere, so the health check gets 404: ${NEVER}`,
      related: [SETTINGS],
      title: 'Ask for /health/, which is there',
      fixed: image(probe('/health/', 'localhost')),
    },
    'there is only a first page': {
      ...asks('«curl -f http://localhost:8000/health/»', LOCAL, {
        'config/urls.py': 'urlpatterns = [path("", home)]\n',
      }),
      title: 'Ask for /, which is there',
      fixed: image(probe('/', 'localhost')),
    },
    'there is no first page': {
      ...asks('«curl -f http://localhost:8000/»', LOCAL, {
        'config/urls.py': 'urlpatterns = [path("api/", include("api.urls"))]\n',
        'api/urls.py': 'urlpatterns = [path("books/", books)]\n',
      }),
      fixed: null,
    },
    'neither the host nor the path': {
      ...asks('«curl -f http://localhost:8000/healthz»', HOSTS),
      message: /^Host localhost/,
      fixed: image(probe('/health/', 'www.example.com')),
    },
    'the check of a service': {
      code: `${FROM}WORKDIR /app\nCOPY . .\nCMD [«"gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"»]\n`,
      files: project(
        HOSTS,
        compose(`    healthcheck:\n      test: ["CMD", "curl", "-f", "http://localhost:8000/health/"]\n`),
      ),
      message: `Host localhost is not in ALLOWED_HOSTS, so the health check gets 400: ${NEVER}`,
      related: ['compose.yaml', SETTINGS],
      fixed: null,
    },
    'the check of a service, for a shell': {
      code: `${FROM}WORKDIR /app\nCOPY . .\nCMD «gunicorn config.wsgi --bind 0.0.0.0:8000»\n`,
      files: project(LOCAL, compose('    healthcheck:\n      test: curl -f http://localhost:8000/up || exit 1\n')),
      message: `config.urls leads /up nowhere, so the health check gets 404: ${NEVER}`,
    },
  },
});

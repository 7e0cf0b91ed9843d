import rule from '../../../server/src/engine/rules/project/native-lib-missing.ts';
import { testRule } from '../../support/rule-tester.ts';

const SLIM = 'FROM python:3.14-slim-trixie\n';
const INSTALL = 'pip install --no-cache-dir -r requirements.txt';
const CMD = 'CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n';
const rest = (install = INSTALL): string => `COPY . .\nRUN ${install}\n${CMD}`;
const apt = (names: string): string => `RUN apt-get update && apt-get install -y --no-install-recommends ${names}\n`;
const project = (...requirements: readonly string[]) => ({
  'manage.py': '',
  'requirements.txt': ['Django==5.2.8', 'gunicorn==26.2.0', ...requirements, ''].join('\n'),
});
const PSYCOPG2 = project('psycopg2==2.9.11');
const added = (names: string): string =>
  `RUN apt-get update \\\n    && apt-get install --yes --no-install-recommends ${names} \\\n    && rm -rf /var/lib/apt/lists/*\n`;
const VENV = `python -m venv /opt/venv && /opt/venv/bin/${INSTALL}`;
const multi = (builder: string, final: string, image = '«python:3.14-slim-trixie»', install = VENV): string =>
  `${SLIM.replace('\n', ' AS build\n')}${builder}COPY . .\nRUN ${install}\nFROM ${image}\n${final}COPY --from=build /opt/venv /opt/venv\nENV PATH=/opt/venv/bin:$PATH\nCOPY . .\n${CMD}`;
const plain = (text: string): string => text.replaceAll('«', '').replaceAll('»', '');
const GIS = {
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n',
  'config/__init__.py': '',
  'config/wsgi.py':
    'import os\nfrom django.core.wsgi import get_wsgi_application\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\napplication = get_wsgi_application()\n',
  'config/settings.py': 'DATABASES = {"default": {"ENGINE": "django.contrib.gis.db.backends.postgis"}}\n',
  'requirements.txt': 'Django==5.2.8\ngunicorn==26.2.0\npsycopg[binary]==3.3.6\n',
};

testRule(rule, {
  valid: {
    'a file that stands alone': SLIM + rest(),
    'wheels for everything': { code: SLIM + rest(), files: project('psycopg[binary]==3.3.6', 'Pillow==12.0.0') },
    'all that it takes is there': { code: SLIM + apt('libpq-dev build-essential') + rest(), files: PSYCOPG2 },
    'the full image has it all': { code: `FROM python:3.14-trixie\n${rest()}`, files: PSYCOPG2 },
    'an image of somebody else': { code: `FROM example.org/team/python:3\n${rest()}`, files: PSYCOPG2 },
    'a package that nobody has looked up may bring it': {
      code: SLIM + apt('acme-build-tools') + rest(),
      files: PSYCOPG2,
    },
    'the headers of GDAL bring those of PostgreSQL': { code: SLIM + apt('libgdal-dev gcc') + rest(), files: PSYCOPG2 },
    'names in a variable': { code: `${SLIM}ARG DEPS\n${apt('$DEPS')}${rest()}`, files: PSYCOPG2 },
    'a script may install them': {
      code: `${SLIM}COPY setup.sh .\nRUN ./setup.sh\n${rest()}`,
      files: { ...PSYCOPG2, 'setup.sh': 'x' },
    },
    'wheels that lie at hand': { code: SLIM + rest(`${INSTALL} --no-index --find-links=wheels`), files: PSYCOPG2 },
    'an old psycopg2 has wheels': {
      code: `FROM python:3.6-slim-bookworm\n${apt('libpq5')}${rest()}`,
      files: project('psycopg2==2.7.7'),
    },
    'purged again, with what stays': {
      code: `${SLIM}COPY . .\nRUN apt-get update && apt-get install -y libpq-dev gcc && ${INSTALL} && apt-get purge -y --auto-remove gcc\n${CMD}`,
      files: PSYCOPG2,
    },
    'the library is in the last stage': { code: plain(multi(apt('libpq-dev gcc'), apt('libpq5'))), files: PSYCOPG2 },
    'libraries are copied': {
      code: plain(multi(apt('libpq-dev gcc'), 'COPY --from=build /usr/lib /usr/lib\n')),
      files: PSYCOPG2,
    },
    'a client of the database brings the library': {
      code: plain(multi(apt('libpq-dev gcc'), apt('postgresql-client'))),
      files: PSYCOPG2,
    },
    'a name that the newer package provides': `${SLIM}${apt('libgeos-c1v5 libmagic1')}`,
    'sources of their own': `${SLIM}RUN echo deb http://example.org x main > /etc/apt/sources.list.d/x.list\n${apt('libldap-2.5-0')}`,
    'another release': `FROM python:3.12-slim-bookworm\n${apt('libldap-2.5-0')}`,
    'SQLite with geography is no engine that is in force': {
      code: SLIM + rest(),
      files: { ...GIS, 'config/settings.py': 'INSTALLED_APPS = ["django.contrib.gis"]\n' },
    },
    'GDAL is there': { code: SLIM + apt('gdal-bin') + rest(), files: GIS },
    'the path of GDAL is given': { code: `${SLIM}ENV GDAL_LIBRARY_PATH=/opt/gdal/libgdal.so\n${rest()}`, files: GIS },
    'a marker leaves it out': { code: SLIM + rest(), files: project('psycopg2==2.9.11; sys_platform == "win32"') },
  },
  invalid: {
    'compiled on a slim image': {
      code: `${SLIM}COPY . .\nRUN «${INSTALL}»\n${CMD}`,
      files: PSYCOPG2,
      message: 'psycopg2 is compiled here, without the headers of libpq and a compiler: the build stops',
      related: ['requirements.txt'],
      fixed: `${SLIM}${added('libpq-dev build-essential')}COPY . .\nRUN ${INSTALL}\n${CMD}`,
      fix: 'review',
      // The build works, and a builder would keep the compiler out of the image.
      alsoFires: ['single-stage-build', 'build-deps-in-final'],
    },
    'only the compiler is missing': {
      code: `${SLIM}${apt('libpq-dev')}COPY . .\nRUN «${INSTALL}»\n${CMD}`,
      files: PSYCOPG2,
      message: 'psycopg2 is compiled here, without a compiler: the build stops',
      fixed: `${SLIM}${apt('libpq-dev build-essential')}COPY . .\nRUN ${INSTALL}\n${CMD}`,
      fix: 'review',
    },
    'mysqlclient looks for pkg-config': {
      code: `${SLIM}${apt('default-libmysqlclient-dev gcc')}COPY . .\nRUN «${INSTALL}»\n${CMD}`,
      files: project('mysqlclient==2.2.7'),
      message: 'mysqlclient is compiled here, without pkg-config: the build stops',
      fixed: `${SLIM}${apt('default-libmysqlclient-dev gcc pkg-config')}COPY . .\nRUN ${INSTALL}\n${CMD}`,
      fix: 'review',
    },
    'on Alpine': {
      code: `FROM python:3.14-alpine3.23\nRUN apk add --no-cache bash\nCOPY . .\nRUN «${INSTALL}»\n${CMD}`,
      files: PSYCOPG2,
      fixed: `FROM python:3.14-alpine3.23\nRUN apk add --no-cache bash libpq-dev build-base\nCOPY . .\nRUN ${INSTALL}\n${CMD}`,
      fix: 'review',
      // The build works, and a builder would keep the compiler out of the image.
      alsoFires: ['single-stage-build', 'build-deps-in-final'],
    },
    'in a builder': {
      code: plain(multi('', apt('libpq5'))).replace(
        `RUN ${VENV}`,
        `RUN python -m venv /opt/venv && «/opt/venv/bin/${INSTALL}»`,
      ),
      files: PSYCOPG2,
      fixed: plain(multi('', apt('libpq5'))).replace(
        `COPY . .\nRUN ${VENV}`,
        `${added('libpq-dev build-essential')}COPY . .\nRUN ${VENV}`,
      ),
    },
    'the last stage has no library': {
      code: multi(apt('libpq-dev gcc'), ''),
      files: PSYCOPG2,
      message: 'psycopg2 needs libpq5, which this image does not have: importing it fails',
      fixed: plain(multi(apt('libpq-dev gcc'), added('libpq5'))),
    },
    'nor has it beside others': {
      code: multi(apt('libpq-dev gcc'), apt('curl')),
      files: PSYCOPG2,
      fixed: plain(multi(apt('libpq-dev gcc'), apt('curl libpq5'))),
    },
    'psycopg without a driver of its own': {
      code: `FROM «python:3.14-slim-trixie»\n${rest()}`,
      files: project('psycopg==3.3.6'),
      message: 'psycopg needs libpq5, which this image does not have: importing it fails',
      fixed: `${SLIM}${added('libpq5')}${rest()}`,
    },
    'WeasyPrint without Pango': {
      code: `FROM «python:3.14-slim-trixie»\n${rest()}`,
      files: project('weasyprint==68.0'),
      fixed: `${SLIM}${added('libpangoft2-1.0-0')}${rest()}`,
    },
    'another name on bookworm': {
      code: `FROM «python:3.13-slim-bookworm»\n${rest()}`,
      files: project('python-magic==0.4.27'),
      fixed: `FROM python:3.13-slim-bookworm\n${added('libmagic1')}${rest()}`,
    },
    'GeoDjango without GDAL': {
      code: `FROM «python:3.14-slim-trixie»\n${rest()}`,
      files: GIS,
      message: 'django.contrib.gis needs gdal-bin, which this image does not have: importing it fails',
      related: ['config/settings.py'],
      fixed: `${SLIM}${added('gdal-bin')}${rest()}`,
    },
    'a name of an older release': {
      code: `${SLIM}${apt('«libldap-2.5-0» curl')}`,
      message: 'Debian trixie has no libldap-2.5-0, but libldap2: apt-get stops here',
      fixed: `${SLIM}${apt('libldap2 curl')}`,
    },
    'a name of a newer release': {
      code: `FROM python:3.12-slim-bookworm\n${apt('«libgdal36»')}`,
      fixed: `FROM python:3.12-slim-bookworm\n${apt('libgdal32')}`,
    },
    'a package that is gone': {
      code: `${SLIM}${apt('«wkhtmltopdf»')}`,
      message: 'Debian trixie has no wkhtmltopdf: apt-get stops here',
      fixed: null,
    },
  },
});

import rule from '../../../server/src/engine/rules/context/dotenv-in-context.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\nWORKDIR /app\n';
const CMD = 'CMD ["gunicorn", "shop.wsgi", "--bind=0.0.0.0:8000"]\n';
const SECRET = 'DEBUG=0\nSECRET_KEY=k9!v2#xw8z-q1r7@m4t0_b6n3&h5j(2)\n';
const KEY = '-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n';

const project = (files: Readonly<Record<string, string>>) => ({ 'manage.py': '', 'shop/urls.py': '', ...files });
const ALL = `${FROM}COPY . .\n${CMD}`;

const silent = (files: Readonly<Record<string, string>>, code = ALL) => ({ code, files: project(files) });

testRule(rule, {
  valid: {
    'nothing is known of the project': ALL,
    'nothing of the kind is there': silent({}),
    'left out': silent({ '.env': SECRET, '.dockerignore': '.env\n' }),
    'left out by a file of its own': silent({ '.env': SECRET, 'Dockerfile.dockerignore': '**/.env*\n' }),
    'left out with everything else': silent({
      '.env': SECRET,
      'db.sqlite3': '',
      '.dockerignore': '*\n!shop\n!manage.py\n',
    }),
    'the ignore file cannot be read': silent({ '.env': SECRET, '.dockerignore': '[\n' }),
    'another folder is copied': silent({ '.env': SECRET }, `${FROM}COPY shop ./shop\n${CMD}`),
    'it is copied by name, which is another defect': silent(
      { '.env': SECRET },
      `${FROM}COPY .env ./\nCOPY . .\n${CMD}`,
    ),
    'left out by the COPY': silent({ '.env': SECRET }, `${FROM}COPY --exclude=.env . .\n${CMD}`),
    templates: silent({ '.env.example': SECRET, '.env-dist': SECRET, '.env.template': SECRET }),
    'other settings without secrets': silent({ 'web.env': 'DEBUG=1\n' }),
    'a certificate': silent({ 'ca.pem': '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n' }),
    'made for tests': silent({ 'tests/keys/a.pem': KEY, 'tests/.env': SECRET, 'shop/fixtures/db.sqlite3': '' }),
    'in a folder that is not looked into': silent({ 'node_modules/a/.env': SECRET }),
    'a database in a builder': silent(
      { 'db.sqlite3': '' },
      `FROM python:3.14-slim AS build\nWORKDIR /src\nCOPY . .\n\n${FROM}COPY --from=build /opt/venv /opt/venv\n${CMD}`,
    ),
    'a mount becomes no layer': silent(
      { '.env': SECRET },
      `${FROM}RUN --mount=type=bind,target=/src pip install /src\n${CMD}`,
    ),
  },
  invalid: {
    'an environment file': {
      code: `${FROM}COPY «.» .\n${CMD}`,
      files: project({ '.env': SECRET }),
      message: 'This copies .env, which no ignore file leaves out: whoever has the image has the secrets',
      related: ['.env'],
      title: 'Create a .dockerignore with .env',
      elsewhere: { '.dockerignore': '.env\n' },
    },
    'the ignore file does not name it': {
      code: `${FROM}COPY «.» .\n${CMD}`,
      files: project({ 'shop/.env': SECRET, '.dockerignore': '.env\n.git\n' }),
      related: ['shop/.env', '.dockerignore'],
      title: 'Add shop/.env to the ignore file',
      elsewhere: { '.dockerignore': '.env\n.git\nshop/.env\n' },
    },
    'brought back': {
      code: `${FROM}COPY «.» .\n${CMD}`,
      files: project({ '.env': SECRET, '.dockerignore': '.*\n!.env\n' }),
      elsewhere: { '.dockerignore': '.*\n!.env\n.env\n' },
    },
    'an ignore file of its own, in a folder of the workspace': {
      path: 'web/Dockerfile',
      code: `${FROM}COPY «.» .\n${CMD}`,
      files: { 'web/manage.py': '', 'web/.env': SECRET, 'web/Dockerfile.dockerignore': '.git\r\n' },
      elsewhere: { 'web/Dockerfile.dockerignore': '.git\r\n.env\r\n' },
    },
    'no ignore file, in a folder of the workspace': {
      path: 'web/Dockerfile',
      code: `${FROM}COPY «.» .\n${CMD}`,
      files: { 'web/manage.py': '', 'web/.env': SECRET },
      elsewhere: { 'web/.dockerignore': '.env\n' },
    },
    'templates beside it stay': {
      code: `${FROM}COPY «.» .\nRUN cp .env.example /tmp/settings\n${CMD}`,
      files: project({ '.env': SECRET, '.env.example': '', '.env-dist': '', 'prod.env.md': '' }),
      elsewhere: { '.dockerignore': '.env\n' },
    },
    'a command of the build reads it': {
      code: `${FROM}COPY «.» .\nRUN set -a && . ./.env && python manage.py collectstatic --noinput\n${CMD}`,
      files: project({ '.env': SECRET }),
      elsewhere: { '.dockerignore': null },
    },
    'the entry script reads it': {
      code: `${FROM}COPY «.» .\nENTRYPOINT ["./entry.sh"]\n${CMD}`,
      files: project({ '.env': SECRET, 'entry.sh': '#!/bin/sh\nset -ea\n. /app/.env\nexec "$@"\n' }),
      elsewhere: { '.dockerignore': null },
    },
    'a mount names it': {
      code: `${FROM}COPY «.» .\nRUN --mount=type=bind,source=.env,target=/run/settings python manage.py check\n${CMD}`,
      files: project({ '.env': SECRET }),
      elsewhere: { '.dockerignore': null },
    },
    'a COPY of nothing else': {
      code: `${FROM}COPY «certs» /certs\nCOPY shop shop\n${CMD}`,
      files: project({ 'certs/a.pem': KEY, 'certs/b.pem': KEY }),
      elsewhere: { '.dockerignore': null },
    },
    'a name that would be a pattern': {
      code: `${FROM}COPY «.» .\n${CMD}`,
      files: project({ 'a[b]/.env': SECRET }),
      elsewhere: { '.dockerignore': null },
    },
    'in a folder that is copied, with a key': {
      code: `${FROM}COPY manage.py «shop» ./\n${CMD}`,
      files: project({ 'shop/.env.production': SECRET, 'shop/server.key': KEY, 'shop/id_rsa': '' }),
      message: /^This copies shop\/\.env\.production and 2 more,/,
      related: ['shop/.env.production', 'shop/id_rsa', 'shop/server.key'],
      title: 'Create a .dockerignore with shop/.env.production and 2 more',
      elsewhere: { '.dockerignore': 'shop/.env.production\nshop/id_rsa\nshop/server.key\n' },
    },
    'behind a wildcard': {
      code: `${FROM}ADD «.e*» ./\n${CMD}`,
      files: project({ '.env': SECRET }),
      fixed: null,
    },
    'a builder whose folder is taken': {
      code: `FROM python:3.14-slim AS build\nWORKDIR /app\nCOPY «.» .\n\n${FROM}COPY --from=build /app /app\n${CMD}`,
      files: project({ '.env': SECRET }),
      severity: 'error',
    },
    'a builder that keeps it': {
      code: `FROM python:3.14-slim AS build\nWORKDIR /src\nCOPY «.» .\n\n${FROM}COPY --from=build /opt/venv /opt/venv\n${CMD}`,
      files: project({ '.env': SECRET }),
      severity: 'warning',
      message: 'This copies .env into a layer of the build cache, for all who can read that',
    },
    'the image that ships counts first': {
      code: `FROM python:3.14-slim AS build\nWORKDIR /src\nCOPY . .\n\n${FROM}COPY «.» .\n${CMD}`,
      files: project({ '.env': SECRET, 'db.sqlite3': '' }),
      related: ['.env', 'db.sqlite3'],
    },
    'long names': {
      code: `${FROM}COPY «.» .\n${CMD}`,
      files: project({ [`${'long-name/'.repeat(20)}.env`]: SECRET, '.env': SECRET }),
    },
    'no secret in it': {
      code: `${FROM}COPY «.» .\n${CMD}`,
      files: project({ '.env': 'DEBUG=1\nPOSTGRES_PASSWORD=postgres\n' }),
      severity: 'info',
      message: 'This copies .env into the image: no secret is in it now, and the next one is put there',
    },
    'the development database': {
      code: `${FROM}COPY «.» .\n${CMD}`,
      files: project({ 'db.sqlite3': '' }),
      severity: 'warning',
      message: 'This copies db.sqlite3 into the image, with the users and password hashes of this machine',
      elsewhere: { '.dockerignore': 'db.sqlite3\n' },
    },
  },
});

import rule from '../../../server/src/engine/rules/dependencies/psycopg2-binary.ts';
import { testRule } from '../../support/rule-tester.ts';

const SLIM = 'FROM python:3.13-slim-trixie\n';
const INSTALL = 'COPY requirements.txt .\nRUN «pip install --no-cache-dir -r requirements.txt»\n';
const plain = (text: string): string => text.replace(/[«»]/g, '');
const project = (requirements: string) => ({ 'requirements.txt': requirements, 'manage.py': '' });
const message = 'psycopg2-binary brings its own libpq and libssl, which nobody patches: not meant for production';

const GROUPED =
  '[project]\nname = "shop"\ndependencies = ["django"]\n\n[dependency-groups]\ndev = ["psycopg2-binary"]\n\n' +
  '[project.optional-dependencies]\npg = ["psycopg2-binary"]\n';
const INDEX = 'source = { registry = "https://pypi.org/simple" }\n';
const FOUND = '[project]\nname = "shop"\ndependencies = [\n  "django",\n  "psycopg2-binary>=2.9",\n]\n';

/** What a manager installs of a project. */
const installed = (command: string, files: Readonly<Record<string, string>>) => ({
  code: `${SLIM}WORKDIR /app\nCOPY . .\nRUN ${command}\n`,
  files: { ...files, 'manage.py': '' },
});

testRule(rule, {
  valid: {
    'psycopg 3 and its documented default': `${SLIM}RUN pip install "psycopg[binary]" psycopg-binary\n`,
    'built from source': `${SLIM}RUN pip install psycopg2\n`,
    'another package of a like name': `${SLIM}RUN pip install psycopg2-binary-extras\n`,
    'requirements nobody can read': `${SLIM}${plain(INSTALL)}`,
    'requirements without it': { code: `${SLIM}${plain(INSTALL)}`, files: project('# psycopg2-binary\npsycopg2\n') },
    'a development stage': `${SLIM.trim()} AS dev\nRUN pip install psycopg2-binary\n`,
    'a development file': { code: `${SLIM}RUN pip install psycopg2-binary\n`, path: 'dev.Dockerfile' },
    'it is taken out again': `${SLIM}RUN pip install django psycopg2-binary && pip uninstall -y psycopg2-binary\n`,
    'only some builds install it': `${SLIM}RUN if [ "$PG" ]; then pip install psycopg2-binary; fi\n`,
    'only on another system': {
      code: `${SLIM}${plain(INSTALL)}`,
      files: project('psycopg2-binary==2.9.11 ; sys_platform == "win32"\n'),
    },
    'a constraint installs nothing': {
      code: `${SLIM}WORKDIR /app\nCOPY . .\nRUN pip install -c requirements.txt django\n`,
      files: project('psycopg2-binary==2.9.11\n'),
    },
    'a group of uv that stays away': installed('uv sync --no-dev', { 'pyproject.toml': GROUPED }),
    'an extra that nobody asks for': installed('pip install .', { 'pyproject.toml': GROUPED }),
    'a package of Pipenv for developers': installed('pipenv sync', {
      Pipfile: '[packages]\ndjango = "*"\n\n[dev-packages]\npsycopg2-binary = "*"\n',
      'Pipfile.lock':
        '{"_meta": {}, "default": {"django": {"version": "==5.2.8"}}, "develop": {"psycopg2-binary": {"version": "==2.9.11"}}}',
    }),
    'it is taken out': `${SLIM}RUN pip uninstall -y psycopg2-binary\n`,
  },
  invalid: {
    'named in the install': {
      code: `${SLIM}RUN pip install --no-cache-dir django «psycopg2-binary»\n`,
      message,
      fixed: `${SLIM}RUN pip install --no-cache-dir django "psycopg[binary]"\n`,
      title: 'Install psycopg 3 instead',
    },
    'with a version, which the other has not': {
      code: `${SLIM}RUN pip install «psycopg2_binary==2.9.11»\n`,
      fixed: null,
    },
    'through uv': { code: `${SLIM}RUN uv pip install --system «"psycopg2-binary"»\n` },
    'named in the requirements': {
      code: `${SLIM}${INSTALL}`,
      files: project('django\n  psycopg2-binary==2.9.11\n'),
      related: ['requirements.txt'],
      fixed: null,
    },
    'in a file they include': {
      code: `${SLIM}COPY requirements requirements\nRUN «pip install -r requirements/prod.txt»\n`,
      files: {
        'requirements/prod.txt': '-r base.txt\n',
        'requirements/base.txt': 'psycopg2-binary\n',
        'manage.py': '',
      },
      related: ['requirements/base.txt'],
    },
    'an extra of the project': {
      ...installed('«pip install .[pg]»', { 'pyproject.toml': GROUPED }),
      related: ['pyproject.toml'],
    },
    'the lock of uv': {
      ...installed('«uv sync --locked --no-dev»', {
        'pyproject.toml': FOUND,
        'uv.lock':
          'version = 1\n\n[[package]]\nname = "shop"\nversion = "1.0"\nsource = { virtual = "." }\ndependencies = [\n    { name = "psycopg2-binary" },\n]\n\n' +
          `[[package]]\nname = "psycopg2-binary"\nversion = "2.9.11"\n${INDEX}`,
      }),
      message,
      related: ['pyproject.toml'],
      fixed: null,
    },
    Poetry: {
      ...installed('«poetry install --only main --no-root»', {
        'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.13"\npsycopg2-binary = "^2.9"\n',
      }),
      related: ['pyproject.toml'],
    },
    'the lock of Pipenv': {
      ...installed('«pipenv install --system --deploy»', {
        Pipfile: '[packages]\npsycopg2-binary = "*"\n',
        'Pipfile.lock': '{"_meta": {}, "default": {"psycopg2-binary": {"version": "==2.9.11"}}, "develop": {}}',
      }),
      related: ['Pipfile'],
    },
    PDM: { ...installed('«pdm sync --prod»', { 'pyproject.toml': FOUND }), related: ['pyproject.toml'] },
    'a lock for pip': {
      ...installed('«pip install -r pylock.toml»', {
        'pylock.toml':
          'lock-version = "1.0"\ncreated-by = "uv"\n\n[[packages]]\nname = "psycopg2-binary"\nversion = "2.9.11"\n',
      }),
      related: ['pylock.toml'],
    },
    'several stages are one cause': {
      code: `FROM python:3.13 AS builder\nRUN pip install «psycopg2-binary»\n\n${SLIM}RUN pip install psycopg2-binary\n`,
      fixed: `FROM python:3.13 AS builder\nRUN pip install "psycopg[binary]"\n\n${SLIM}RUN pip install "psycopg[binary]"\n`,
    },
  },
});

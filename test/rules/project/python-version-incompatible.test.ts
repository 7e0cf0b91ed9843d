import rule from '../../../server/src/engine/rules/project/python-version-incompatible.ts';
import { testRule } from '../../support/rule-tester.ts';

const file = (tag: string, install: string): string => `FROM python:${tag}\nWORKDIR /app\nCOPY . .\nRUN ${install}\n`;
const PIP = 'pip install --no-cache-dir -r requirements.txt';
const pip = (requirements: string, more: Readonly<Record<string, string>> = {}) => ({
  'manage.py': '',
  'requirements.txt': requirements,
  ...more,
});
const pyproject = (wanted: string, django = '5.2.8') => ({
  'manage.py': '',
  'pyproject.toml': `[project]\nname = "shop"\nversion = "1"\nrequires-python = "${wanted}"\ndependencies = ["Django==${django}"]\n`,
});
const POETRY = {
  'manage.py': '',
  'pyproject.toml':
    '[tool.poetry]\nname = "shop"\npackage-mode = false\n\n[tool.poetry.dependencies]\npython = "^3.12"\ndjango = "5.2.8"\n',
};
const UV = 'ENV UV_PYTHON_DOWNLOADS=never\nCOPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv\n';

testRule(rule, {
  valid: {
    'Django runs on it': { code: file('3.14-slim-trixie', PIP), files: pip('Django==5.2.8\n') },
    'any Django will do': { code: file('3.9-slim-bookworm', PIP), files: pip('Django\n') },
    'an older series fits': { code: file('3.11-slim-trixie', PIP), files: pip('Django>=4.2\n') },
    'a Django that nobody knows': { code: file('3.9-slim-bookworm', PIP), files: pip('Django==9.0\n') },
    'the project takes it': { code: file('3.13-slim-trixie', 'pip install .'), files: pyproject('>=3.12') },
    'some release of the minor': { code: file('3.12-slim-trixie', 'pip install .'), files: pyproject('>=3.12.4') },
    'a range that nobody can read': {
      code: file('3.9-slim-bookworm', 'pip install .'),
      files: pyproject('newest', '4.2.1'),
    },
    'another Python is chosen': {
      code: file('3.11-slim-trixie', 'uv sync --python 3.13'),
      files: pyproject('>=3.12'),
    },
    'no image of Python': {
      code: file('3.11', PIP).replace('python:3.11', 'debian:12'),
      files: pip('Django==6.0.1\n'),
    },
    'an ARG that the build gives': {
      code: `ARG V\n${file('${V}-slim', PIP)}`,
      files: pip('Django==6.0.1\n'),
    },
    'another project has those wishes': {
      code: file('3.13-slim-trixie', PIP),
      files: pip('Django==5.2.8\n', { 'tools/pyproject.toml': '[project]\nname = "t"\nrequires-python = "<3.10"\n' }),
    },
    'it is developed on the same minor': {
      code: file('3.13-slim-trixie', PIP),
      files: pip('Django==5.2.8\n', { '.python-version': '3.13\n' }),
    },
  },
  invalid: {
    'Django needs a newer Python': {
      code: file('«3.11-slim-trixie»', PIP),
      files: pip('Django==6.0.1\n'),
      message: 'Django 6.0.1 needs Python 3.12 or newer, and the image has 3.11: the install finds no such release',
      severity: 'error',
      fixed: file('3.14-slim-trixie', PIP),
    },
    'every Django of a range does': {
      code: file('«3.11-slim-trixie»', PIP),
      files: pip('Django>=6\n'),
      message: 'Django 6.1 needs Python 3.12 or newer, and the image has 3.11: the install finds no such release',
      fixed: file('3.14-slim-trixie', PIP),
    },
    'Django is too old for it': {
      code: file('«3.14-slim-trixie»', PIP),
      files: pip('Django==4.2.16\n'),
      message: 'Django 4.2.16 is made for Python 3.8 to 3.12, and the image has 3.14: parts of it may fail',
      severity: 'warning',
      fixed: file('3.12-slim-trixie', PIP),
    },
    'a release before the one that takes it': {
      code: file('«3.14-slim-trixie»', PIP),
      files: pip('Django==5.2.3\n'),
      message: 'Django 5.2.3 is not made for Python 3.14, which its series takes from 5.2.8 on: parts of it may fail',
      severity: 'warning',
      fixed: null,
    },
    'pip refuses the project': {
      code: file('«3.11-slim-trixie»', 'pip install .'),
      files: pyproject('>=3.12'),
      message: 'pyproject.toml asks for Python >=3.12, and the image has 3.11: the install stops',
      severity: 'error',
      related: ['pyproject.toml'],
      fixed: file('3.14-slim-trixie', 'pip install .'),
    },
    'a release of the minor is too old': {
      code: file('«3.12.1-slim-bookworm»', 'pip install .'),
      files: pyproject('>=3.12.4,<3.13'),
      message: 'pyproject.toml asks for Python >=3.12.4,<3.13, and the image has 3.12.1: the install stops',
      fixed: null,
    },
    'Poetry refuses it': {
      code: file('«3.11-slim-trixie»', 'pip install --no-cache-dir poetry==2.3.4 && poetry install --only main'),
      files: POETRY,
      message: 'pyproject.toml asks for Python ^3.12, and the image has 3.11: the install stops',
      severity: 'error',
      fixed: file('3.14-slim-trixie', 'pip install --no-cache-dir poetry==2.3.4 && poetry install --only main'),
    },
    'uv downloads another': {
      code: file('«3.11-slim-trixie»', 'uv sync --no-dev'),
      files: pyproject('>=3.12'),
      message: 'pyproject.toml asks for Python >=3.12, and the image has 3.11: uv downloads another one',
      severity: 'warning',
      fixed: file('3.14-slim-trixie', 'uv sync --no-dev'),
    },
    'uv may not': {
      code: `FROM python:«3.11-slim-trixie»\n${UV}WORKDIR /app\nCOPY . .\nRUN uv sync --no-dev\n`,
      files: pyproject('>=3.12'),
      message: 'pyproject.toml asks for Python >=3.12, and the image has 3.11: the install stops',
      severity: 'error',
      fixed: `FROM python:3.14-slim-trixie\n${UV}WORKDIR /app\nCOPY . .\nRUN uv sync --no-dev\n`,
    },
    'the install does not ask': {
      code: file('«3.11-slim-trixie»', PIP),
      files: pip('Django==5.2.8\n', { 'pyproject.toml': '[project]\nname = "shop"\nrequires-python = ">=3.12"\n' }),
      message: 'pyproject.toml asks for Python >=3.12, and the image has 3.11: the code may not run on it',
      severity: 'warning',
      fixed: file('3.14-slim-trixie', PIP),
    },
    'it is developed on another': {
      code: file('«3.13-slim-trixie»', PIP),
      files: pip('Django==5.2.8\n', { '.python-version': '3.12\n' }),
      message: '.python-version names Python 3.12, and the image has 3.13: the project is tested on another one',
      severity: 'info',
      fixed: file('3.12-slim-trixie', PIP),
    },
    'in a builder': {
      code: `FROM python:«3.11-slim-trixie» AS build\nCOPY . .\nRUN python -m venv /opt/venv && /opt/venv/bin/${PIP}\nFROM python:3.11-slim-trixie\nCOPY --from=build /opt/venv /opt/venv\nENV PATH=/opt/venv/bin:$PATH\nCMD ["gunicorn", "config.wsgi"]\n`,
      files: pip('Django==6.0.1\ngunicorn==26.2.0\n'),
      fixed: `FROM python:3.14-slim-trixie AS build\nCOPY . .\nRUN python -m venv /opt/venv && /opt/venv/bin/${PIP}\nFROM python:3.14-slim-trixie\nCOPY --from=build /opt/venv /opt/venv\nENV PATH=/opt/venv/bin:$PATH\nCMD ["gunicorn", "config.wsgi"]\n`,
    },
  },
});

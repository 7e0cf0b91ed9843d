import rule from '../../../server/src/engine/rules/dependencies/dependency-unpinned.ts';
import { testRule } from '../../support/rule-tester.ts';

const SLIM = 'FROM python:3.14-slim-trixie\nWORKDIR /app\n';
const ALL = `${SLIM}COPY . .\n`;
const PIP = 'RUN pip install --no-cache-dir -r requirements.txt\n';
const MARKED = 'RUN «pip install --no-cache-dir -r requirements.txt»\n';
const pip = (requirements: string, more: Readonly<Record<string, string>> = {}) => ({
  'manage.py': '',
  'requirements.txt': requirements,
  ...more,
});
const MANIFEST = '[project]\nname = "shop"\ndependencies = ["django>=5.2", "gunicorn==26.2.0"]\n';
const UV = { 'manage.py': '', 'pyproject.toml': MANIFEST, 'uv.lock': 'version = 1\n' };
const POETRY = {
  'manage.py': '',
  'pyproject.toml':
    '[tool.poetry.dependencies]\npython = "^3.12"\ndjango = "^5.2"\ngunicorn = "26.2.0"\nwhitenoise = "~6.12"\n',
};

testRule(rule, {
  valid: {
    'fixed versions': `${SLIM}RUN pip install django==5.2.8 "gunicorn~=26.2.0" whitenoise==6.12.*\n`,
    'a version in a variable': `${SLIM}ARG DJANGO\nRUN pip install django==$DJANGO\n`,
    'the tools of the build': `${SLIM}RUN pip install --upgrade pip setuptools wheel uv poetry\n`,
    'requirements nobody can read': ALL + PIP,
    'requirements with versions': { code: ALL + PIP, files: pip('Django==5.2.8\ngunicorn>=26.2.0,<26.3\n') },
    'requirements with hashes': { code: ALL + PIP, files: pip('Django==5.2.8 --hash=sha256:00\n') },
    'constraints fix them': {
      code: `${ALL}RUN pip install -r requirements.txt -c constraints.txt\n`,
      files: pip('Django\n', { 'constraints.txt': 'Django==5.2.8\n' }),
    },
    'constraints in the file do': {
      code: ALL + PIP,
      files: pip('-c constraints.txt\nDjango\n', { 'constraints.txt': 'Django==5.2.8\n' }),
    },
    'constraints that nobody can read may': {
      code: `${ALL}RUN pip install -r requirements.txt -c https://example.org/constraints.txt\n`,
      files: pip('Django\n'),
    },
    'constraints of the environment may': {
      code: `${ALL}ENV PIP_CONSTRAINT=/etc/constraints.txt\n${PIP}`,
      files: pip('Django\n'),
    },
    'a date fixes them': {
      code: `${ALL}RUN uv pip install --system --exclude-newer 2026-11-01 -r requirements.txt\n`,
      files: pip('Django\n'),
    },
    'wheels at hand fix them': {
      code: `${ALL}RUN pip install --no-index --find-links=wheels -r requirements.txt\n`,
      files: pip('Django\n'),
    },
    'a file that is compiled': {
      code: `${ALL}RUN uv pip compile requirements.in -o r.txt && uv pip install --system -r r.txt\n`,
      files: { 'manage.py': '', 'requirements.in': 'Django\n' },
    },
    'a package of the project': {
      code: `${ALL}RUN pip install -e ./lib\n`,
      files: pip('', { 'lib/setup.py': 'setup(install_requires=[])\n' }),
    },
    'a tag of a repository': `${SLIM}RUN pip install "shop @ git+https://example.org/shop.git@v1.2"\n`,
    'a branch that is taken at times': `${SLIM}RUN if [ -n "$DEV" ]; then pip install django; fi\n`,
    'a stage for development': `${SLIM}RUN pip install django==5.2.8\nCMD ["x"]\n\nFROM python:3.14-slim-trixie AS dev\nRUN pip install pytest\n`,
    'a stage whose packages nobody takes': {
      code: `FROM python:3.14-slim-trixie AS docs\nRUN pip install sphinx\nRUN sphinx-build docs /html\n\n${ALL}COPY --from=docs /html /app/static/docs\n${PIP}`,
      files: pip('Django==5.2.8\n'),
    },
    'a lock that is used': { code: `${ALL}RUN uv sync --no-dev\n`, files: UV },
    'a lock that is mounted': {
      code: `${SLIM}RUN --mount=type=bind,source=uv.lock,target=uv.lock --mount=type=bind,source=pyproject.toml,target=pyproject.toml uv sync\n`,
      files: UV,
    },
    'without its lock it stops': { code: `${SLIM}COPY pyproject.toml .\nRUN uv sync --locked\n`, files: UV },
    'so does pipenv': {
      code: `${SLIM}COPY Pipfile .\nRUN pipenv install --deploy --system\n`,
      files: { 'manage.py': '', Pipfile: '[packages]\ndjango = "*"\n', 'Pipfile.lock': '{}' },
    },
    'a manifest with versions and no lock': {
      code: `${ALL}RUN poetry install\n`,
      files: { ...POETRY, 'pyproject.toml': POETRY['pyproject.toml'].replace('^5.2', '5.2.8') },
    },
    'a lock that is there when it is built': {
      code: `${SLIM}COPY pyproject.toml poetry.lock ./\nRUN poetry install\n`,
      files: POETRY,
    },
    'the project without its dependencies': {
      code: `${ALL}RUN pip install --no-deps .\n`,
      files: { 'manage.py': '', 'pyproject.toml': MANIFEST },
    },
    'a project that nobody knows': `${ALL}RUN poetry install\n`,
  },
  invalid: {
    'a name alone': {
      code: `${SLIM}RUN «pip install --no-cache-dir django»\n`,
      message: 'django has no fixed version: the next build may install another one',
      fixed: null,
    },
    'several names': {
      code: `${SLIM}RUN «pip install --no-cache-dir Django>=5.2 gunicorn==26.2.0 whitenoise»\n`,
      message: '2 of 3 requirements have no fixed version (django first): the next build may install others',
    },
    'requirements without versions': {
      code: ALL + MARKED,
      files: pip('Django>=5.2\ngunicorn\n'),
      message: '2 of 2 requirements have no fixed version (django first): the next build may install others',
      related: ['requirements.txt'],
    },
    'in a file that they include': {
      code: ALL + MARKED,
      files: pip('-r base.txt\ngunicorn==26.2.0\n', { 'base.txt': 'Django<6\n' }),
      related: ['base.txt'],
    },
    'one of many': {
      code: ALL + MARKED,
      files: pip('Django==5.2.8\na==1\nb==1\nc==1\nd==1\ne\n'),
      severity: 'info',
      message: '1 of 6 requirements has no fixed version (e first): the next build may install others',
    },
    'the newest of a major version': { code: ALL + MARKED, files: pip('Django==5.*\n') },
    'a branch of a repository': {
      code: `${SLIM}RUN «pip install "shop @ git+https://git@example.org/shop.git@main"»\n`,
      message: 'shop has no fixed version: the next build may install another one',
    },
    'a lock that pip does not read': {
      code: ALL + MARKED,
      files: pip('Django>=5.2\ngunicorn\n', { 'poetry.lock': '' }),
      message:
        '2 of 2 requirements have no fixed version (django first), and pip does not read poetry.lock: builds will differ',
    },
    'the project itself': {
      code: `${ALL}RUN «pip install .»\n`,
      files: { 'manage.py': '', 'pyproject.toml': MANIFEST },
      related: ['pyproject.toml'],
      message: '1 of 2 requirements has no fixed version (django first): the next build may install others',
    },
    'wheels are chosen where they are built': {
      code:
        `FROM python:3.14-slim-trixie AS builder\nCOPY requirements.txt .\nRUN «pip wheel -w /wheels -r requirements.txt»\n\n` +
        `${SLIM}COPY --from=builder /wheels /wheels\nRUN pip install --no-index /wheels/*\n`,
      files: pip('Django\n'),
    },
    'stages that install the same are one cause': {
      code:
        `FROM python:3.14-slim-trixie AS builder\nCOPY requirements.txt .\nRUN python -m venv /venv && «/venv/bin/pip install -r requirements.txt»\n\n` +
        `${ALL}COPY --from=builder /venv /venv\n${PIP}`,
      files: pip('Django\n'),
    },
    'a lock that is not copied': {
      code: `${SLIM}COPY pyproject.toml ./\nRUN «uv sync --no-dev»\n`,
      files: UV,
      message: 'uv.lock does not reach the image: uv resolves the dependencies anew in every build',
      related: ['uv.lock'],
      fixed: `${SLIM}COPY pyproject.toml uv.lock ./\nRUN uv sync --no-dev\n`,
      title: 'Copy uv.lock as well',
      alsoFires: ['lock-not-enforced'],
    },
    'in a folder': {
      code: `${SLIM}COPY backend/pyproject.toml README.md ./\nRUN «poetry install --no-root»\n`,
      files: {
        'backend/manage.py': '',
        'README.md': '',
        'backend/pyproject.toml': POETRY['pyproject.toml'],
        'backend/poetry.lock': '',
      },
      fixed: `${SLIM}COPY backend/pyproject.toml backend/poetry.lock README.md ./\nRUN poetry install --no-root\n`,
    },
    'one that the ignore file keeps away': {
      code: `${SLIM}COPY pyproject.toml ./\nRUN «uv sync --no-dev»\n`,
      files: { ...UV, '.dockerignore': '*.lock\n' },
      fixed: null,
    },
    'a manifest that is renamed on the way': {
      code: `${SLIM}COPY pyproject.toml /app/pyproject.toml\nRUN «uv sync --no-dev»\n`,
      files: UV,
      fixed: null,
    },
    'a manifest without a lock': {
      code: `${ALL}RUN «poetry install»\n`,
      files: POETRY,
      message:
        '1 of 3 requirements has no fixed version (django first), and there is no poetry.lock: builds will differ',
      fixed: null,
    },
  },
});

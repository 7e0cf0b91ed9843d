import { describe, expect, test } from 'vitest';
import { buildModel } from '../../../../server/src/engine/model/build.ts';
import { factsFor } from '../../../../server/src/engine/project/memory.ts';
import {
  hasPackage,
  imageDependencies,
  packageIn,
  versionIn,
} from '../../../../server/src/engine/rules/shared/image-dependencies.ts';
import { parseDockerfile } from '../../../../server/src/engine/syntax/parse.ts';
import { dependenciesOf, type Texts } from './dependencies/support.ts';

/** `name version` of everything, with a question mark where it is not certain, and one behind all where there may be more. */
function listed(text: string, files: Texts): string {
  const found = dependenciesOf(text, files);
  const names = new Set(found.installs.flatMap(({ set }) => [...set.packages.keys()]));
  const packages = [...names].sort().map((name) => {
    const certain = packageIn(found, name)?.certain === true;
    return [name, versionIn(found, name), certain ? undefined : '?'].filter((each) => each !== undefined).join(' ');
  });
  const isRead = found.complete && found.installs.every(({ set }) => set.unread.length === 0);
  return [...packages, ...(isRead ? [] : ['…'])].join(', ');
}

const SLIM = 'FROM python:3.13-slim-trixie\nWORKDIR /app\n';
const BUILDER = 'FROM python:3.13-slim-trixie AS builder\nWORKDIR /app\n';

describe('pip', () => {
  const FILES = {
    'requirements.txt': 'Django==5.2.8\ngunicorn==23.0.0\n',
    'requirements/prod.txt': '-r base.txt\n-c limits.txt\nwhitenoise\n',
    'requirements/base.txt': 'Django==5.2.8\n',
    'requirements/limits.txt': 'whitenoise==6.11.0\n',
    'requirements/dev.txt': 'pytest==8.4.2\n',
    'pyproject.toml':
      '[project]\nname = "shop"\ndependencies = ["Django==5.2.8"]\n[project.optional-dependencies]\ns3 = ["boto3"]\n' +
      '[dependency-groups]\nprod = ["gunicorn==23.0.0"]\n',
    'lib/setup.py': 'from setuptools import setup\nsetup()\n',
    'lib/setup.cfg': '[options]\ninstall_requires =\n  pillow==12.0.0\n',
  };
  const BOTH = 'django 5.2.8, gunicorn 23.0.0';

  test.each([
    ['a requirements file', 'COPY requirements.txt .\nRUN pip install -r requirements.txt', BOTH],
    ['a mount', 'RUN --mount=type=bind,source=requirements.txt,target=r.txt pip install -r r.txt', BOTH],
    ['a folder', 'COPY . .\nRUN cd requirements && pip install -r prod.txt', 'django 5.2.8, whitenoise 6.11.0'],
    ['a file of another name', 'COPY requirements.txt /tmp/r.txt\nRUN pip install -r /tmp/r.txt', BOTH],
    ['names', 'RUN pip install "Django==5.2.8" gunicorn==23.0.0', BOTH],
    ['names in a variable', 'ARG P="django==5.2.8 gunicorn==23.0.0"\nRUN pip install $P', BOTH],
    ['a version in a variable', 'ARG V\nRUN pip install gunicorn==$V', 'gunicorn'],
    ['uv pip', 'COPY requirements.txt .\nRUN uv pip install --system -r requirements.txt', BOTH],
    ['uv pip sync', 'COPY requirements.txt .\nRUN uv pip sync --system requirements.txt', BOTH],
    ['pip-sync', 'COPY requirements.txt .\nRUN pip-sync', BOTH],
    ['a shell in a shell', 'COPY requirements.txt .\nRUN bash -c "pip install -r requirements.txt"', BOTH],
    ['the project', 'COPY . .\nRUN pip install .', 'django 5.2.8'],
    ['the project with an extra', 'COPY . .\nRUN pip install -e .[s3]', 'boto3, django 5.2.8'],
    ['a project beside it', 'COPY . .\nRUN pip install ./lib', 'pillow 12.0.0'],
    ['a group', 'COPY . .\nRUN pip install --group prod', 'gunicorn 23.0.0'],
    [
      'uv and a description',
      'COPY . .\nRUN uv pip install --system -r pyproject.toml --extra s3',
      'boto3, django 5.2.8',
    ],
    [
      'one run may bring more',
      'COPY . .\nRUN if [ $X ]; then pip install -r requirements/dev.txt; fi',
      'pytest 8.4.2 ?',
    ],
    ['what is taken away', 'RUN pip install gunicorn==23.0.0 && pip uninstall -y gunicorn', 'gunicorn 23.0.0 ?'],
  ])('%s', (_, text, expected) => {
    expect(listed(`${SLIM}${text}\n`, FILES)).toBe(expected);
  });

  test.each([
    ['a file that is not there', 'COPY . .\nRUN pip install -r gone.txt'],
    ['a file that is not copied', 'RUN pip install -r requirements.txt'],
    ['an address', 'RUN pip install -r https://example.org/r.txt'],
    ['a variable', 'ARG FILE\nCOPY . .\nRUN pip install -r $FILE'],
    ['words of a running shell', 'RUN pip install $(cat packages)'],
    ['a wheel of somebody', 'COPY . .\nRUN pip install vendor/thing-1.0-py3-none-any.whl'],
    ['a folder that says nothing of itself', 'COPY . .\nRUN pip install ./other'],
    ['settings of pip', 'ENV PIP_REQUIREMENT=/etc/r.txt\nRUN pip install'],
    ['wheels from the context', 'COPY wheels /wheels\nRUN pip install /wheels/*.whl'],
    ['the output of a program', 'RUN cat x | pip install -r /dev/stdin'],
  ])('%s is not seen', (_, text) => {
    expect(dependenciesOf(`${SLIM}${text}\n`, FILES).complete).toBe(false);
  });

  test('a file that was changed is not what it was', () => {
    const text = `${SLIM}COPY . .\nRUN sed -i /gunicorn/d requirements.txt && pip install -r requirements.txt\n`;
    expect(listed(text, FILES)).toBe('…');
  });

  test('the Python of the stage decides about conditions', () => {
    const files = { 'r.txt': 'tomli; python_version < "3.11"\ndjango\n' };
    expect(listed(`${SLIM}COPY . .\nRUN pip install -r r.txt\n`, files)).toBe('django');
    expect(listed(`FROM python:3.10\nCOPY . .\nRUN pip install -r r.txt\n`, files)).toBe('django, tomli');
    expect(listed(`FROM python\nCOPY . .\nRUN pip install -r r.txt\n`, files)).toBe('django, tomli ?');
  });
});

describe('managers', () => {
  const UV_LOCK =
    'version = 1\n[[package]]\nname = "shop"\nsource = { virtual = "." }\ndependencies = [{ name = "django" }]\n' +
    '[package.optional-dependencies]\ns3 = [{ name = "boto3" }]\n' +
    '[package.dev-dependencies]\ndev = [{ name = "pytest" }]\nprod = [{ name = "gunicorn" }]\n' +
    ['django 5.2.8', 'boto3 1.40.0', 'pytest 8.4.2', 'gunicorn 23.0.0']
      .map((each) => each.split(' '))
      .map(([name, version]) => `[[package]]\nname = "${name}"\nversion = "${version}"\n`)
      .join('');
  const UV = {
    'pyproject.toml':
      '[project]\nname = "shop"\ndependencies = ["django"]\n[project.optional-dependencies]\ns3 = ["boto3"]\n' +
      '[dependency-groups]\ndev = ["pytest"]\nprod = ["gunicorn"]\n',
    'uv.lock': UV_LOCK,
  };

  test.each([
    ['uv sync --locked', 'django 5.2.8, pytest 8.4.2'],
    ['uv sync --no-dev', 'django 5.2.8'],
    ['uv sync --no-dev --group prod --extra s3', 'boto3 1.40.0, django 5.2.8, gunicorn 23.0.0'],
    ['uv sync --only-group prod', 'gunicorn 23.0.0'],
    ['uv sync --no-default-groups --all-extras', 'boto3 1.40.0, django 5.2.8'],
    ['UV_NO_DEV=1 uv sync', 'django 5.2.8'],
    ['uv sync --all-groups --no-group dev', 'django 5.2.8, gunicorn 23.0.0'],
    ['uv sync --no-dev --no-install-package django', 'django 5.2.8 ?'],
    ['uv run --no-dev python manage.py check', 'django 5.2.8'],
    ['uv run --no-sync python manage.py check', '…'],
    ['uv sync --no-dev && uv pip install gunicorn==23.0.0', 'django 5.2.8, gunicorn 23.0.0'],
    ['uv export --no-dev -o r.txt && pip install -r r.txt', 'django 5.2.8'],
    ['uv export --no-dev > r.txt && pip install --no-deps -r r.txt', 'django 5.2.8'],
    ['uv export --no-dev | pip install -r /dev/stdin', 'django 5.2.8'],
    ['uv sync --all-packages', '…'],
  ])('%s', (command, expected) => {
    expect(listed(`${SLIM}COPY . .\nRUN ${command}\n`, UV)).toBe(expected);
  });

  test('a lock that is not in the image tells no versions', () => {
    expect(listed(`${SLIM}COPY pyproject.toml .\nRUN uv sync --no-dev\n`, UV)).toBe('django');
  });

  test('a project in a folder of its own', () => {
    const files = {
      'backend/pyproject.toml': UV['pyproject.toml'],
      'backend/uv.lock': UV_LOCK,
      'backend/manage.py': '',
      'manage.py': '',
    };
    const { 'manage.py': _, ...own } = files;
    expect(listed(`${SLIM}COPY . .\nRUN uv sync --no-dev --project backend\n`, own)).toBe('django 5.2.8');
  });

  const POETRY = {
    'pyproject.toml':
      '[tool.poetry.dependencies]\npython = "^3.12"\ndjango = "^5.2"\nboto3 = {version = "*", optional = true}\n' +
      '[tool.poetry.extras]\ns3 = ["boto3"]\n[tool.poetry.group.dev.dependencies]\npytest = "*"\n' +
      '[tool.poetry.group.prod]\noptional = true\n[tool.poetry.group.prod.dependencies]\ngunicorn = "*"\n',
    'poetry.lock': ['django 5.2.8', 'boto3 1.40.0', 'pytest 8.4.2', 'gunicorn 23.0.0']
      .map((each) => each.split(' '))
      .map(([name, version]) => `[[package]]\nname = "${name}"\nversion = "${version}"\noptional = false\n`)
      .join('\n'),
  };

  test.each([
    ['poetry install', 'django 5.2.8, pytest 8.4.2'],
    ['poetry install --only main', 'django 5.2.8'],
    ['poetry install --no-dev', 'django 5.2.8'],
    ['poetry sync --without dev --with prod -E s3', 'boto3 1.40.0, django 5.2.8, gunicorn 23.0.0'],
    ['poetry install --only main,prod', 'django 5.2.8, gunicorn 23.0.0'],
    ['poetry export -f requirements.txt -o r.txt && pip install -r r.txt', 'django 5.2.8'],
    ['poetry export --with prod > r.txt && pip install -r r.txt', 'django 5.2.8, gunicorn 23.0.0'],
    ['poetry install $FLAGS', 'django 5.2.8 ?, pytest 8.4.2 ?, …'],
  ])('%s', (command, expected) => {
    expect(listed(`${SLIM}COPY . .\nRUN ${command}\n`, POETRY)).toBe(expected);
  });

  const PIPENV = {
    Pipfile: '[packages]\ndjango = "*"\n[dev-packages]\npytest = "*"\n[prod]\ngunicorn = "*"\n',
    'Pipfile.lock': JSON.stringify({
      default: { django: { version: '==5.2.8' } },
      develop: { pytest: { version: '==8.4.2' } },
      prod: { gunicorn: { version: '==23.0.0' } },
    }),
  };

  test.each([
    ['pipenv install --system --deploy', 'django 5.2.8'],
    ['pipenv sync --dev', 'django 5.2.8, pytest 8.4.2'],
    ['pipenv install --categories="packages prod"', 'django 5.2.8, gunicorn 23.0.0'],
    ['pipenv requirements > r.txt && pip install -r r.txt', 'django 5.2.8'],
    ['pipenv install --skip-lock', '…'],
  ])('%s', (command, expected) => {
    expect(listed(`${SLIM}COPY . .\nRUN ${command}\n`, PIPENV)).toBe(expected);
  });

  const PDM = {
    'pyproject.toml': UV['pyproject.toml'],
    'pdm.lock': ['django 5.2.8', 'boto3 1.40.0', 'pytest 8.4.2', 'gunicorn 23.0.0']
      .map((each) => each.split(' '))
      .map(([name, version]) => `[[package]]\nname = "${name}"\nversion = "${version}"\n`)
      .join('\n'),
  };

  test.each([
    ['pdm install --prod', 'django 5.2.8'],
    ['pdm sync', 'django 5.2.8, gunicorn 23.0.0, pytest 8.4.2'],
    ['pdm sync --prod -G s3 -G prod', 'boto3 1.40.0, django 5.2.8, gunicorn 23.0.0'],
  ])('%s', (command, expected) => {
    expect(listed(`${SLIM}COPY . .\nRUN ${command}\n`, PDM)).toBe(expected);
  });
});

describe('stages', () => {
  const FILES = { 'requirements.txt': 'django==5.2.8\ngunicorn==23.0.0\n', 'dev.txt': 'pytest==8.4.2\n' };
  const VENV = `${BUILDER}COPY . .\nRUN python -m venv /opt/venv && /opt/venv/bin/pip install -r requirements.txt\n\n`;
  const WHEELS = `${BUILDER}COPY . .\nRUN pip wheel -w /wheels -r requirements.txt\n\n`;
  const BOTH = 'django 5.2.8, gunicorn 23.0.0';

  test.each([
    ['a parent stage', `${BUILDER}COPY . .\nRUN pip install -r requirements.txt\n\nFROM builder\n`, BOTH],
    ['an environment that is copied', `${VENV}${SLIM}COPY --from=builder /opt/venv /opt/venv\n`, BOTH],
    [
      'one in a folder that is copied',
      `${BUILDER}COPY . .\nRUN python -m venv env2 && env2/bin/pip install -r requirements.txt\n\n${SLIM}COPY --from=builder /app /app\n`,
      BOTH,
    ],
    [
      'wheels that are copied',
      `${WHEELS}${SLIM}COPY --from=builder /wheels /wheels\nRUN pip install /wheels/*\n`,
      BOTH,
    ],
    [
      'wheels by a pattern',
      `${WHEELS}${SLIM}COPY --from=builder /wheels/*.whl /w/\nRUN pip install --no-index /w/*.whl\n`,
      BOTH,
    ],
    [
      'wheels in a mount',
      `${WHEELS}${SLIM}RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels pip install --no-index /wheels/*\n`,
      BOTH,
    ],
    [
      'wheels by name',
      `${WHEELS}${SLIM}COPY --from=builder /wheels /wheels\nCOPY requirements.txt .\nRUN pip install --no-index --find-links=/wheels -r requirements.txt\n`,
      BOTH,
    ],
    [
      'an export of another stage',
      `${BUILDER}COPY . .\nRUN pipenv requirements > /r.txt\n\n${SLIM}COPY --from=builder /r.txt .\nRUN pip install -r r.txt\n`,
      '…',
    ],
    [
      'static files are nothing',
      `${VENV}${SLIM}COPY --from=builder /app/static /app/static\nRUN pip install django==5.2.8\n`,
      'django 5.2.8',
    ],
    ['the last build of an unused stage', `${VENV}${SLIM}RUN pip install django==5.2.8\n`, 'django 5.2.8'],
  ])('%s', (_, text, expected) => {
    expect(listed(text, FILES)).toBe(expected);
  });

  test.each([
    ['a base image that brings what it likes', 'FROM example.org/django-base:1\nRUN pip install django==5.2.8\n'],
    ['a script', `${SLIM}COPY . .\nRUN ./install.sh && pip install -r requirements.txt\n`],
    ['make', `${SLIM}COPY . .\nRUN make install && pip install -r requirements.txt\n`],
    ['packages of the system', `${SLIM}RUN apt-get install -y python3-django gunicorn && pip install django\n`],
    ['a program of xargs', `${SLIM}RUN pip install django && cat names | xargs pip install\n`],
    [
      'a server of another stage',
      `${BUILDER}RUN pip install gunicorn\n\n${SLIM}COPY --from=builder /usr/local/bin/gunicorn /usr/local/bin/\nRUN pip install django\n`,
    ],
    ['conda', `${SLIM}RUN conda install django && pip install django\n`],
    ['a script behind a manager', `${SLIM}RUN pip install django && poetry run ./more.sh\n`],
    ['another image', `${SLIM}COPY --from=example.org/x /opt/venv /opt/venv\nRUN pip install django\n`],
    [
      'a folder of a stage that may hold anything',
      `${BUILDER}RUN pip install --target /deps django\n\n${SLIM}COPY --from=builder /deps /deps\nRUN pip install django\n`,
    ],
    ['an environment of the developer', `${SLIM}COPY venv /venv\nRUN pip install django\n`],
    ['nothing at all', `${SLIM}COPY . .\n`],
    ['an install at start', `${SLIM}RUN pip install django\nCMD pip install gunicorn && gunicorn x\n`],
    ['ONBUILD', `${SLIM}RUN pip install django\nONBUILD RUN pip install gunicorn\n`],
    ['a tool in a place of its own', `${SLIM}RUN pip install django && uv tool install gunicorn\n`],
  ])('%s hides something', (_, text) => {
    expect(dependenciesOf(text, FILES).complete).toBe(false);
  });

  test.each([
    ['the version of a system package', `${SLIM}RUN apt-get install -y libpq-dev=17.* && pip install django\n`],
    ['files that go', `${SLIM}RUN pip install django && find . -name tests | xargs rm -rf\n`],
    [
      'a program of another image',
      `${SLIM}COPY --from=nginx:1.29 /usr/sbin/nginx /usr/sbin/nginx\nRUN pip install django\n`,
    ],
    [
      'more of a stage that counts',
      `${BUILDER}RUN pip install django\n\n${SLIM}COPY --from=builder /usr/local/lib/python3.13/site-packages /usr/local/lib/python3.13/site-packages\n` +
        'COPY --from=builder /usr/local/bin/gunicorn /usr/local/bin/\nCOPY --from=builder /app /app\n',
    ],
  ])('%s hides nothing', (_, text) => {
    expect(dependenciesOf(text, FILES).complete).toBe(true);
  });

  test('uv and Poetry themselves hide nothing', () => {
    const text =
      `${SLIM}COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /bin/\nRUN pip install --upgrade pip poetry && apt-get install -y libpq5\n` +
      'RUN curl -sSL https://install.python-poetry.org | python3 -\nCOPY . .\nRUN pip install -r requirements.txt && python manage.py check\n';
    expect(dependenciesOf(text, FILES).complete).toBe(true);
  });
});

describe('whether an image has a package', () => {
  const LOCKED = { 'r.txt': 'django==5.2.8 --hash=sha256:00\nasgiref==3.10.0 --hash=sha256:00\n' };
  const has = (text: string, files: Texts, name = 'gunicorn') => hasPackage(dependenciesOf(text, files), name);

  test('only what lists everything tells that something is not there', () => {
    const text = `${SLIM}COPY . .\nRUN pip install -r r.txt\n`;
    expect(has(text, LOCKED)).toBe(false);
    expect(has(text, LOCKED, 'django')).toBe(true);
    expect(has(text, { 'r.txt': 'some-app==1.0\n' })).toBeUndefined();
    expect(has(text, { 'r.txt': 'django==5.2.8\nwhitenoise\n' })).toBe(false);
    expect(has(`${text}RUN ./more.sh\n`, LOCKED)).toBeUndefined();
    expect(has(`${text}RUN pip install some-app\n`, LOCKED)).toBeUndefined();
    expect(has(`${SLIM}RUN pip install -U pip wheel\nCOPY . .\nRUN pip install -r r.txt\n`, LOCKED)).toBe(false);
  });

  test('facts that change are read again', () => {
    const text = `${SLIM}COPY . .\nRUN pip install -r r.txt\n`;
    const model = buildModel(parseDockerfile(text), 'Dockerfile');
    const [stage] = model.stages;
    if (!stage) throw new Error('No stage');
    const ask = (files: Texts) =>
      hasPackage(
        imageDependencies(stage, model, factsFor({ path: 'Dockerfile', text }, { 'manage.py': '', ...files })),
        'gunicorn',
      );
    expect(ask(LOCKED)).toBe(false);
    expect(ask({ 'r.txt': 'gunicorn\n' })).toBe(true);
  });

  test('it says what asks for a package', () => {
    const text = `${SLIM}COPY r.txt .\nRUN pip install -r r.txt "psycopg[binary]==3.2.12"\n`;
    const found = dependenciesOf(text, LOCKED);
    const named = packageIn(found, 'psycopg');
    expect(named?.package.extras).toEqual(['binary']);
    expect(named?.package.from.path).toBe('Dockerfile');
    expect(text.slice(named?.package.from.span.start, named?.package.from.span.end)).toBe('"psycopg[binary]==3.2.12"');
    expect(packageIn(found, 'django')?.package.from).toEqual({ path: 'r.txt', span: { start: 0, end: 13 } });
    expect(packageIn(found, 'gunicorn')).toBeUndefined();
  });

  test('uv run brings up to date at start', () => {
    const files = {
      'pyproject.toml':
        '[project]\nname = "shop"\ndependencies = ["django"]\n[dependency-groups]\ndev = ["gunicorn"]\n',
      'uv.lock':
        'version = 1\n[[package]]\nname = "shop"\nsource = { virtual = "." }\ndependencies = [{ name = "django" }]\n' +
        '[package.dev-dependencies]\ndev = [{ name = "gunicorn" }]\n' +
        '[[package]]\nname = "django"\nversion = "5.2.8"\n[[package]]\nname = "gunicorn"\nversion = "23.0.0"\n',
    };
    const text = `${SLIM}COPY . .\nRUN uv sync --no-dev\nCMD ["uv", "run", "gunicorn", "x"]\n`;
    expect(has(text, files)).toBeUndefined();
    expect(has(text, files, 'uvicorn')).toBe(false);
    expect(has(text.replace('"run"', '"run", "--no-sync"'), files)).toBe(false);
  });
});

import { expect, test } from 'vitest';
import { factsFor } from '../../../../server/src/engine/project/memory.ts';
import { mayInstallProject } from '../../../../server/src/engine/rules/shared/project-install.ts';
import { modelOf } from '../../model/support.ts';

const FILES = {
  'requirements.txt': 'django\n-r more.txt\n',
  'more.txt': 'celery\n',
  'local.txt': '-e .\n',
  Pipfile: '[packages]\ndjango = "*"\n',
  'pyproject.toml': '[project]\nname = "shop"\n[tool.poetry]\npackage-mode = false\n',
};

function installs(lines: string, files: Readonly<Record<string, string>> = {}): boolean {
  const text = lines.startsWith('FROM') ? lines : `FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\n${lines}`;
  const facts = factsFor({ path: 'Dockerfile', text }, { 'manage.py': '', ...FILES, ...files });
  const stage = modelOf(text).stages.at(-1);
  if (!stage) throw new Error('No stage');
  return mayInstallProject(stage, facts);
}

test.each([
  '',
  'RUN pip install django "celery[redis]>=5" gunicorn==23 "uvicorn ; python_version > \'3\'"',
  'RUN pip install -r requirements.txt',
  'RUN pip install git+https://example.com/x.git https://example.com/x.zip',
  'RUN pip install --no-index /wheels/* x.whl',
  'RUN pip list && pip uninstall -y x',
  'RUN uv sync --frozen',
  'RUN uv sync --no-install-project',
  'RUN uv pip install -r requirements.txt',
  'RUN poetry install',
  'RUN poetry install --no-root',
  'RUN pdm install --no-self',
  'RUN pipenv install --system --deploy',
  'RUN apt-get update && apt-get install -y gcc && python manage.py collectstatic',
  'FROM python:3.13 AS b\nCOPY . .\nRUN pip install .\nFROM python:3.13\nCOPY . .\n',
])('no: %s', (lines) => expect(installs(lines)).toBe(false));

test.each([
  'RUN pip install .',
  'RUN pip install -e .',
  'RUN pip install ".[prod]"',
  'RUN pip install ./back',
  'RUN pip wheel . -w /wheels',
  'RUN pip install $WHAT',
  'ARG WHAT\nRUN pip install $WHAT',
  'RUN pip install -r local.txt',
  'RUN pip install -r missing.txt',
  'ARG WHAT\nRUN pip install -r $WHAT',
  'RUN pdm install',
  'RUN python setup.py install',
  'RUN ./install.sh',
  'RUN make install',
  'FROM python:3.13 AS b\nCOPY . .\nRUN pip install .\nFROM python:3.13\nCOPY --from=b /venv /venv\n',
  'FROM python:3.13 AS b\nCOPY . .\nRUN pip install .\nFROM b\n',
])('perhaps: %s', (lines) => expect(installs(lines)).toBe(true));

test.each([
  ['RUN uv sync --frozen', { 'pyproject.toml': '[build-system]\n' }],
  ['RUN uv run python manage.py check', { 'pyproject.toml': '[tool.uv]\npackage = true\n' }],
  ['RUN poetry install', { 'pyproject.toml': '[tool.poetry]\nname = "shop"\n' }],
  ['RUN pipenv install --system', { Pipfile: '[packages]\nshop = {path = ".", editable = true}\n' }],
])('perhaps, by its own file: %s', (lines, files) => {
  expect(installs(lines)).toBe(false);
  expect(installs(lines, files)).toBe(true);
});

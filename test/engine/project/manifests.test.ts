import { expect, test } from 'vitest';
import { projectFacts } from '../../../server/src/engine/project/facts.ts';

const UV = 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN uv sync --locked\n';

/** The files that are wanted once the folder is listed. */
function wanted(text: string, ...files: readonly string[]): readonly string[] {
  const tree = {
    state: 'ok',
    value: { files: ['Dockerfile', 'manage.py', ...files], skipped: [], partial: false },
  } as const;
  const { wants } = projectFacts(
    { path: 'Dockerfile', text },
    { tree: () => tree, text: () => undefined, mode: () => undefined },
  );
  // manage.py tells which settings there are: another matter.
  return wants.map(({ path }) => path).filter((path) => path !== 'manage.py');
}

test.each([
  ['uv', UV, 'pyproject.toml'],
  ['the Python of uv', UV, '.python-version'],
  ['poetry', UV.replace('uv sync --locked', 'poetry install'), 'pyproject.toml'],
  ['the lock of poetry', UV.replace('uv sync --locked', 'poetry install'), 'poetry.lock'],
  ['pdm', UV.replace('uv sync --locked', 'pdm install'), 'pyproject.toml'],
  ['pipenv', UV.replace('uv sync --locked', 'pipenv install --deploy'), 'Pipfile'],
  ['a project that pip builds', UV.replace('uv sync --locked', 'pip install .'), 'setup.cfg'],
  ['one beside it', UV.replace('uv sync --locked', 'pip install -e ./lib[all]'), 'lib/setup.py'],
  ['a folder that is named', UV.replace('uv sync', 'uv sync --project backend'), 'backend/uv.lock'],
  ['a folder that is gone to', UV.replace('uv sync', 'cd backend && uv sync'), 'backend/uv.lock'],
  ['a folder below', UV.replace('COPY . .', 'COPY backend ./'), 'backend/pyproject.toml'],
])('the project file of %s is wanted', (_, dockerfile, path) => {
  expect(wanted(dockerfile, path)).toContain(path);
});

test('what no tool of the Dockerfile reads is not', () => {
  const dockerfile = 'FROM python:3.13-slim\nCOPY . /app\nRUN pip install -r /app/requirements.txt\n';
  expect(wanted(dockerfile, 'requirements.txt', 'lib/pyproject.toml')).toEqual(['requirements.txt']);
});

test('files that say which Python a project is for are, whatever runs', () => {
  const files = ['.python-version', 'pyproject.toml', 'Pipfile'];
  expect(wanted('FROM python:3.13-slim\nCOPY manage.py .\n', ...files)).toEqual(files);
});

test('what is not there is not', () => {
  expect(wanted(UV)).toEqual([]);
});

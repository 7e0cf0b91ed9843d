import { expect, test } from 'vitest';
import {
  holdsPackages,
  installsPackages,
  makesEnvironment,
  pythonOf,
} from '../../../../server/src/engine/rules/shared/environments.ts';
import { stageOf } from './support.ts';

const stage = (instructions: string) => stageOf(`FROM python:3.13\n${instructions}`);

test.each([
  '',
  'RUN python3.13 -m venv /v',
  'RUN uv venv --python 3.13',
  'RUN uv venv --python=python3.13',
  'RUN virtualenv -p /usr/local/bin/python3.13 /v',
  'RUN apt-get install -y python3-dev',
  'COPY --from=ghcr.io/astral-sh/uv /uv /bin/',
])('%j leaves the Python of the image', (text) => expect(pythonOf(stage(text))).toBe('3.13'));

test.each([
  'RUN python3.12 -m venv /v',
  'RUN /usr/bin/python3 -m venv /v',
  'RUN uv venv --python 3.12',
  'RUN apt-get install -y python3.12',
  'RUN pyenv install 3.12',
  'ENV UV_PYTHON=3.12',
  'COPY --from=python:3.12 /usr/local /usr/local',
  'COPY --from=x /root/.local/share/uv /root/.local/share/uv',
])('%j brings another', (text) => expect(pythonOf(stage(text))).toBeUndefined());

test.each([
  ['', '/usr/local/lib/python3.13/site-packages'],
  ['', '/usr/local/lib/python3.13'],
  ['RUN python -m venv /v', '/v'],
  ['WORKDIR /app\nRUN uv sync', '/app/.venv'],
  ['WORKDIR /app\nRUN uv sync', '/app'],
  ['RUN pip install --prefix /p django', '/p'],
  ['RUN pip install --user django', '/root/.local'],
])('%j: %s holds packages', (text, path) => expect(holdsPackages(stage(text), path)).toBe(true));

test.each([
  ['RUN python -m venv /v', '/vendor'],
  ['WORKDIR /app\nRUN uv sync', '/app/static'],
  ['USER app\nRUN pip install --user django', '/root/.local'],
  ['', '/usr/lib/python3/dist-packages'],
  ['', '/wheels'],
])('%j: %s does not', (text, path) => expect(holdsPackages(stage(text), path)).toBe(false));

test('what installs, and what makes environments', () => {
  expect([installsPackages, makesEnvironment].map((test) => test(stage('RUN pip install a')))).toEqual([true, false]);
  expect([installsPackages, makesEnvironment].map((test) => test(stage('RUN uv sync')))).toEqual([true, true]);
  expect([installsPackages, makesEnvironment].map((test) => test(stage('RUN ls')))).toEqual([false, false]);
});

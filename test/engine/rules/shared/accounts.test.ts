import { describe, expect, test } from 'vitest';
import {
  accountOfApp,
  createdAccounts,
  givenNumber,
  livesInRootsHome,
  ownedByRoot,
  takenNames,
  writtenDirectories,
} from '../../../../server/src/engine/rules/shared/accounts.ts';
import { stageOf } from './support.ts';

const stage = (instructions: string, from = 'python:3.13') => stageOf(`FROM ${from}\n${instructions}`);

test('accounts in order, with their numbers, without those of services', () => {
  const text =
    'ARG NAME=app\nRUN groupadd web && useradd -u 1000 "$NAME"\nRUN useradd postgres && adduser --uid "$X" b';
  expect(createdAccounts(stage(text))).toEqual([
    { name: 'app', uid: '1000' },
    { name: 'b', uid: undefined },
  ]);
});

test.each([
  ['RUN useradd a && useradd b', 'b'],
  ['RUN useradd a && useradd b\nCOPY --chown=a:a . .', 'a'],
  ['RUN useradd -u 7 a && useradd b\nRUN chown -R 7:7 /app', 'a'],
])('%j is for %s', (text, name) => expect(accountOfApp(stage(text))?.name).toBe(name));

describe('the number that files are given to', () => {
  test.each(['', 'COPY --chown=root . .', 'RUN chown -R 0:0 /app', 'RUN chown postgres /data', 'RUN chown :1000 /app'])(
    'none in %j',
    (text) => expect(givenNumber(stage(text))).toBeUndefined(),
  );
  test.each([
    ['COPY --chown=1000 . .', '1000', '1000'],
    ['RUN chown -R 1000:2000 /app && chown 1000 /data', '1000', '2000'],
    ['RUN install -d -o 5000 -g 5000 /data', '5000', '5000'],
    ['ARG ID=1000\nRUN chown -R $ID /app', '1000', '1000'],
  ])('%j', (text, uid, gid) => expect(givenNumber(stage(text))).toEqual({ uid, gid }));
  test.each([
    'RUN chown www-data /app',
    'RUN chown 33 /app',
    'RUN chown 1000 /a && chown 1001 /b',
    'RUN chown 1000:2000 /a && chown 1000:3000 /b',
    'COPY --chown=$OWNER . .',
    'RUN chown 1000:www-data /app',
  ])('nobody can tell in %j', (text) => expect(givenNumber(stage(text))).toBe('unclear'));
  test('Ubuntu has a user of its own', () =>
    expect(givenNumber(stage('RUN chown 1000 /app', 'ubuntu:24.04'))).toBe('unclear'));
});

test('taken names are those of users and groups, and their numbers', () => {
  expect([...takenNames(stage('RUN groupadd -g 5 web && useradd -u 6 app'))]).toEqual(['web', '5', 'app', '6']);
});

test('written directories, and which of them are still root’s', () => {
  const made = stage(
    'WORKDIR /app\nVOLUME /backup\nRUN mkdir -p media static /logs /x/uploads/ && chown -R a /x && chown a /logs',
  );
  expect(writtenDirectories(made)).toEqual(['/app/media', '/logs', '/x/uploads', '/backup']);
  expect(ownedByRoot(made, writtenDirectories(made))).toEqual(['/app/media', '/backup']);
});

describe('programs in the home of root', () => {
  test.each([
    'RUN pip install --user django',
    'RUN poetry install',
    'RUN pipenv sync',
    'RUN uv python install 3.13',
    'RUN pipx install poetry',
    'ENV PATH=/root/.local/bin:$PATH',
    'WORKDIR /root/app',
    'RUN poetry install --no-root\nRUN poetry config virtualenvs.in-project true',
    'ENV POETRY_VIRTUALENVS_IN_PROJECT=false\nRUN poetry install --no-root',
  ])('%s', (text) => expect(livesInRootsHome(stage(text))).toBe(true));
  test.each([
    'RUN pip install django',
    'RUN rm -rf /root/.cache',
    'ENV POETRY_VIRTUALENVS_CREATE=false\nRUN poetry install',
    'RUN poetry config virtualenvs.create false && poetry install',
    'RUN pipenv install --system --deploy',
    'RUN --mount=type=cache,target=/root/.cache/pip pip install django',
  ])('not %s', (text) => expect(livesInRootsHome(stage(text))).toBe(false));
  test('uv without a Python brings one', () => {
    expect(livesInRootsHome(stage('', 'ghcr.io/astral-sh/uv:trixie-slim'))).toBe(true);
    expect(livesInRootsHome(stage('', 'ghcr.io/astral-sh/uv:python3.13-trixie-slim'))).toBe(false);
  });
});

import { expect, test } from 'vitest';
import { factsFor } from '../../../../server/src/engine/project/memory.ts';
import { broughtFromContext } from '../../../../server/src/engine/rules/shared/context-copies.ts';
import { junkIn } from '../../../../server/src/engine/rules/shared/junk.ts';
import { fail } from '../../../support/fail.ts';
import { modelOf } from '../../model/support.ts';

const FILES = {
  'requirements.txt': '',
  'backend/shop/a.py': '',
  'backend/manage.py': '',
  'backend/media/a/b.png': '',
  'backend/db.sqlite3': '',
  'backend/.ruff_cache/x/y': '',
  'backend/shop/__pycache__/a.pyc': '',
  '.git/HEAD': '',
  '.venv/pyvenv.cfg': '',
  'media/logo.png': '',
};

test.each([
  [
    'everything',
    'COPY . .',
    ['.git', '.venv', 'backend/.ruff_cache', 'backend/db.sqlite3', 'backend/media', 'backend/shop/__pycache__'],
  ],
  ['a folder', 'COPY backend/shop /app', ['backend/shop/__pycache__']],
  ['named on purpose', 'COPY backend/media /m\nCOPY .git .git', []],
  [
    'a history that is read',
    'COPY .git .git\nCOPY . .\nRUN git log',
    ['.venv', 'backend/.ruff_cache', 'backend/db.sqlite3', 'backend/media', 'backend/shop/__pycache__'],
  ],
])('%s', (_, lines, expected) => {
  const text = `FROM python:3\n${lines}\n`;
  const model = modelOf(text);
  const facts = factsFor({ path: 'Dockerfile', text }, FILES);
  const sent = facts.sent();
  if (!sent.known) fail('what is sent is known', sent.why);
  const junk = junkIn(broughtFromContext(model, facts), sent.value, { model, facts });
  expect(junk.map(({ path }) => path).sort()).toEqual(expected);
});

import { expect, test } from 'vitest';
import { effectiveTool } from '../../../server/src/engine/model/effective-tool.ts';
import { lastOf } from './support.ts';

test.each([
  ['gunicorn config.wsgi', 'server'],
  ['poetry run gunicorn config.wsgi', 'server'],
  ['gosu app uv run python manage.py migrate', 'manage'],
  ['poetry run unknown', 'poetry'],
  ['unknown', undefined],
])('%s is %s in the end', (line, kind) => {
  const [command] = lastOf('cmd', `FROM python:3\nCMD ${line}\n`).script.commands;
  expect(command && effectiveTool(command)?.kind).toBe(kind);
});

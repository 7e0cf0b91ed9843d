import { describe, expect, test } from 'vitest';
import { ParsedFiles } from '../../../server/src/engine/project/parsed.ts';
import { isWhole, mayBreak } from '../../../server/src/engine/project/whole.ts';

const whole = (path: string, text: string): boolean => isWhole(path, text, new ParsedFiles());

describe('broken in the middle', () => {
  test.each([
    ['pyproject.toml', '[project]\nname = "shop\n'],
    ['back/pyproject.toml', '[project\n'],
    ['uv.lock', 'version = 1\n[[package]\n'],
    ['poetry.lock', '[[package]]\nname = \n'],
    ['pdm.lock', '[metadata'],
    ['pylock.prod.toml', 'lock-version = '],
    ['Pipfile', '[packages]\ndjango = "*\n'],
    ['Pipfile.lock', '{"default": {"django": {}}'],
    ['compose.yaml', 'services:\n  web:\n    ports: ["80:80"\n'],
    ['docker-compose.yml', 'servi'],
    ['docker-bake.json', '{"target": {'],
    ['config/settings.py', 'DEBUG = True\nINSTALLED_APPS = [\n    "a",\n'],
    ['config/settings.py', 'if DEBUG:\n    X = \n'],
    ['manage.py', 'import os\nos.environ.setdefault("A", "b\n'],
  ])('%s: %j', (path, text) => {
    expect([mayBreak(path), whole(path, text)]).toEqual([true, false]);
  });
});

describe('whole', () => {
  test.each([
    ['pyproject.toml', '[project]\nname = "shop"\n'],
    ['pyproject.toml', ''],
    ['uv.lock', 'version = 1\n'],
    ['Pipfile.lock', '{"default": {}}'],
    ['compose.yaml', 'services:\n  web:\n'],
    ['compose.yaml', '\n'],
    ['config/settings.py', 'import os\nif os.getenv("X"):\n    DEBUG = True\n'],
  ])('%s: %j', (path, text) => {
    expect([mayBreak(path), whole(path, text)]).toEqual([true, true]);
  });

  test.each(['requirements.txt', '.dockerignore', '.env', 'setup.cfg', 'Procfile', 'start.sh', 'lock'])(
    'a file of lines always is: %s',
    (path) => {
      expect([mayBreak(path), whole(path, '[=')]).toEqual([false, true]);
    },
  );
});

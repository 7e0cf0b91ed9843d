import { describe, expect, test } from 'vitest';
import { choosing, toldOf } from './reported.ts';

type Files = Readonly<Record<string, string>>;

const told = (name: string, files: Files, settings = 'DEBUG = False\n'): string | undefined =>
  toldOf({ 'manage.py': choosing('shop.settings'), 'shop/settings.py': settings, ...files })[name];

describe('celery, channels and redis', () => {
  test.each<readonly [name: string, files: Files, expected: string | undefined]>([
    ['not asked for', { 'requirements.txt': 'django\n' }, 'no'],
    ['asked for', { 'requirements.txt': 'django\ncelery\n' }, 'yes requirements.txt:2'],
    ['no files', {}, undefined],
    ['files that leave out Django', { 'requirements-test.txt': 'pytest\n' }, undefined],
    ['a file that configures tools', { 'pyproject.toml': '[tool.ruff]\nline-length = 100\n' }, undefined],
    [
      'a file elsewhere',
      { 'requirements.txt': 'django\n-r deploy/more.txt\n', 'deploy/more.txt': 'celery\n' },
      undefined,
    ],
    ['constraints elsewhere', { 'requirements.txt': 'django\n-c deploy/pins.txt\n' }, 'no'],
    ['a line that is not read', { 'requirements.txt': 'django\n-e $HOME/lib\n' }, undefined],
    ['for developers alone', { 'requirements.txt': 'django\n', 'requirements-dev.txt': 'celery\n' }, undefined],
    [
      'brought by something else',
      {
        'pyproject.toml': '[project]\ndependencies = ["django"]\n',
        'uv.lock': '[[package]]\nname = "django"\nversion = "5.2"\n[[package]]\nname = "celery"\nversion = "5.5"\n',
      },
      undefined,
    ],
  ])('%s', (_name, files, expected) => {
    expect(told('celery', files)).toBe(expected);
  });

  const LAYERS = 'CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}\n';
  const DJANGO = { 'requirements.txt': 'django\n' };
  test.each<readonly [name: string, settings: string, files: Files, expected: string | undefined]>([
    ['layers without the package', LAYERS, DJANGO, undefined],
    ['layers, and nobody knows what is installed', LAYERS, {}, 'yes shop/settings.py:1'],
    ['the app', 'INSTALLED_APPS = ["channels"]\n', DJANGO, 'yes shop/settings.py:1'],
    ['names that code makes', `${LAYERS}exec(more)\n`, DJANGO, 'no'],
    ['names that a class fills in', `${LAYERS}Live.load(__name__)\n`, {}, undefined],
  ])('channels: %s', (_name, settings, files, expected) => {
    expect(told('channels', files, settings)).toBe(expected);
  });
});

test.each<readonly [name: string, settings: string, files: Files, expected: string | undefined]>([
  ['neither set nor installed', 'MIDDLEWARE = []\n', { 'requirements.txt': 'django\n' }, 'no'],
  ['installed for other settings', 'MIDDLEWARE = []\n', { 'requirements.txt': 'django\nwhitenoise\n' }, undefined],
  ['set', 'MIDDLEWARE = ["whitenoise.middleware.W"]\n', {}, 'yes shop/settings.py:1'],
])('whitenoise: %s', (_name, settings, files, expected) => {
  expect(told('whitenoise', files, settings)).toBe(expected);
});

test.each<readonly [name: string, files: Files, expected: string | undefined]>([
  ['none', { 'requirements.txt': 'django\n' }, undefined],
  [
    'one for developers beside the real one',
    {
      'pyproject.toml':
        '[project]\ndependencies = ["django"]\n[project.optional-dependencies]\nserve = ["granian"]\n' +
        '[dependency-groups]\ndev = ["daphne"]\n',
    },
    'granian pyproject.toml:4',
  ],
  ['nothing but one for developers', { 'requirements-dev.txt': 'django\ndaphne\n' }, 'daphne requirements-dev.txt:2'],
])('server: %s', (_name, files, expected) => {
  expect(told('server', files)).toBe(expected);
});

test.each<readonly [name: string, files: Files, expected: string | undefined]>([
  ['any version', { 'requirements.txt': 'django\n' }, undefined],
  [
    'what was compiled, not what it was compiled from',
    { 'requirements.in': 'django~=5.2\n', 'requirements.txt': 'django==5.2.7\n' },
    '5.2.7 requirements.txt:1',
  ],
  [
    'the version of the image, not of developers',
    { 'requirements.txt': 'django~=5.2\n', 'requirements-dev.txt': 'django==6.0.1\n' },
    '~=5.2 requirements.txt:1',
  ],
  [
    'a Pipfile without a lock',
    { Pipfile: '[packages]\ndjango = "~=5.2"\n', 'requirements.txt': 'django==5.2.7\n' },
    '5.2.7 requirements.txt:1',
  ],
])('django: %s', (_name, files, expected) => {
  expect(told('django', files)).toBe(expected);
});

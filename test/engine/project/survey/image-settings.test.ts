import { describe, expect, test } from 'vitest';
import type { MemoryFiles } from '../../../../server/src/engine/project/memory.ts';
import { surveyOf } from '../../scaffold/support.ts';

const chooses = (module: string): string =>
  `import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "${module}")\napplication = 1\n`;

const settingsOf = (files: MemoryFiles): unknown => surveyOf(files).facts.settingsModule?.value;

/** A package of settings, with one module for each place. */
const package_ = (...names: readonly string[]): MemoryFiles => ({
  'shop/settings/__init__.py': '',
  ...Object.fromEntries(names.map((name) => [`shop/settings/${name}.py`, 'DEBUG = False\n'])),
});

describe('settings that a server is started with stay', () => {
  test.each<[string, string, MemoryFiles]>([
    ['for production', 'shop.settings.production', package_('dev', 'production')],
    ['for every place', 'shop.settings', { 'shop/settings.py': 'DEBUG = False\n' }],
    ['of a package', 'shop.settings.base', package_('base', 'production')],
    ['for developers, where there are no others', 'shop.settings.dev', package_('base', 'dev', 'test')],
  ])('%s', (_, module, files) => {
    expect(settingsOf({ 'manage.py': '', 'shop/wsgi.py': chooses(module), ...files })).toBe(module);
  });
});

describe('an image is for production', () => {
  const all = package_('base', 'dev', 'production');

  test.each<[string, MemoryFiles]>([
    ['settings for developers are chosen', { 'shop/wsgi.py': chooses('shop.settings.dev') }],
    ['a package is chosen that sets nothing', { 'shop/wsgi.py': chooses('shop.settings') }],
    [
      'the choice is worked out',
      { 'shop/wsgi.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", f"shop.settings.{place}")\n' },
    ],
    ['nothing is chosen', {}],
  ])('%s', (_, wsgi) => {
    expect(settingsOf({ 'manage.py': '', ...wsgi, ...all })).toBe('shop.settings.production');
  });

  test('unless two packages have such settings, and nothing names one', () => {
    const other = { 'blog/settings/production.py': 'DEBUG = False\n' };
    expect(settingsOf({ 'manage.py': '', ...all, ...other })).toBeUndefined();
    const wsgi = { 'shop/wsgi.py': chooses('shop.settings.dev') };
    expect(settingsOf({ 'manage.py': '', ...wsgi, ...all, ...other })).toBe('shop.settings.production');
  });

  test('not those of tests', () => {
    const files = { 'manage.py': '', 'tests/settings/production.py': 'DEBUG = False\n' };
    expect(settingsOf(files)).toBeUndefined();
  });
});

test('a module for servers that is left from another name of the project gives way to manage.py', () => {
  const files = {
    'manage.py': chooses('core.settings'),
    'core/wsgi.py': chooses('shop.settings'),
    'core/settings.py': 'DEBUG = False\n',
  };
  expect(settingsOf(files)).toBe('core.settings');
  expect(surveyOf(files).isUsual('core.settings')).toBe(false);
});

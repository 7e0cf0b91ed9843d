import { expect, test } from 'vitest';
import { readModule } from '../../../../server/src/engine/project/python/read.ts';
import { choosesSettings, settingsModuleOf } from '../../../../server/src/engine/project/python/settings-module.ts';

const of = (text: string): string | undefined => {
  const found = settingsModuleOf(readModule(text));
  if (!found) return undefined;
  expect(text.slice(found.span.start, found.span.end).slice(1, -1)).toBe(found.module);
  return `${found.module}${found.isDefault ? ' (default)' : ''}`;
};

test.each([
  [
    'manage.py',
    'def main():\n    """Run."""\n    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")\n',
    'config.settings.local (default)',
  ],
  ['set for good', "os.environ['DJANGO_SETTINGS_MODULE'] = 'a.b'\n", 'a.b'],
  [
    'named twice, the same',
    'environ.setdefault("DJANGO_SETTINGS_MODULE", "a")\nos.environ["DJANGO_SETTINGS_MODULE"] = "a"',
    'a (default)',
  ],
  [
    'one of two',
    'if x:\n  os.environ.setdefault("DJANGO_SETTINGS_MODULE", "a")\nelse:\n  os.environ.setdefault("DJANGO_SETTINGS_MODULE", "b")',
    undefined,
  ],
  ['worked out', 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"{x}.settings")', undefined],
  ['a template', 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "{{ name }}.settings")', undefined],
  ['another variable', 'os.environ.setdefault("A", "b")', undefined],
  ['another dict', 'd.setdefault("DJANGO_SETTINGS_MODULE", "b")', undefined],
])('%s', (_name, text, expected) => {
  expect(of(text)).toBe(expected);
});

test.each([
  ['plain words', 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "a")', true],
  ['worked out', 'os.environ["DJANGO_SETTINGS_MODULE"] = find()', true],
  ['read', 'print(os.environ["DJANGO_SETTINGS_MODULE"])', false],
  ['nothing', 'application = start()', false],
])('a say in the settings: %s', (_name, text, expected) => {
  expect(choosesSettings(readModule(text))).toBe(expected);
});

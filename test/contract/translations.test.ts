import { expect, test } from 'vitest';
import { filesBelow, readText } from '../support/checkout.ts';

const jsonOf = (path: string): Readonly<Record<string, string>> => JSON.parse(readText(path));

/** The texts that the client shows: plain literals, as the editor's tools read them. */
function clientTexts(): readonly string[] {
  const literal = /l10n\.t\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g;
  const found = filesBelow('client/src', '.ts').flatMap((path) =>
    Array.from(readText(path).matchAll(literal), ([, single, double]) =>
      (single ?? double ?? '').replace(/\\(.)/g, '$1'),
    ),
  );
  return [...new Set(found)].sort();
}

const places = (text: string): readonly string[] => [...(text.match(/\{\d+\}/g) ?? [])].sort();

const bundles = filesBelow('l10n', '.json');

test('there is a translation', () => {
  expect(bundles).toContain('l10n/bundle.l10n.zh-cn.json');
});

test.each(bundles)('%s has every text of the client, and no other', (path) => {
  expect(Object.keys(jsonOf(path)).sort(), `Translate the client's texts in ${path}`).toEqual(clientTexts());
});

test.each(bundles)('%s keeps what is put into the texts', (path) => {
  const odd = Object.entries(jsonOf(path)).filter(
    ([text, translated]) => places(text).join() !== places(translated).join(),
  );
  expect(odd).toEqual([]);
});

test.each(bundles.map((path) => path.replace(/^.*\.l10n\./, 'package.nls.')))(
  '%s has every text of the manifest, with its links',
  (path) => {
    const [own, translated] = [jsonOf('package.nls.json'), jsonOf(path)];
    expect(Object.keys(translated)).toEqual(Object.keys(own));
    const linksOf = (text = ''): readonly string[] => text.match(/\(command:[^)]*\)/g) ?? [];
    for (const key of Object.keys(own)) expect(linksOf(translated[key]), key).toEqual(linksOf(own[key]));
  },
);

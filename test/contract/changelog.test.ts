import { expect, test } from 'vitest';
import { readManifest } from '../../scripts/editor/checkout.ts';
import { readText } from '../support/checkout.ts';

const text = readText('CHANGELOG.md');
const releases = Array.from(text.matchAll(/^## (.*)$/gm), ([, title = '']) => title);
const MEND = 'CHANGELOG.md follows https://keepachangelog.com/en/1.1.0/';

test('a release is named by its version and day', () => {
  const odd = releases.filter((title) => !/^\[Unreleased\]$|^\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}$/.test(title));
  expect(odd, `${MEND}: a release is "[1.2.3] - 2026-01-31" or "[Unreleased]"`).toEqual([]);
});

test('Unreleased comes first, and once', () => {
  expect(releases.indexOf('[Unreleased]'), `${MEND}: "## [Unreleased]" stands on top`).toBe(0);
  expect(releases.lastIndexOf('[Unreleased]'), `${MEND}: "## [Unreleased]" stands there once`).toBe(0);
});

test('the version of package.json is released there, or something is unreleased', () => {
  const { version } = readManifest();
  const unreleased = /^## \[Unreleased\]\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(text)?.[1] ?? '';
  const known = releases.some((title) => title.startsWith(`[${version}]`)) || unreleased.includes('\n- ');
  expect(known, `Write what ${version} brings under "## [Unreleased]" in CHANGELOG.md`).toBe(true);
});

test('changes stand under the usual headings', () => {
  const usual = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];
  const odd = Array.from(text.matchAll(/^### (.*)$/gm), ([, title = '']) => title).filter(
    (title) => !usual.includes(title),
  );
  expect(odd, `${MEND}: the headings are ${usual.join(', ')}`).toEqual([]);
});

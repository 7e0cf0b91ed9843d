import { describe, expect, test } from 'vitest';
import { type PythonTag, readPythonTag, readUvTag } from '../../../server/src/engine/data/image-tags.ts';

const shown = (tag: PythonTag | undefined) =>
  tag && [
    tag.version?.text,
    tag.minor,
    tag.patch,
    tag.prerelease?.text,
    tag.slim?.text,
    tag.suite?.text,
    tag.alpine?.text,
  ];

describe('python', () => {
  test.each([
    [undefined, [undefined, undefined, undefined, undefined, undefined, undefined, undefined]],
    ['latest', [undefined, undefined, undefined, undefined, undefined, undefined, undefined]],
    ['slim', [undefined, undefined, undefined, undefined, 'slim', undefined, undefined]],
    ['3', ['3', undefined, undefined, undefined, undefined, undefined, undefined]],
    ['2', ['2', '2.7', undefined, undefined, undefined, undefined, undefined]],
    ['3.13', ['3.13', '3.13', undefined, undefined, undefined, undefined, undefined]],
    ['3.12.4-slim-bookworm', ['3.12.4', '3.12', '4', undefined, 'slim', 'bookworm', undefined]],
    ['3.12-alpine3.22', ['3.12', '3.12', undefined, undefined, undefined, undefined, 'alpine3.22']],
    ['3.15-rc-slim', ['3.15', '3.15', undefined, 'rc', 'slim', undefined, undefined]],
    ['3.15.0rc1', ['3.15.0', '3.15', '0', 'rc1', undefined, undefined, undefined]],
    ['3.15.0a2-trixie', ['3.15.0', '3.15', '0', 'a2', undefined, 'trixie', undefined]],
  ])('%s', (tag, parts) => {
    expect(shown(readPythonTag(tag))).toEqual(parts);
  });

  test.each(['3.13-windowsservercore', '3.12-onbuild', '3.12x', 'main'])('%s is none that we know', (tag) => {
    expect(readPythonTag(tag)).toBeUndefined();
  });

  test('parts know their places', () => {
    const text = '3.15.0rc1-slim-trixie';
    const tag = readPythonTag(text);
    for (const part of [tag?.version, tag?.prerelease, tag?.slim, tag?.suite])
      expect(text.slice(part?.start, part?.end)).toBe(part?.text);
  });
});

describe('uv', () => {
  test.each([
    ['python3.13-trixie-slim', undefined, ['3.13', '3.13', undefined, undefined, 'slim', 'trixie', undefined]],
    ['0.9.1-python3.12-alpine', '0.9.1', ['3.12', '3.12', undefined, undefined, undefined, undefined, 'alpine']],
  ])('%s', (text, uv, parts) => {
    const tag = readUvTag(text);
    expect(tag?.uv).toBe(uv);
    expect(shown(tag)).toEqual(parts);
    expect(text.slice(tag?.version?.start, tag?.version?.end)).toBe(tag?.version?.text);
  });

  test.each([undefined, '0.9', 'latest', 'bookworm-slim'])('%s holds no Python of its own', (tag) => {
    expect(readUvTag(tag)).toBeUndefined();
  });
});

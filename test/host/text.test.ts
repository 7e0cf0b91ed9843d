import { expect, test } from 'vitest';
import { NodeReader } from '../../server/src/host/node-reader.ts';
import { readText, readTextAndMark } from '../../server/src/host/text.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('gives text, or why there is none', async () => {
  const reader = new NodeReader(
    temporaryFolder({
      good: '\uFEFFa\r\n',
      binary: Uint8Array.from([1, 0, 2]),
      large: 'x\n'.repeat(600_000),
      long: 'x'.repeat(70_000),
    }),
  );
  expect(await readText(reader, 'good')).toEqual({ state: 'ok', value: 'a\r\n' });
  expect(await readText(reader, 'binary')).toMatchObject({ state: 'refused', why: 'it is a binary file' });
  expect(await readText(reader, 'large')).toMatchObject({ state: 'refused', cause: 'content' });
  expect(await readText(reader, 'long')).toMatchObject({ state: 'refused', cause: 'content' });
  expect(await readText(reader, 'gone')).toEqual({ state: 'missing' });
});

test('tells whether a byte order mark stands in front', async () => {
  const reader = new NodeReader(temporaryFolder({ marked: '\uFEFFa', plain: 'a' }));
  expect(await readTextAndMark(reader, 'marked')).toEqual({ state: 'ok', value: 'a', bom: true });
  expect(await readTextAndMark(reader, 'plain')).toEqual({ state: 'ok', value: 'a' });
  expect(await readTextAndMark(reader, 'gone')).toEqual({ state: 'missing' });
});

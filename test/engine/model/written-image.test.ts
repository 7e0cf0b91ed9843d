import { describe, expect, test } from 'vitest';
import { writtenImage } from '../../../server/src/engine/model/written-image.ts';
import { textAt } from '../../../server/src/engine/text/span.ts';
import { modelOf } from './support.ts';

function written(text: string) {
  const model = modelOf(text);
  const stage = model.stages.at(-1);
  const image = stage && writtenImage(model, stage);
  const find = (part: string) => image?.text.indexOf(part) ?? -1;
  return {
    image,
    /** What stands in the file for a part of the name. */
    source: (part: string): string | undefined => {
      const span = image?.spanOf(find(part), find(part) + part.length);
      return span && textAt(text, span);
    },
    /** The file with something put behind a part of the name. */
    behind: (part: string): string | undefined => {
      const place = image?.placeBehind(find(part) + part.length - 1);
      return place === undefined ? undefined : `${text.slice(0, place)}+${text.slice(place)}`;
    },
    argument: (part: string) => image?.argumentAt(find(part))?.name,
  };
}

describe('where the parts of an image stand', () => {
  test('in FROM', () => {
    const { image, source, argument } = written('FROM python:3.9-slim AS x\n');
    expect(image?.text).toBe('python:3.9-slim');
    expect(source('3.9')).toBe('3.9');
    expect(argument('3.9')).toBeUndefined();
  });

  test('in an ARG', () => {
    const { source, argument, image } = written('ARG V="3.9"\nFROM python:${V}-slim\n');
    expect([source('3.9'), argument('3.9')]).toEqual(['3.9', 'V']);
    expect([...(image?.variables ?? [])]).toEqual(['V']);
  });

  test('in an ARG of an ARG, the last one in front', () => {
    const { image, argument } = written('ARG V=3.8\nARG V=3.9\nARG BASE=python:$V\nARG V=3.10\nFROM $BASE\n');
    expect(image?.text).toBe('python:3.9');
    expect([argument('3.9'), argument('python')]).toEqual(['V', 'BASE']);
  });

  test('in a default', () => {
    expect(written('ARG V\nFROM python:${V:-3.9}\n').source('3.9')).toBe('3.9');
  });

  test('in several places: nowhere', () => {
    expect(written('ARG A=3\nARG B=9\nFROM python:$A.$B\n').source('3.9')).toBeUndefined();
  });
});

describe('what follows a part goes', () => {
  test.each([
    ['behind it', 'FROM python:3.9\n', 'FROM python:3.9+\n'],
    [
      'behind the variable that is a version',
      'ARG V=3.9\nFROM python:${V} AS x\n',
      'ARG V=3.9\nFROM python:${V}+ AS x\n',
    ],
    ['behind the default that is one', 'ARG V\nFROM python:${V:-3.9}\n', 'ARG V\nFROM python:${V:-3.9}+\n'],
    ['into the ARG that holds more', 'ARG I=python:3.9\nFROM ${I}\n', 'ARG I=python:3.9+\nFROM ${I}\n'],
    [
      'behind the variable that brings the version with it',
      'ARG V=3.9\nARG I=python:$V\nFROM ${I}\n',
      'ARG V=3.9\nARG I=python:$V\nFROM ${I}+\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(written(text).behind('3.9')).toBe(expected);
  });
});

test.each([
  ['an ARG without a value', 'ARG V\nFROM python:$V\n'],
  ['an unknown variable', 'FROM python:${V:-3.9}$W\nFROM $TARGETARCH\n'],
  ['an escape', 'ARG V="3\\.9"\nFROM python:$V\n'],
  ['another operator', 'ARG V=3.9\nFROM python:${V:+3.10}\n'],
])('%s has no plain way back', (_, text) => {
  expect(written(text).image).toBeUndefined();
});

import { describe, expect, test } from 'vitest';
import { globalLookup, setGlobals } from '../../../server/src/engine/model/effects.ts';
import type { Known } from '../../../server/src/engine/text/known.ts';
import { nodeOf } from '../syntax/support.ts';
import { modelOf, shown } from './support.ts';

describe('ARGs in front of the first FROM', () => {
  const globals = (...lines: readonly string[]) => {
    const values = new Map<string, Known<string>>();
    for (const line of lines) setGlobals(values, nodeOf('arg', line), '\\');
    return Object.fromEntries([...values].map(([name, value]) => [name, shown(value)]));
  };

  test('may use those before them, also in one line', () => {
    expect(globals('ARG A=1 B=$A', 'ARG C=${B}2 D=$NONE')).toEqual({ A: '1', B: '1', C: '12', D: '' });
  });

  test('without value are unknown', () => {
    expect(globals('ARG A', 'ARG TARGETARCH', 'ARG B=${A:-x} C=${TARGETARCH:-x}')).toEqual({
      A: '?',
      TARGETARCH: '?',
      B: 'x',
      C: '?',
    });
  });

  test('are what FROM sees, besides names of the platform', () => {
    const lookup = globalLookup(new Map([['A', { known: true, value: '1' } as const]]));
    expect([lookup('A'), lookup('TARGETARCH'), lookup('B')].map(shown)).toEqual(['1', '?', undefined]);
  });
});

describe('FROM', () => {
  const label = (text: string): string | undefined => modelOf(text).stages.at(-1)?.base.label;

  test.each([
    ['ARG TAG=3.13-slim\nFROM python:$TAG', 'python:3.13-slim'],
    ['ARG TAG\nFROM python:$TAG', 'python:$TAG'],
    ['ARG TAG\nFROM python:${TAG:-3.13}', 'python:3.13'],
    ['FROM python:${TAG:-3.13}', 'python:3.13'],
    ['ARG IMAGE=python TAG=3.13\nFROM "$IMAGE":"$TAG"', 'python:3.13'],
    ['ARG REGISTRY\nFROM ${REGISTRY:+$REGISTRY/}python:3', '${REGISTRY:+$REGISTRY/}python:3'],
    ['FROM x:$TARGETARCH', 'x:$TARGETARCH'],
    ['FROM a\nARG TAG=3\nFROM python:$TAG', 'python:'],
  ])('%j is %s', (text, expected) => {
    expect(label(text)).toBe(expected);
  });
});

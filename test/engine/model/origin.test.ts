import { describe, expect, test } from 'vitest';
import { sourcePath } from '../../../server/src/engine/model/origin.ts';
import type { Origin } from '../../../server/src/engine/model/types.ts';
import { lastOf, modelOf, shown } from './support.ts';

const origin = (found: Origin): string => {
  switch (found.kind) {
    case 'stage':
      return `stage ${found.stage.index}`;
    case 'invalid':
      return `invalid ${found.stage?.index ?? ''}`.trim();
    case 'external':
      return `image ${found.name}`;
    case 'variable':
      return `variable ${found.text}`;
    default:
      return found.kind;
  }
};

/** The second stage of four copies or mounts. */
const file = (line: string): string => `FROM a AS One\nFROM b AS two\n${line}\nFROM c AS three\nFROM d\n`;

describe('COPY --from', () => {
  const from = (value: string): string => {
    const [copy] = modelOf(file(`COPY ${value} /x /y`)).stages[1]?.instructions ?? [];
    if (copy?.kind !== 'copy') throw new Error('No COPY');
    return origin(copy.copy.origin);
  };

  test.each([
    ['', 'context'],
    ['--from=One', 'stage 0'],
    ['--from=one', 'stage 0'],
    ['--from=ONE', 'stage 0'],
    ['--from="one"', 'stage 0'],
    ['--from=0', 'stage 0'],
    ['--from=1', 'invalid 1'],
    ['--from=two', 'invalid 1'],
    ['--from=2', 'invalid 2'],
    ['--from=9', 'invalid'],
    ['--from=three', 'invalid 2'],
    ['--from=four', 'image four'],
    ['--from=node:24-slim', 'image node:24-slim'],
    ['--from=ghcr.io/astral-sh/uv:0.5', 'image ghcr.io/astral-sh/uv:0.5'],
    ['--from=$STAGE', 'variable $STAGE'],
    ['--from=one${X}', 'variable one${X}'],
  ])('%j is %s', (value, expected) => {
    expect(from(value)).toBe(expected);
  });

  test('of two stages with one name the last one counts, even where it comes too late', () => {
    const of = (text: string): string => origin(lastOf('copy', text).copy.origin);
    expect(of('FROM a AS x\nFROM b AS x\nFROM c\nCOPY --from=x /a /b')).toBe('stage 1');
    const [, second] = modelOf('FROM a AS x\nFROM b\nCOPY --from=x /a /b\nFROM c AS x\n').stages;
    const copy = second?.instructions[0];
    expect(copy?.kind === 'copy' && origin(copy.copy.origin)).toBe('invalid 2');
  });
});

describe('RUN --mount', () => {
  const mount = (options: string) => {
    const [run] =
      modelOf(file(`WORKDIR /app\nENV A=/env\nRUN --mount=${options} x`)).stages[1]?.instructions.slice(2) ?? [];
    const entry = run?.kind === 'run' ? run.mounts[0] : undefined;
    if (!entry) throw new Error('No mount');
    return [entry.mount.type, origin(entry.origin), shown(entry.source), shown(entry.target)];
  };

  test.each([
    ['type=bind,source=a.txt,target=/x', ['bind', 'context', 'a.txt', '/x']],
    ['type=bind,src=./a/,dst=x', ['bind', 'context', 'a', '/app/x']],
    ['target=.', ['bind', 'context', '.', '/app']],
    ['from=one,source=/w,target=/w', ['bind', 'stage 0', 'w', '/w']],
    ['type=cache,target=$A/cache', ['cache', 'context', '.', '/env/cache']],
    ['type=cache,target="/root/.cache"', ['cache', 'context', '.', '/root/.cache']],
    ['from=three,target=/x', ['bind', 'invalid 2', '.', '/x']],
    ['from=0,target=/x', ['bind', 'image 0', '.', '/x']],
    ['from=$S,target=/x', ['bind', 'variable $S', '.', '/x']],
    ['from=busybox,destination=/x', ['bind', 'image busybox', '.', '/x']],
  ])('%s', (options, expected) => {
    expect(mount(options)).toEqual(expected);
  });
});

describe('what a COPY lays where', () => {
  const copy = (line: string, before = '') => {
    const { copy: entry } = lastOf('copy', `FROM python:3\nWORKDIR /app\nENV D=/data\n${before}\n${line}\n`);
    return {
      sources: entry.sources.map(shown),
      destination: shown(entry.destination),
      intoFolder: entry.intoFolder,
    };
  };

  test.each([
    ['COPY a.txt b.txt', { sources: ['a.txt'], destination: '/app/b.txt', intoFolder: false }],
    ['COPY a.txt .', { sources: ['a.txt'], destination: '/app', intoFolder: true }],
    ['COPY a.txt ./', { sources: ['a.txt'], destination: '/app', intoFolder: true }],
    ['COPY a.txt sub/..', { sources: ['a.txt'], destination: '/app', intoFolder: true }],
    ['COPY a.txt /x/', { sources: ['a.txt'], destination: '/x', intoFolder: true }],
    ['COPY a b /x', { sources: ['a', 'b'], destination: '/x', intoFolder: true }],
    ['COPY . .', { sources: ['.'], destination: '/app', intoFolder: true }],
    ['COPY ./ /src', { sources: ['.'], destination: '/src', intoFolder: false }],
    ['COPY ./a/ ../x/../b /c/', { sources: ['a', 'b'], destination: '/c', intoFolder: true }],
    ['COPY /abs /x', { sources: ['abs'], destination: '/x', intoFolder: false }],
    ['COPY $D/a "$D"/b', { sources: ['data/a'], destination: '/data/b', intoFolder: false }],
    ['COPY $NONE a', { sources: ['.'], destination: '/app/a', intoFolder: false }],
    ['COPY ["a b", "c/"]', { sources: ['a b'], destination: '/app/c', intoFolder: true }],
    ['COPY <<EOF /x\na\nEOF', { sources: [], destination: '/x', intoFolder: false }],
    ['COPY . /src # the whole project', { sources: ['.'], destination: '/src', intoFolder: false }],
    ['COPY . #src', { sources: ['.'], destination: '/app/#src', intoFolder: false }],
    ['COPY # /src', { sources: ['#'], destination: '/src', intoFolder: false }],
    ['COPY a', { sources: [], destination: '/app', intoFolder: true }],
  ])('%j', (line, expected) => {
    expect(copy(line)).toEqual(expected);
  });

  test('a variable hides a source or the destination', () => {
    expect(copy('COPY $X/a b', 'ARG X')).toMatchObject({ sources: ['?'], destination: '/app/b' });
    expect(copy('COPY a $X', 'ARG X')).toMatchObject({ sources: ['a'], destination: '?' });
  });

  test('what ADD fetches is no file of the context', () => {
    const { copy: entry } = lastOf('add', 'FROM python:3\nADD https://a/b.tgz git@c:d.git local /x/\n');
    expect(entry.sources.map(shown)).toEqual(['local']);
  });
});

test.each([
  ['./a//b/', 'a/b'],
  ['a/../b', 'b'],
  ['../../a', 'a'],
  ['/', '.'],
  ['.', '.'],
  ['', '.'],
])('the source %j is %s', (path, expected) => {
  expect(sourcePath(path)).toBe(expected);
});

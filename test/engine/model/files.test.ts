import { describe, expect, test } from 'vitest';
import { candidatesAtEnd, contextCandidates, layerInputs } from '../../../server/src/engine/model/files.ts';
import { processorTime } from '../../support/processor-time.ts';
import { lastOf, stageOf } from './support.ts';

/** Where the file at a path of the image may come from when the last RUN begins. */
const candidates = (lines: string, path: string): string[] =>
  contextCandidates(lastOf('run', `FROM python:3\nWORKDIR /app\n${lines}\nRUN x\n`), path).map((each) => each.path);

describe('a file of the image comes from', () => {
  test.each([
    ['a file copied to its name', 'COPY req.txt /app/req.txt', '/app/req.txt', ['req.txt']],
    ['a file copied to another name', 'COPY deploy/start /usr/bin/run', '/usr/bin/run', ['deploy/start']],
    ['a file copied into a folder', 'COPY a/req.txt ./', '/app/req.txt', ['a/req.txt', 'a/req.txt/req.txt']],
    ['a folder, whose content is copied', 'COPY src /app', '/app/x/y.py', ['src/x/y.py']],
    ['a folder with a slash', 'COPY src/ /app/', '/app/y.py', ['src/y.py']],
    ['the whole context', 'COPY . .', '/app/a/b.txt', ['a/b.txt']],
    ['the whole context, into the root', 'COPY . /', '/app/b.txt', ['app/b.txt']],
    ['one of several sources', 'COPY a.txt b.txt ./', '/app/b.txt', ['a.txt/b.txt', 'b.txt', 'b.txt/b.txt']],
    ['a wildcard that fits', 'COPY requirements*.txt ./', '/app/requirements-dev.txt', ['requirements-dev.txt']],
    ['a wildcard of one letter', 'COPY r?q.txt ./', '/app/req.txt', ['req.txt']],
    ['a set of letters', 'COPY r[ae]q.txt ./', '/app/req.txt', ['req.txt']],
    ['a wildcard in a folder', 'COPY a/*.txt ./', '/app/b.txt', ['a/b.txt']],
    ['ADD', 'ADD req.txt /app/', '/app/req.txt', ['req.txt', 'req.txt/req.txt']],
    ['a path that is not written plainly', 'COPY ./a/../req.txt /app/./x/../req.txt', '/app/req.txt', ['req.txt']],
    ['sources that keep their folders', 'COPY --parents a/b.txt c /app/', '/app/a/b.txt', ['a/b.txt']],
    ['a folder that keeps its place', 'COPY --parents a c /app/', '/app/a/b.txt', ['a/b.txt']],
    ['a bind mount', 'RUN --mount=source=a.txt,target=b.txt y', '/app/b.txt', []],
  ])('%s', (_, lines, path, expected) => {
    expect(candidates(lines, path)).toEqual(expected);
  });

  test.each([
    ['a wildcard that does not fit', 'COPY *.toml ./', '/app/req.txt'],
    ['a wildcard in a folder nobody can see', 'COPY */req.txt ./', '/app/req.txt'],
    ['another folder', 'COPY . /srv', '/app/req.txt'],
    ['a folder whose name only begins the same', 'COPY a /app', '/application/x'],
    ['a wildcard, for a folder below', 'COPY req* ./', '/app/sub/req.txt'],
    ['an image', 'COPY --from=node:24 /x /app/', '/app/x'],
    ['a hidden source', 'ARG A\nCOPY $A ./', '/app/req.txt'],
    ['a hidden destination', 'ARG A\nCOPY req.txt $A', '/app/req.txt'],
    ['parents that differ', 'COPY --parents a/b.txt /app/', '/app/b.txt'],
    ['a wildcard that is none', 'COPY [z-a].txt ./', '/app/a.txt'],
    ['nothing', '', '/app/a.txt'],
  ])('never from %s', (_, lines, path) => {
    expect(candidates(lines, path)).toEqual([]);
  });

  test('the nearest copy first, each with its instruction', () => {
    const run = lastOf(
      'run',
      'FROM python:3\nWORKDIR /app\nCOPY req.txt ./req.txt\nCOPY src .\nCOPY . .\nRUN x\nCOPY late .',
    );
    expect(contextCandidates(run, '/app/req.txt').map((each) => [each.path, each.instruction.index])).toEqual([
      ['req.txt', 3],
      ['src/req.txt', 2],
      ['req.txt', 1],
    ]);
  });
});

describe('other stages', () => {
  test('a stage that this one is FROM', () => {
    const run = lastOf('run', 'FROM python:3 AS base\nCOPY req.txt /x/req.txt\nFROM base\nRUN x');
    expect(contextCandidates(run, '/x/req.txt').map((each) => each.path)).toEqual(['req.txt']);
  });

  test('a stage that it copies from, and those behind that', () => {
    const text = `FROM a AS one
COPY src/ /src/
FROM a AS two
COPY --from=one /src /two
FROM b
COPY --from=two /two/ /three
RUN x`;
    expect(contextCandidates(lastOf('run', text), '/three/y.py').map((each) => each.path)).toEqual(['src/y.py']);
  });

  test('a stage copied whole', () => {
    const run = lastOf('run', 'FROM a AS one\nCOPY . /src\nFROM b\nCOPY --from=one / /\nRUN x');
    expect(contextCandidates(run, '/src/y.py').map((each) => each.path)).toEqual(['y.py']);
  });

  test('a copy from a later stage brings nothing', () => {
    const run = stageOf('FROM a\nCOPY --from=late /x /y/\nRUN x\nFROM b AS late\nCOPY . /x\n', 0).instructions[1];
    expect(run && contextCandidates(run, '/y/a')).toEqual([]);
  });

  test('copies that meet in thousands of ways end', () => {
    const stage = (n: number): string =>
      `FROM a AS s${n}\n${`COPY --from=s${n - 1} /x /x\nCOPY --from=s${n - 1} / /\n`.repeat(4)}`;
    const text = `FROM a AS s0\nCOPY . /x\n${Array.from({ length: 30 }, (_, n) => stage(n + 1)).join('')}RUN x`;
    const took = processorTime(() => {
      expect(contextCandidates(lastOf('run', text), '/x/y').map((each) => each.path)).toContain('y');
    });
    expect(took).toBeLessThan(2000);
  });
});

describe('bind mounts of the instruction itself', () => {
  const mounted = (mount: string, path: string): string[] =>
    contextCandidates(
      lastOf('run', `FROM a AS b\nCOPY w /w\nFROM python:3\nWORKDIR /app\nRUN --mount=${mount} x`),
      path,
    ).map((each) => each.path);

  test.each([
    ['a file', 'source=a.txt,target=b.txt', '/app/b.txt', ['a.txt']],
    ['a folder', 'source=a,target=/b', '/b/c.txt', ['a/c.txt']],
    ['the context', 'target=/src', '/src/c.txt', ['c.txt']],
    ['the context, over the working directory', 'target=.', '/app/c.txt', ['c.txt']],
    ['a stage', 'from=b,source=/w,target=/v', '/v/c.txt', ['w/c.txt']],
    ['an image', 'from=busybox,target=/v', '/v/c.txt', []],
    ['a cache', 'type=cache,target=/v', '/v/c.txt', []],
    ['a variable', 'source=$A,target=/v', '/v/c.txt', ['c.txt']],
  ])('%s', (_, mount, path, expected) => {
    expect(mounted(mount, path)).toEqual(expected);
  });
});

test('what a finished stage holds comes from all of it', () => {
  const stage = stageOf('FROM a\nCOPY run.sh /run.sh\nUSER x\nCOPY other.sh /run.sh\n');
  expect(candidatesAtEnd(stage, '/run.sh').map((each) => each.path)).toEqual(['other.sh', 'run.sh']);
});

describe('what invalidates a layer', () => {
  const inputs = (text: string) =>
    layerInputs(lastOf('run', text)).map(({ instruction, paths }) => [instruction.kind, paths]);

  test('are the files of the instructions in front of it and its own, not those behind', () => {
    const text = 'FROM a\nCOPY req.txt x* /r/\nENV A=1\nADD b /b\nRUN --mount=source=c,target=/c z\nCOPY . .\n';
    expect(inputs(text)).toEqual([
      ['copy', ['req.txt', 'x*']],
      ['add', ['b']],
      ['run', ['c']],
    ]);
  });

  test('inherited ones come first', () => {
    expect(inputs('FROM a AS x\nCOPY one /\nFROM x\nCOPY two /\nRUN y')).toEqual([
      ['copy', ['one']],
      ['copy', ['two']],
    ]);
  });

  test('so are those of stages that are copied from or mounted, each once', () => {
    const text = `FROM a AS x
COPY one /
FROM a AS y
COPY two /
FROM b
COPY --from=x /one /
COPY --from=x /one /again
RUN --mount=from=y,target=/y z`;
    expect(inputs(text)).toEqual([
      ['copy', ['one']],
      ['copy', ['two']],
    ]);
  });

  test('a variable hides a path', () => {
    expect(inputs('FROM a\nARG A\nCOPY $A b /c/\nRUN x')).toEqual([['copy', [undefined, 'b']]]);
  });

  test('caches, secrets and images are none', () => {
    expect(
      inputs('FROM a\nCOPY --from=node:24 /x /x\nRUN --mount=type=cache,target=/c --mount=type=secret,id=s y'),
    ).toEqual([]);
  });
});

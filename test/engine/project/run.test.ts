import { describe, expect, test } from 'vitest';
import { Run, runsOf } from '../../../server/src/engine/project/run.ts';

const shown = (files: readonly string[], earlier: readonly Run[] = []) =>
  runsOf(files, (folder) => earlier.filter((run) => run.folder === folder));

describe('the runs of a listing', () => {
  test('end where another folder begins, also one above or below', () => {
    const runs = shown(['a', 'b', 'x/a', 'x/y/a', 'x/b', 'xy/a', 'c']);
    expect(runs.map(({ folder, files }) => [folder, ...files])).toEqual([
      ['', 'a', 'b'],
      ['x', 'x/a'],
      ['x/y', 'x/y/a'],
      ['x', 'x/b'],
      ['xy', 'xy/a'],
      ['', 'c'],
    ]);
    expect(shown([])).toEqual([]);
  });

  test('are those of an earlier listing where nothing has changed', () => {
    const before = shown(['a', 'x/a', 'x/b', 'y/a']);
    const [top, x, y] = before;
    expect(shown(['a', 'x/a', 'x/b', 'y/a'], before)).toEqual(before);
    expect(shown(['a', 'x/a', 'x/b', 'y/a'], before)[1]).toBe(x);
    for (const changed of [['x/a'], ['x/b', 'x/a'], ['x/a', 'x/b', 'x/c'], ['x/0', 'x/a', 'x/b'], []]) {
      const runs = shown(['a', ...changed, 'y/a'], before);
      expect(runs.flatMap(({ files }) => files)).toEqual(['a', ...changed, 'y/a']);
      expect([runs[0], runs.at(-1)]).toEqual([top, y]);
      expect(runs).not.toContain(x);
    }
  });

  test('remember what was asked about them', () => {
    let asked = 0;
    const run = new Run('x', ['x/a.py', 'x/b']);
    const isPython = (path: string): boolean => asked++ >= 0 && path.endsWith('.py');
    expect([run.fitting(isPython), run.fitting(isPython), asked]).toEqual([['x/a.py'], ['x/a.py'], 2]);
    expect([run.named('b'), run.named('x/b'), run.named('c')]).toEqual(['x/b', undefined, undefined]);
  });
});

import { describe, expect, test } from 'vitest';
import type { Tree } from '../../../server/src/engine/project/types.ts';
import { pathsByName, workspaceFiles } from '../../../server/src/engine/project/workspace-files.ts';
import { known, unknown } from '../../../server/src/engine/text/known.ts';
import { filesOf } from './support.ts';

const FILES = ['manage.py', 'web/app/a.py', 'web/b.py', 'web/app/c.txt', 'webs/a.py', 'web/app/deep/a.py'];
const files = filesOf(...FILES);
const isPython = (path: string): boolean => path.endsWith('.py');

describe('the files of a workspace', () => {
  test.each([
    ['manage.py', true, false],
    ['web/app/a.py', true, false],
    ['web/app', false, true],
    ['web', false, true],
    ['', false, true],
    ['we', false, false],
    ['web/', false, false],
    ['web/app/deep/a', false, false],
    ['/', false, false],
  ])('%j: a file %s, a folder %s', (path, isFile, isFolder) => {
    expect([files.has(path), files.holdsFolder(path)]).toEqual([isFile, isFolder]);
  });

  test('an empty workspace holds nothing', () => {
    expect([filesOf().has('x'), filesOf().holdsFolder(''), filesOf().named('x')]).toEqual([false, false, []]);
  });

  test('are found by their name, in the order of the listing', () => {
    expect(files.named('a.py')).toEqual(['web/app/a.py', 'webs/a.py', 'web/app/deep/a.py']);
    expect(files.named('app')).toEqual([]);
    expect(files.named('web/b.py')).toEqual([]);
  });

  test('are found below a path, also where the listing jumps between folders', () => {
    expect(files.below('web')).toEqual(['web/app/a.py', 'web/b.py', 'web/app/c.txt', 'web/app/deep/a.py']);
    expect(files.below('web/app')).toEqual(['web/app/a.py', 'web/app/c.txt', 'web/app/deep/a.py']);
    expect(files.below('web/b.py')).toEqual(['web/b.py']);
    expect(files.below('nothing')).toEqual([]);
  });

  test('are chosen below a folder by their path from there, once for each choice', () => {
    const asked: string[] = [];
    const note = (path: string): boolean => asked.push(path) > 0 && isPython(path);
    expect(files.fitting('web', note)).toEqual(['app/a.py', 'b.py', 'app/deep/a.py']);
    expect(files.fitting('web', note)).toBe(files.fitting('web', note));
    expect(asked).toEqual(['app/a.py', 'b.py', 'app/c.txt', 'app/deep/a.py']);
    expect(files.fitting('', isPython)).toEqual(FILES.filter(isPython));
    expect(files.fitting('nothing', isPython)).toEqual([]);
  });

  test('are what a build sees of a folder', () => {
    const tree = { files: FILES, skipped: ['web/node_modules', 'webs/.git'], partial: false };
    const all = workspaceFiles(known(tree));
    if (!all.known) throw new Error(all.why);
    const web = all.value.listing('web');
    expect(web).toMatchObject({ root: 'web', skipped: ['node_modules'] });
    expect(web.below('app')).toEqual(['app/a.py', 'app/c.txt', 'app/deep/a.py']);
    expect([web.has('b.py'), web.has('manage.py'), web.has('web')]).toEqual([true, false, false]);
    expect(all.value.listing('web')).toBe(web);
    expect(all.value.listing('').below('.')).toEqual(FILES);
  });
});

describe('a listing', () => {
  const tree: Tree = { files: FILES, skipped: [], partial: false };
  const of = (each: Tree) => {
    const found = workspaceFiles(known(each));
    return found.known ? found.value : undefined;
  };

  test('is looked through once, and another one anew', () => {
    expect(of(tree)).toBe(of(tree));
    expect(of({ ...tree, files: ['other.py'] })?.all).toEqual(['other.py']);
  });

  test('that was cut off, or that nobody has read, tells nothing', () => {
    expect(workspaceFiles(known({ ...tree, partial: true })).known).toBe(false);
    expect(workspaceFiles(unknown('why'))).toEqual(unknown('why'));
  });
});

test('paths by their name keep their order', () => {
  expect([...pathsByName(['b/x', 'x', 'a/y'])]).toEqual([
    ['x', ['b/x', 'x']],
    ['y', ['a/y']],
  ]);
});

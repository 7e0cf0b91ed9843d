import { describe, expect, test } from 'vitest';
import { WorkspaceFiles } from '../../../server/src/engine/project/workspace-files.ts';
import { filesOf } from './support.ts';

const FILES = ['manage.py', 'web/b.py', 'web/app/a.py', 'web/app/c.txt', 'webs/a.py', 'web/app/deep/a.py'];
const isPython = (path: string): boolean => path.endsWith('.py');

describe('the files of a workspace', () => {
  const files = filesOf(...FILES);

  test.each([
    ['manage.py', true, false],
    ['web/app/a.py', true, false],
    ['web/app', false, true],
    ['', false, true],
    ['we', false, false],
    ['web/', false, false],
  ])('%j: a file %s, a folder %s', (path, isFile, isFolder) => {
    expect([files.has(path), files.holdsFolder(path)]).toEqual([isFile, isFolder]);
  });

  test('are found by their name, in the order of the listing', () => {
    expect(files.named('a.py')).toEqual(['web/app/a.py', 'webs/a.py', 'web/app/deep/a.py']);
  });

  test('are chosen below a folder by their path from there', () => {
    expect(files.fitting('web', isPython)).toEqual(['b.py', 'app/a.py', 'app/deep/a.py']);
    expect(files.fitting('', isPython)).toEqual(FILES.filter(isPython));
    expect(files.fitting('nothing', isPython)).toEqual([]);
  });

  test('are what a build sees of a folder', () => {
    const all = new WorkspaceFiles({ files: FILES, skipped: ['web/node_modules', 'webs/.git'], partial: false });
    const web = all.listing('web');
    expect(web).toMatchObject({ root: 'web', skipped: ['node_modules'] });
    expect(web.below('app')).toEqual(['app/a.py', 'app/c.txt', 'app/deep/a.py']);
    expect([web.has('b.py'), web.has('manage.py'), web.has('web'), web.has('.'), web.has('')]).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
    expect(all.listing('web')).toBe(web);
    expect(all.listing('').below('.')).toEqual(FILES);
  });
});

test('what was asked of a listing is asked of the next one only where a folder has changed', () => {
  const asked: string[] = [];
  const note = (path: string): boolean => asked.push(path) > 0 && isPython(path);
  const before = filesOf(...FILES);
  before.fitting('', note);
  before.fitting('web', note);
  asked.length = 0;
  const tree = { files: [...FILES.slice(0, 3), 'web/app/b.py', ...FILES.slice(3)], skipped: [], partial: false };
  const after = new WorkspaceFiles(tree, before);
  expect(after.fitting('', note)).toEqual(tree.files.filter(isPython));
  expect(asked).toEqual(['web/app/a.py', 'web/app/b.py', 'web/app/c.txt']);
  asked.length = 0;
  expect(after.fitting('web', note)).toEqual(['b.py', 'app/a.py', 'app/b.py', 'app/deep/a.py']);
  expect(asked).toEqual(['app/a.py', 'app/b.py', 'app/c.txt']);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PathIndex } from '../../../server/src/engine/project/path-index.ts';
import { isWithin, lastPart } from '../../../server/src/engine/text/path.ts';

const FILES = ['a.py', 'web/a.py', 'web/app/a.py', 'web/b.py', 'webs/a.py'];

describe('an index of paths', () => {
  const index = PathIndex.of(FILES);

  test.each([
    ['web', ['web/a.py', 'web/app/a.py', 'web/b.py']],
    ['web/app', ['web/app/a.py']],
    ['web/b.py', ['web/b.py']],
    ['', FILES],
    ['we', []],
    ['web/', []],
    ['/', []],
    ['b.py', []],
  ])('finds the files below %j, in their order', (path, found) => {
    expect(index.below(path)).toEqual(found);
  });

  test('knows files from folders', () => {
    const paths = ['web', 'web/app', '', 'a.py', 'web/app/a.py', 'app', 'web/c.py'];
    expect(paths.map((path) => index.isFolder(path))).toEqual([true, true, true, false, false, false, false]);
    expect(paths.map((path) => index.isFile(path))).toEqual([false, false, false, true, true, false, false]);
  });

  test('finds nothing among nothing', () => {
    const none = PathIndex.of([]);
    expect([none.below(''), none.named('a'), none.isFile('a'), none.isFolder('a')]).toEqual([[], [], false, false]);
  });
});

const name = fc.constantFrom('a', 'b', 'ab', 'c.py');
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => `${names.join('/')}.f`);
const listing = fc.uniqueArray(path, { maxLength: 25 });

test('answers as a search through all files would, whatever was listed before', () => {
  const isShort = (file: string): boolean => file.length < 8;
  fc.assert(
    fc.property(fc.array(listing, { minLength: 1, maxLength: 4 }), fc.array(path), (listings, paths) => {
      let index: PathIndex | undefined;
      for (const files of listings) {
        index = PathIndex.of(files, index);
        const { files: all, below, named, fitting } = shown(index, paths);
        expect(all).toEqual(files);
        expect(below).toEqual(
          folders(paths).map((folder) => files.filter((file) => folder === '' || isWithin(file, folder))),
        );
        expect(named).toEqual(paths.map((each) => files.filter((file) => lastPart(file) === lastPart(each))));
        expect(fitting).toEqual(files.filter(isShort));
      }
    }),
  );

  function shown(index: PathIndex, paths: readonly string[]) {
    return {
      files: index.files,
      below: folders(paths).map((folder) => index.below(folder)),
      named: paths.map((each) => index.named(lastPart(each))),
      fitting: index.fitting(isShort),
    };
  }
});

/** Every path, and the folders above. */
const folders = (paths: readonly string[]): string[] =>
  paths.flatMap((each) => each.split('/').map((_, at, parts) => parts.slice(0, at).join('/'))).concat(paths);

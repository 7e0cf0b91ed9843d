import { describe, expect, test } from 'vitest';
import { factsFor } from '../../../server/src/engine/project/memory.ts';
import { djangoProjects, projectRoot } from '../../../server/src/engine/project/projects.ts';
import { known, unknown } from '../../../server/src/engine/text/known.ts';

const factsOf = (path: string, files: readonly string[], text = 'FROM python:3\nCOPY . .\n') =>
  factsFor({ path, text }, Object.fromEntries(files.map((file) => [file, ''])));

describe('the Django projects of a workspace', () => {
  test.each([
    [['manage.py'], ['']],
    [
      ['a/manage.py', 'b/src/manage.py'],
      ['a', 'b/src'],
    ],
    [['src/manage.py', 'tests/manage.py', 'testproject/manage.py', 'docs/x/manage.py'], ['src']],
    [
      ['src/manage.py', 'example/manage.py', 'examples/a/manage.py', 'example_project/manage.py', 'demo/manage.py'],
      ['src'],
    ],
    [['manage.py', '{{cookiecutter.slug}}/manage.py'], ['']],
    [['{{cookiecutter.slug}}/manage.py'], ['{{cookiecutter.slug}}']],
    [['tests/manage.py'], ['tests']],
    [
      ['contest/manage.py', 'protests/manage.py'],
      ['contest', 'protests'],
    ],
    [[], []],
  ])('%j: %j', (files, folders) => {
    expect(djangoProjects(known(files))).toEqual(known(folders));
  });
});

describe('the project of a Dockerfile', () => {
  test.each([
    ['its own folder', 'Dockerfile', ['manage.py', 'other/manage.py'], ''],
    ['a folder above it', 'docker/web/Dockerfile', ['manage.py', 'requirements.txt'], ''],
    ['the one above it, not its neighbour', 'a/docker/Dockerfile', ['a/manage.py', 'b/manage.py'], 'a'],
    ['one below the context', 'Dockerfile', ['requirements.txt', 'src/manage.py'], 'src'],
    ['the nearer one below', 'Dockerfile', ['requirements.txt', 'a/manage.py', 'b/c/manage.py'], 'a'],
    ['several that are equally near', 'Dockerfile', ['requirements.txt', 'a/manage.py', 'b/manage.py'], undefined],
    ['tests do not count', 'Dockerfile', ['requirements.txt', 'src/app/manage.py', 'tests/manage.py'], 'src/app'],
    ['one above the context', 'a/b/Dockerfile', ['manage.py', 'a/b/requirements.txt'], ''],
    ['none', 'Dockerfile', ['requirements.txt'], undefined],
  ])('%s', (_, path, files, expected) => {
    const { projectRoot: root } = factsOf(path, files);
    expect(root.known ? root.value : undefined).toBe(expected);
  });

  test('names those that are equally near', () => {
    expect(factsOf('Dockerfile', ['requirements.txt', 'a/manage.py', 'b/manage.py']).projectRoot).toEqual(
      unknown('several projects are equally near: a, b'),
    );
  });

  test('without a context it is looked for all the same', () => {
    expect(projectRoot('a/Dockerfile', unknown('why'), known(['a/src', 'b']))).toEqual(known('a/src'));
    expect(projectRoot('a/Dockerfile', unknown('why'), unknown('why not'))).toEqual(unknown('why not'));
  });
});

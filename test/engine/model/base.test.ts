import { describe, expect, test } from 'vitest';
import { baseImage, stateOf } from '../../../server/src/engine/model/base.ts';
import { known, unknown } from '../../../server/src/engine/text/known.ts';
import { shown } from './support.ts';

describe('the image of a FROM', () => {
  test('is what its variables expand to', () => {
    const base = baseImage('python:$TAG', known('python:3.13-slim'));
    expect(base).toMatchObject({ family: 'python', label: 'python:3.13-slim' });
    expect(base.reference).toMatchObject({ known: true, value: { tag: '3.13-slim' } });
  });

  test('is unknown where a variable is', () => {
    const base = baseImage('$IMAGE', unknown('the build gives the value'));
    expect(base).toMatchObject({ family: 'unknown', label: '$IMAGE' });
    expect(base.reference).toEqual(unknown('the build gives the value'));
    expect(base.forPython.known).toBe(false);
  });

  test.each([
    ['$IMAGE:1', '{{image}}:1'],
    ['{{', '{{'],
    ['{%', '{%'],
  ])('is unknown where a template gives its name: %s', (text, expanded) => {
    expect(baseImage(text, known(expanded)).reference).toEqual(unknown('a template gives the name'));
  });

  test('is known where a template gives its tag', () => {
    expect(baseImage('python:{{', known('python:{{'))).toMatchObject({ family: 'python' });
  });

  test('is unknown where there is none', () => {
    expect(baseImage('', known('')).reference).toEqual(unknown('FROM names no image'));
  });
});

describe('the state it hands over', () => {
  const state = (image: string) => stateOf(baseImage(image, known(image)));

  test.each([
    ['python:3.13-slim', 'root', '/', '/bin/sh', true],
    ['ghcr.io/astral-sh/uv:python3.13-bookworm-slim', 'root', '/', '/bin/sh', true],
    ['gcr.io/distroless/python3-debian13:nonroot', '65532', '/home/nonroot', '/bin/sh', true],
    ['gcr.io/distroless/python3-debian13:debug', 'root', '/', '/bin/sh', true],
    ['scratch', 'root', '/', '/bin/sh', true],
    ['node:24', 'root', '?', '/bin/sh', true],
    ['memcached:1', '?', '?', '/bin/sh', true],
    ['python:3.13-windowsservercore', '?', '?', 'cmd', false],
    ['dhi.io/python:3.13', '?', '?', '/bin/sh', false],
    ['my.company/base:1', '?', '?', '/bin/sh', false],
  ])('%s: user %s in %s, shell %s', (image, user, workdir, shell, plain) => {
    const found = state(image);
    expect(shown(found.user)).toBe(user);
    expect(shown(found.workdir)).toBe(workdir);
    expect(found.shell[0]).toBe(shell);
    expect(found.plainEnvironment).toBe(plain);
  });
});

import { describe, expect, test } from 'vitest';
import { officialName, parseImageReference } from '../../../server/src/engine/syntax/image-reference.ts';

const read = (text: string) => {
  const reference = parseImageReference(text);
  if (!reference) throw new Error(`No reference: ${text}`);
  return reference;
};

describe('parts', () => {
  test.each([
    ['python', undefined, 'python', undefined, undefined],
    ['python:3.13-slim', undefined, 'python', '3.13-slim', undefined],
    ['library/python:3', undefined, 'library/python', '3', undefined],
    ['astral-sh/uv', undefined, 'astral-sh/uv', undefined, undefined],
    ['docker.io/python', 'docker.io', 'python', undefined, undefined],
    ['ghcr.io/astral-sh/uv:0.5', 'ghcr.io', 'astral-sh/uv', '0.5', undefined],
    ['localhost/app', 'localhost', 'app', undefined, undefined],
    ['localhost:5000/app:1', 'localhost:5000', 'app', '1', undefined],
    ['registry:5000/team/app', 'registry:5000', 'team/app', undefined, undefined],
    ['my.registry:5000/a/b/c:v1@sha256:abc', 'my.registry:5000', 'a/b/c', 'v1', 'sha256:abc'],
    ['python@sha256:abc', undefined, 'python', undefined, 'sha256:abc'],
    ['python:3.13@sha256:abc', undefined, 'python', '3.13', 'sha256:abc'],
    ['REGISTRY/app', 'REGISTRY', 'app', undefined, undefined],
    ['python:${TAG}', undefined, 'python', '${TAG}', undefined],
    ['python:${TAG:-3.13}-slim', undefined, 'python', '${TAG:-3.13}-slim', undefined],
    ['${IMAGE:-docker.io/python}:3', undefined, '${IMAGE:-docker.io/python}', '3', undefined],
    ['${REGISTRY}/python:3', undefined, '${REGISTRY}/python', '3', undefined],
    ['${IMAGE:-python}', undefined, '${IMAGE:-python}', undefined, undefined],
    ['$IMAGE', undefined, '$IMAGE', undefined, undefined],
  ])('%s', (text, registry, repository, tag, digest) => {
    expect(read(text)).toMatchObject({ text, registry, repository, tag, digest });
  });

  test.each(['python', 'python:3.13', 'ghcr.io/astral-sh/uv:0.5@sha256:abc', 'localhost:5000/app', 'a:${T:-b:c}'])(
    'stand where they are said to: %s',
    (text) => {
      const { repository, repositoryStart, tag, tagStart, nameEnd } = read(text);
      expect(text.slice(repositoryStart, nameEnd)).toBe(repository);
      if (tag !== undefined && tagStart !== undefined) expect(text.startsWith(tag, tagStart)).toBe(true);
      expect(tagStart).toBe(tag === undefined ? undefined : nameEnd + 1);
    },
  );

  test.each(['', 'two words'])('%j is no reference', (text) => {
    expect(parseImageReference(text)).toBeUndefined();
  });

  test('a tag that is still being typed is empty', () => {
    expect(read('python:').tag).toBe('');
  });
});

describe('the official name', () => {
  test.each([
    ['python:3', 'python'],
    ['library/python', 'python'],
    ['docker.io/python', 'python'],
    ['docker.io/library/python:3', 'python'],
    ['index.docker.io/library/python', 'python'],
    ['registry.hub.docker.com/library/python', 'python'],
  ])('of %s is %s', (text, expected) => {
    expect(officialName(read(text))).toBe(expected);
  });

  test.each(['bitnami/python', 'ghcr.io/python', 'localhost/python', 'quay.io/library/python', 'registry:5000/python'])(
    'of %s is none',
    (text) => {
      expect(officialName(read(text))).toBeUndefined();
    },
  );
});

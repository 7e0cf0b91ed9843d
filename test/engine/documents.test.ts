import { describe, expect, test } from 'vitest';
import { documentKind, namedDocumentKind } from '../../server/src/engine/documents.ts';

describe('by its name alone', () => {
  test.each([
    'Dockerfile',
    'a/b/Dockerfile',
    'a\\b\\Dockerfile',
    'dockerfile',
    'Dockerfile.prod',
    'Dockerfile.prod.local',
    'Dockerfile-dev',
    'Dockerfile_dev',
    'web.Dockerfile',
    'web.dockerfile',
    'web.py.Dockerfile',
    'Containerfile',
    'Containerfile.dev',
    'Dockerfile.python3.12',
  ])('%s is a Dockerfile', (path) => {
    expect(documentKind(path)).toBe('dockerfile');
    expect(namedDocumentKind(path)).toBe('dockerfile');
  });

  test.each(['.dockerignore', 'a/.dockerignore', 'Dockerfile.dockerignore', 'web.Dockerfile.dockerignore'])(
    '%s is an ignore file',
    (path) => {
      expect(documentKind(path)).toBe('dockerignore');
    },
  );

  test.each([
    'compose.yaml',
    'compose.yml',
    'docker-compose.yml',
    'a/docker-compose.prod.yml',
    'compose.override.yaml',
  ])('%s is a compose file', (path) => {
    expect(documentKind(path)).toBe('compose');
  });

  test.each([
    'Dockerfile.go',
    'Dockerfile_test.go',
    'Dockerfile.py',
    'Dockerfile-parser.ts',
    'Dockerfile.J2',
    'Dockerfile.prod.j2',
    'Dockerfile.tmpl',
    'Dockerfile.template',
    'Dockerfile.in',
    'Dockerfile.bak',
    'Dockerfile.orig',
    'Dockerfile.dev~',
    'Dockerfile.md',
    'Containerfile.erb',
  ])('%s only looks like one', (path) => {
    expect(documentKind(path)).toBeUndefined();
    expect(namedDocumentKind(path)).toBeUndefined();
  });

  test.each(['Makefile', 'MyDockerfile', 'Dockerfiles', '.Dockerfile.d/x', 'Containerfile-dev', 'Dockerfile.', ''])(
    '%j is none of ours',
    (path) => {
      expect(documentKind(path)).toBeUndefined();
    },
  );
});

describe('named by a person, or opened as a Dockerfile', () => {
  test.each(['build/web', 'web.docker', 'MyDockerfile', 'Untitled-1'])('%s is a Dockerfile', (path) => {
    expect(namedDocumentKind(path)).toBe('dockerfile');
  });

  test('what has a kind keeps it', () => {
    expect(namedDocumentKind('compose.yaml')).toBe('compose');
    expect(namedDocumentKind('manage.py')).toBeUndefined();
  });
});

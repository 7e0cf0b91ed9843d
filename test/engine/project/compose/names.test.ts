import { expect, test } from 'vitest';
import { composeName, purposeOf } from '../../../../server/src/engine/project/compose/names.ts';

test.each([
  ['compose.yaml', 'certain', 'plain'],
  ['compose.yml', 'certain', 'plain'],
  ['docker-compose.yml', 'certain', 'plain'],
  ['a/docker-compose.override.yml', 'certain', 'override'],
  ['docker-compose.local.yml', 'certain', 'development'],
  ['docker-compose-dev.yaml', 'certain', 'development'],
  ['docker-compose.test.yml', 'certain', 'development'],
  ['compose.prod.yml', 'certain', 'production'],
  ['docker-compose.production.yml', 'certain', 'production'],
  ['docker-compose.staging.yml', 'certain', 'production'],
  ['docker-compose.docs.yml', 'certain', 'plain'],
  ['.devcontainer/docker-compose.yml', 'certain', 'development'],
  ['dev/docker-compose.prod.yml', 'certain', 'production'],
  ['local.yml', 'possible', 'development'],
  ['production.yml', 'possible', 'production'],
  ['composer.json', undefined, 'plain'],
  ['composed.yml', undefined, 'plain'],
  ['mkdocs.yml', undefined, 'plain'],
])('%s: %s, %s', (path, name, purpose) => {
  expect([composeName(path), purposeOf(path)]).toEqual([name, purpose]);
});

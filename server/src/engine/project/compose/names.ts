import { isDevelopmentFile } from '../../model/roles.ts';
import { lastPart } from '../../text/path.ts';
import type { ComposePurpose } from './types.ts';

/** Names that compose, or those who call it with `-f`, give to their files. */
const COMPOSE = /^(?:docker-)?compose(?:[-._][^/]*)?\.ya?ml$/i;

/** cookiecutter-django's names of old; anything else may have them as well, so their content decides. */
const COMPOSE_LIKE = /^(?:local|production|staging|prod|dev|development)\.ya?ml$/i;

const PRODUCTION = /(?:^|[-._])(?:prod|production|staging|stage|deploy|deployment|release)(?:[-._]|$)/i;

export type ComposeName = 'certain' | 'possible';

export function composeName(path: string): ComposeName | undefined {
  const name = lastPart(path);
  if (COMPOSE.test(name)) return 'certain';
  return COMPOSE_LIKE.test(name) ? 'possible' : undefined;
}

/** What a compose file is for: production by its own name, development also by a folder's (`.devcontainer/compose.yml`). */
export function purposeOf(path: string): ComposePurpose {
  const name = lastPart(path);
  if (/[-._]override[-._]/i.test(name)) return 'override';
  if (isDevelopmentFile(name)) return 'development';
  if (PRODUCTION.test(name)) return 'production';
  return isDevelopmentFile(path) ? 'development' : 'plain';
}

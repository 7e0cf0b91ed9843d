import type { Survey } from '../project/survey/types.ts';
import type { FileRole, Names } from './types.ts';

const USUAL: Names = {
  dockerfile: 'Dockerfile',
  ignore: '.dockerignore',
  compose: 'compose.yaml',
  override: 'compose.override.yaml',
  entrypoint: 'entrypoint.sh',
  environment: '.env.example',
  attributes: '.gitattributes',
};

const COMPOSE = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];

/** What the files are called in a project: compose reads but one of its names, so the one that is there counts. */
export function usualNames(survey: Survey): Names {
  const compose = COMPOSE.find((name) => survey.has(name)) ?? USUAL.compose;
  return { ...USUAL, compose, override: compose.replace(/(\.ya?ml)$/, '.override$1') };
}

/** Other names for what is kept as it is: Docker takes an ignore file that is called after its Dockerfile. */
const BESIDE: Partial<Record<FileRole, string>> = {
  dockerfile: 'Dockerfile.django',
  compose: 'compose.django.yaml',
  override: 'compose.django.override.yaml',
  entrypoint: 'entrypoint.django.sh',
  environment: '.env.django.example',
};

/** The names when some of the files are written beside those that are there. */
export function namesBeside(names: Names, beside: ReadonlySet<FileRole>): Names {
  const found: Record<FileRole, string> = { ...names };
  for (const role of beside) found[role] = BESIDE[role] ?? found[role];
  // Compose takes an override by its name: with the other compose file it would change that one.
  if (beside.has('compose')) found.override = BESIDE.override ?? found.override;
  if (beside.has('ignore')) found.ignore = `${found.dockerfile}.dockerignore`;
  return found;
}

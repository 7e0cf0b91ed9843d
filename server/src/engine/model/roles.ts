import type { StageBuild } from './stage.ts';
import { effectiveCommand, effectiveEntrypoint } from './start.ts';
import type { CopyInstruction, RunInstruction, Stage } from './types.ts';
import { expandWord } from './words.ts';

const DEVELOPMENT_WORDS = new Set([
  'dev',
  'devel',
  'develop',
  'development',
  'local',
  'test',
  'tests',
  'testing',
  'debug',
  'devcontainer',
  'unittests',
]);

const words = (name: string): string[] => name.toLowerCase().split(/[^a-z0-9]+/);

/** `dev`, `app-dev`, `development_build`, `test`; never a word that only contains one (`device`, `latest`). */
export const isDevelopmentName = (name: string): boolean => words(name).some((word) => DEVELOPMENT_WORDS.has(word));

/** A Dockerfile whose own name or one of whose folders says that it is for development. */
export const isDevelopmentFile = (path: string): boolean => path.split('/').some(isDevelopmentName);

/** `Dockerfile.base`, `docker/base/Dockerfile`: what such a file builds, others are built on. */
const isBaseFile = (path: string): boolean => path.split('/').some((part) => words(part).includes('base'));

const DEVELOPMENT_REQUIREMENTS = /(?:^|[/_.-])(?:dev|devel|develop|development|local|tests?|testing)(?:[/_.-]|$)/i;

/** `requirements/dev.txt`, `requirements-test.in`, also where a variable of the file gives the name. */
const namesDevelopment = (run: RunInstruction, file: RunInstruction['script']['commands'][number]['words'][number]) => {
  const values = expandWord(file, run.before, run.script);
  const names = values.known ? values.value : [file.text];
  return names.some((name) => DEVELOPMENT_REQUIREMENTS.test(name.replace(/\.(?:txt|in)$/, '')));
};

const installsDevelopmentTools = (run: RunInstruction): boolean =>
  run.script.commands.some(({ name, tool, words: all }) => {
    if (name === 'pip-compile') return all.some((word) => namesDevelopment(run, word));
    if (tool?.kind === 'pip') return tool.requirements.some((word) => namesDevelopment(run, word));
    if (tool?.kind === 'pipenv') return tool.dev;
    return (
      tool?.kind === 'poetry' &&
      tool.options.some((option) => option.name === '--with' && /\b(?:dev|test)\b/.test(option.literal ?? ''))
    );
  });

/** Files that are copied for an install or a start, not for the application they belong to. */
const NO_SOURCE =
  /\.(?:txt|in|toml|lock|cfg|json|ya?ml|sh|bash|conf|ini)$|(?:^|\/)(?:Pipfile|requirements)(?:$|[^/]*$)/;

const copiesSource = ({ copy: { origin, sources } }: CopyInstruction): boolean =>
  origin.kind !== 'external' && sources.some((source) => !source.known || !NO_SOURCE.test(source.value));

/**
 * Content that shows a development image: development requirements or a `start-dev` script, and one more sign (the other
 * one, runserver or a server that reloads as the command, no source copied in). One sign alone proves nothing.
 */
function looksLikeDevelopment(stage: Stage): boolean {
  const instructions = stage.ancestry.flatMap((each) => each.instructions);
  const start = [effectiveEntrypoint(stage), effectiveCommand(stage)]
    .map((each) => each?.node.args.text ?? '')
    .join(' ');
  const certain = [
    instructions.some((each) => each.kind === 'run' && installsDevelopmentTools(each)),
    /\bstart[-_]dev\b|\bdev[-_]server\b/.test(start),
  ].filter(Boolean).length;
  if (certain !== 1) return certain === 2;
  return (
    /\brunserver(?:_plus)?\b|\s--reload\b|"--reload"/.test(start) ||
    !instructions.some((each) => (each.kind === 'copy' || each.kind === 'add') && copiesSource(each))
  );
}

/** Names of stages that make something for another one; nobody builds them for their own sake. */
const BUILDER =
  /^(?:builder|build|compile|compiler|wheels?|deps|dependencies|build[-_](?:deps|env|image|stage)|(?:python|pip|uv|poetry|app|backend)[-_]?(?:builder|build|deps)(?:[-_]stage)?|(?:pip|uv|poetry|pipenv)[-_]?base)$/i;

/** It starts something, so it is an image somebody may ask for. */
const isImage = ({ instructions }: Stage): boolean =>
  instructions.some(
    ({ kind }) => kind === 'cmd' || kind === 'entrypoint' || kind === 'expose' || kind === 'healthcheck',
  );

/** A leaf that is neither the last stage nor one that `--target` would name. */
const isLeftOver = (leaf: Stage, last: Stage | undefined): boolean =>
  leaf !== last && !isImage(leaf) && (leaf.name === undefined || BUILDER.test(leaf.name));

const startsNothing = (stage: Stage): boolean => !effectiveEntrypoint(stage) && !effectiveCommand(stage);

/** `Dockerfile.debian.builder` makes packages, and no image that runs them. */
const isBuilderFile = (path: string): boolean => words(path.slice(path.lastIndexOf('/') + 1)).includes('builder');

/** A left-over stage is a builder by its name, or by having no file in it that the project brings. */
const isBuilder = ({ leftOver, name, instructions }: Stage): boolean =>
  leftOver && (name !== undefined || !instructions.some(({ kind }) => kind === 'copy' || kind === 'add'));

/**
 * Leaves ship unless they are for development, builders, or a base for other files; a stage that a shipping one is FROM puts its
 * layers into the image as well.
 * True when the whole file is for development.
 */
export function assignRoles(
  stages: readonly StageBuild[],
  leaves: readonly StageBuild[],
  path: string,
  purpose?: 'develops',
): boolean {
  const byContent = new Set<Stage>(leaves.filter(looksLikeDevelopment));
  const all =
    purpose === 'develops' || isDevelopmentFile(path) || (leaves.length > 0 && byContent.size === leaves.length);
  const ends = new Set<Stage>(leaves);
  const isBase = isBaseFile(path) && leaves.every(startsNothing);
  const isForBuilds = isBuilderFile(path) && leaves.every(startsNothing);
  for (const stage of stages) {
    stage.leftOver = ends.has(stage) && isLeftOver(stage, stages.at(-1));
    const develops = all || byContent.has(stage) || (stage.name !== undefined && isDevelopmentName(stage.name));
    const ships = ends.has(stage) && !isBase && !isForBuilds && !isBuilder(stage);
    stage.role = develops ? 'develops' : ships ? 'ships' : 'builds';
  }
  for (const stage of stages) {
    // The layers of a base image are part of whatever is built on it.
    const ships = stage.role === 'ships' || (isBase && ends.has(stage));
    for (let each = ships ? stage : undefined; each && !each.shipsLayers; each = each.parent) each.shipsLayers = true;
  }
  return all;
}

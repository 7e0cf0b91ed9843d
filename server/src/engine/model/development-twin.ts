import type { ProjectFacts } from '../project/types.ts';
import { contextFilesOf, effectiveCommand, effectiveEntrypoint } from './start.ts';
import type { Model, Stage } from './types.ts';

const FOR_PRODUCTION = /(?:^|[-._/])(?:prod|production|deploy|release)(?:[-._/]|$)/i;

const DOCKERFILE = /(?:^|\/)(?:[\w-]+\.)*dockerfile(?:[-_.][\w.-]+)?(?<!\.dockerignore|\.md)$/i;

/** The project has another Dockerfile that is called after production, as this one is not: `Dockerfile.prod`, `docker/prod/Dockerfile`. */
function hasProductionTwin({ path }: Model, { context }: ProjectFacts): boolean {
  if (FOR_PRODUCTION.test(path) || !context.known) return false;
  return context.value.below('.').some((file) => DOCKERFILE.test(file) && FOR_PRODUCTION.test(file));
}

const DEVELOPMENT_SERVER = /\brunserver(?:_plus)?\b/;
const SERVER = /\b(?:gunicorn|uvicorn|daphne|hypercorn|granian|uwsgi|waitress-serve)\b/;

/** What a stage starts, with the scripts that are named there, as far as they can be read. */
const startTexts = (stage: Stage, facts: ProjectFacts): string[] =>
  [effectiveEntrypoint(stage), effectiveCommand(stage)].flatMap((start) => {
    if (!start) return [];
    const files = start.script.commands.flatMap(({ words }) => words.flatMap((word) => contextFilesOf(stage, word)));
    const scripts = files.map((path) => facts.script(path));
    return [start.node.args.text, ...scripts.flatMap((script) => (script.known ? [script.value.text] : []))];
  });

function startsDevelopmentServer(stage: Stage, facts: ProjectFacts): boolean {
  const text = startTexts(stage, facts).join('\n');
  return DEVELOPMENT_SERVER.test(text) && !SERVER.test(text);
}

/** Every image of the file starts the development server, and another Dockerfile builds the one for production. */
export const isDevelopmentTwin = (model: Model, facts: ProjectFacts): boolean =>
  facts.context.known &&
  model.shipped.length > 0 &&
  model.shipped.every((stage) => startsDevelopmentServer(stage, facts)) &&
  hasProductionTwin(model, facts);

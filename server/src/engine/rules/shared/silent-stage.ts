import type { CopyInstruction, Model, Stage } from '../../model/types.ts';
import type { ContextListing, ProjectFacts } from '../../project/types.ts';
import { copiesSource } from './project-source.ts';
import { startsOf } from './start.ts';

/** Files that may give the container its command, or say that it is no server of its own. */
const GIVES_COMMANDS =
  /(?:^|\/)(?:[^/]*compose[^/]*\.ya?ml|(?:fly|railway|nixpacks)\.toml|(?:heroku|render|app|cloudbuild)\.ya?ml|railway\.json|app\.json|captain-definition|skaffold\.yaml|Tiltfile|Chart\.yaml|kustomization\.ya?ml|docker-bake[^/]*|devcontainer\.json|[^/]*\.(?:tf|nomad|hcl))$/i;

const DEPLOYMENT_FOLDER =
  /(?:^|\/)(?:\.?devcontainer|k8s|kube|kubernetes|helm|charts?|manifests?|deploy(?:ment)?s?|terraform|ansible|ecs|nomad|infra(?:structure)?|ops)\//i;

const DOCKERFILE = /(?:^|\/)(?:[^/]*\.)?(?:Dockerfile|Containerfile)[^/]*$/i;

/** Everything there is says that this Dockerfile alone decides what runs. */
function isOnItsOwn(context: ContextListing): boolean {
  if (context.root !== '') return false;
  const files = context.below('.');
  if (files.some((file) => GIVES_COMMANDS.test(file) || DEPLOYMENT_FOLDER.test(file))) return false;
  // Another one may be built on this image.
  return files.filter((file) => DOCKERFILE.test(file) && !file.endsWith('.dockerignore')).length <= 1;
}

/** Images that others are built on, or that nobody runs as a server. */
const NO_SERVER =
  /(?:^|[-_./])(?:base|build|builder|deps|dependencies|wheels|ci|lint|docs?|export|assets)(?:$|[-_./])/i;

/** The COPYs and ADDs of a stage and of those it is FROM. */
const copiesOf = (stage: Stage): CopyInstruction[] =>
  stage.ancestry
    .flatMap(({ instructions }) => instructions)
    .filter((each): each is CopyInstruction => each.kind === 'copy' || each.kind === 'add');

/** The stage that the whole project is about, when nothing starts in it but the prompt of its base image. */
export function silentStage(model: Model, facts: ProjectFacts): Stage | undefined {
  if (!facts.context.known || !isOnItsOwn(facts.context.value)) return undefined;
  const stage = model.stages.at(-1);
  if (stage?.role !== 'ships' || stage.base.family !== 'python' || NO_SERVER.test(stage.name ?? '')) return undefined;
  if (NO_SERVER.test(model.path) || !copiesOf(stage).some((copy) => copiesSource(copy, facts))) return undefined;
  const start = startsOf(model, ['ships']).find((each) => each.stage === stage);
  return start && !start.entrypoint && !start.command ? stage : undefined;
}

import { effectiveCommand, effectiveEntrypoint } from '../../../model/start.ts';
import type { CopyInstruction, Instruction, Model, RunInstruction, Stage } from '../../../model/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import { commandsOf } from '../commands.ts';
import { copiesSource } from '../project-source.ts';
import { startText } from '../start-text.ts';
import { partsOf } from './commands.ts';
import { type Environment, environmentOf, NEW_ENVIRONMENT } from './environment.ts';
import { type PackageShares, sharePackages } from './packages.ts';

/** Where an instruction goes. */
export interface Placed {
  readonly instruction: Instruction;
  readonly stages: readonly ('base' | 'builder' | 'final')[];
  readonly packages: PackageShares | undefined;
  /** A RUN that installs with apt and with pip: the builder keeps all of it, the final stage gets what apt does. */
  readonly isMixed: boolean;
  /** It brings the project's code: what the builder has made comes in front of it. */
  readonly isSource: boolean;
}

/** How a stage that installs and runs becomes three. */
export interface SplitPlan {
  readonly stage: Stage;
  /** Everything up to the last install, in order; what follows stays as it is. */
  readonly head: readonly Placed[];
  readonly last: RunInstruction;
  readonly environment: Environment;
}

const DEPENDENCY_FILE =
  /(?:^|\/)(?:requirements[^/]*|reqs|deps|constraints[^/]*|pyproject\.toml|uv\.lock|poetry\.lock|uv\.toml|poetry\.toml|\.python-version|setup\.(?:py|cfg)|README[^/]*|LICEN[CS]E[^/]*)$/i;
/** Scripts and settings of the image, which no install reads. */
const IMAGE_FILE = /\.(?:sh|conf|ini)$|(?:^|\/)(?:entrypoint|start|docker-entrypoint)[^/]*$/;

const FOR_THE_IMAGE = new Set<Instruction['kind']>([
  ...(['label', 'maintainer', 'expose', 'volume', 'stopsignal'] as const),
  ...(['cmd', 'entrypoint', 'healthcheck'] as const),
]);

/** Undefined for every shape that is not fully understood. */
export function planSplit(model: Model, facts: ProjectFacts): SplitPlan | undefined {
  const [stage, ...others] = model.stages;
  if (!stage || others.length > 0 || !isFitStage(stage, model)) return undefined;
  const runs = stage.instructions.filter((each) => each.kind === 'run');
  const installing = runs.filter((run) => isInstalling(run));
  const last = installing.at(-1);
  if (!last) return undefined;
  const environment = environmentOf(stage, installing);
  if (!environment) return undefined;
  const head: Placed[] = [];
  const tail = stage.instructions.slice(last.index + 1);
  for (const instruction of stage.instructions.slice(0, last.index + 1)) {
    const placed = place(instruction, tail, facts);
    if (!placed) return undefined;
    head.push(placed);
  }
  if (!tail.every((each) => isFitBehind(each, stage)) || speaksOfSystem(stage, environment)) return undefined;
  if (startNeedsMore(stage, facts)) return undefined;
  const shares = head.flatMap(({ packages }) => packages ?? []);
  return shares.some(({ inBuilder }) => inBuilder) ? { stage, head, last, environment } : undefined;
}

const STAGE_NAMES = ['base', 'builder'];

function isFitStage({ base, name, from }: Stage, { syntax }: Model): boolean {
  if ((base.family !== 'python' && base.family !== 'uv') || !base.python.known) return false;
  if (base.contents !== 'debian' || !base.release.known || from.rest.length > 0 || !from.image) return false;
  const taken = syntax.instructions.some((node) =>
    node.flags.some(({ value }) => /\b(?:base|builder)\b/.test(value ?? '')),
  );
  return !taken && !STAGE_NAMES.includes(name?.toLowerCase() ?? '');
}

const isInstalling = (run: RunInstruction): boolean =>
  commandsOf(run.script).some(({ tool }) => {
    if (tool?.kind === 'pip') return tool.action === 'install' || tool.action === 'sync';
    return (
      tool?.kind === 'uv' ||
      tool?.kind === 'poetry' ||
      tool?.kind === 'venv' ||
      tool?.kind === 'pipenv' ||
      tool?.kind === 'pdm'
    );
  });

const put = (instruction: Instruction, ...stages: Placed['stages']): Placed => ({
  instruction,
  stages,
  packages: undefined,
  isMixed: false,
  isSource: false,
});

function place(instruction: Instruction, tail: readonly Instruction[], facts: ProjectFacts): Placed | undefined {
  if (!instruction.before.user.known || !/^(?:root|0)?$/.test(instruction.before.user.value)) return undefined;
  switch (instruction.kind) {
    case 'env':
    case 'arg':
    case 'workdir':
    case 'shell':
      return isPlainSetting(instruction) ? put(instruction, 'base') : undefined;
    case 'run':
      return placeRun(instruction);
    case 'copy':
    case 'add':
      return placeCopy(instruction, tail, facts);
    default:
      return FOR_THE_IMAGE.has(instruction.kind) ? put(instruction, 'final') : undefined;
  }
}

/** A setting that may hold earlier than it is written: all commands in front of it are apt's, pip's and the like. */
function isPlainSetting({ node }: Instruction): boolean {
  if (node.kind !== 'env' && node.kind !== 'arg') return true;
  return node.pairs.every(
    ({ name, value }) => !/^LD_/.test(name) && (name !== 'PATH' || /\$\{?PATH\b/.test(value?.text ?? '')),
  );
}

const INSTALLS = new Set(['installer', 'environment', 'install', 'settings']);

function placeRun(run: RunInstruction): Placed | undefined {
  const parts = [...(partsOf(run) ?? ['other'])];
  if (parts.every((part) => INSTALLS.has(part))) return put(run, 'builder');
  if (parts.every((part) => part === 'image')) return put(run, 'final');
  const isMixed = parts.some((part) => INSTALLS.has(part));
  if (!parts.every((part) => part === 'packages' || (isMixed && (part === 'removal' || INSTALLS.has(part)))))
    return undefined;
  const packages = sharePackages(run);
  return packages && { ...put(run, 'builder', 'final'), packages, isMixed };
}

function placeCopy(copy: CopyInstruction, tail: readonly Instruction[], facts: ProjectFacts): Placed | undefined {
  const { origin, sources, destination } = copy.copy;
  if (copy.kind === 'add' || copy.node.heredocs.length > 0 || !destination.known) return undefined;
  if (origin.kind === 'external') return /(?:^|\/)uv[:@]/.test(origin.name) ? put(copy, 'builder') : undefined;
  if (origin.kind !== 'context' || sources.some((source) => !source.known)) return undefined;
  const paths = sources.flatMap((source) => (source.known ? [source.value] : []));
  const needsUser = copy.node.flags.some(
    ({ name, value }) => name === 'chown' && !/^(?:root|0)(?::(?:root|0))?$/.test(value ?? ''),
  );
  if (paths.every((path) => IMAGE_FILE.test(path) && !DEPENDENCY_FILE.test(path))) return put(copy, 'final');
  if (needsUser) return undefined;
  if (paths.every((path) => DEPENDENCY_FILE.test(path))) {
    const stays = !destination.value.startsWith('/tmp') && !tail.some((each) => covers(each, copy));
    return stays ? put(copy, 'builder', 'final') : put(copy, 'builder');
  }
  return copiesSource(copy, facts) ? { ...put(copy, 'builder', 'final'), isSource: true } : undefined;
}

/** A later COPY of the whole context lays the same files down at the same places. */
function covers(instruction: Instruction, { copy, node }: CopyInstruction): boolean {
  if (instruction.kind !== 'copy' || instruction.node.flags.length > 0 || node.flags.length > 0) return false;
  const { origin, sources, destination } = instruction.copy;
  if (origin.kind !== 'context' || !destination.known || !copy.destination.known) return false;
  if (!sources.every((source) => source.known && source.value === '.')) return false;
  const root = destination.value === '/' ? '' : destination.value;
  return copy.sources.every((source) => {
    if (!source.known || /[*?[]/.test(source.value)) return false;
    const name = source.value.slice(source.value.lastIndexOf('/') + 1);
    const target = `${root}/${source.value}`;
    const placed = copy.destination.known ? copy.destination.value : '';
    return target === placed || target === `${placed === '/' ? '' : placed}/${name}`;
  });
}

const HARMLESS =
  /^(?:python[\d.]*|true|echo|printf|test|\[|sed|ln|cp|mv|rm|mkdir|touch|chmod|chown|install|find|cat|ls)$/;

/** What follows the installs needs no compiler and no installer. */
function isFitBehind(instruction: Instruction, { base }: Stage): boolean {
  switch (instruction.kind) {
    case 'run':
      if (instruction.script.opaque) return false;
      return commandsOf(instruction.script).every(({ tool, name, words, inner }) => {
        if (tool) return /^(?:manage|files|user|state|celery)$/.test(tool.kind);
        return inner !== undefined || words.length === 0 || HARMLESS.test(name ?? '');
      });
    case 'cmd':
    case 'entrypoint':
      return !instruction.script.opaque && !usesInstaller(instruction.node.args.text, base.family === 'uv');
    case 'healthcheck':
      return !usesInstaller(instruction.node.args.text, base.family === 'uv');
    case 'onbuild':
    case 'unknown':
      return false;
    default:
      return true;
  }
}

const usesInstaller = (text: string, hasUv: boolean): boolean =>
  /\b(?:poetry|pipenv|pdm|pip|su|sudo|runuser)\b/.test(text) || (!hasUv && /\buvx?\b(?!\.)/.test(text));

/** A script that the image starts uses what stays behind in the builder. */
function startNeedsMore(stage: Stage, facts: ProjectFacts): boolean {
  const text = startText({ stage, entrypoint: effectiveEntrypoint(stage), command: effectiveCommand(stage) }, facts);
  return text.known && (usesInstaller(text.value, stage.base.family === 'uv') || SYSTEM_PYTHON.test(text.value));
}

const SYSTEM_PYTHON =
  /\/usr\/local\/(?:lib\/python|bin\/(?:python|pip|gunicorn|uvicorn|daphne|celery|django-admin|uwsgi|granian))|site-packages/;

/** Something names the place where packages lay so far, or where they are going to lie. */
const speaksOfSystem = ({ instructions }: Stage, { madeBefore }: Environment): boolean =>
  instructions.some(
    ({ node }) =>
      SYSTEM_PYTHON.test(node.args.text) || (madeBefore !== undefined && node.args.text.includes(NEW_ENVIRONMENT)),
  );

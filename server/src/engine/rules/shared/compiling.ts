import type { Instruction, Model, RunInstruction } from '../../model/types.ts';
import type { PipTool } from '../../shell/tools/types.ts';
import type { Command } from '../../shell/types.ts';
import { remembered } from '../../text/remembered.ts';
import { commandsOf, effectiveTool } from './commands.ts';
import { sequencesBehind } from './order.ts';

/** Small programs that compile nothing. */
const HARMLESS = new Set(
  'true : echo printf test [ cat tee ls pwd find xargs grep awk sort head tail tar gzip gunzip unzip id getent locale-gen update-ca-certificates ldconfig date sleep'.split(
    ' ',
  ),
);

const INSTALLS_NOTHING = new Set([
  'list',
  'freeze',
  'check',
  'show',
  'uninstall',
  'config set',
  'cache purge',
  'cache remove',
]);

const isWheel = (text: string): boolean => /\.whl["']?$|^["']?\/?(?:[\w.-]+\/)*wheels?\/\*["']?$/.test(text);

/** What may need a compiler: `perhaps` depends on what another stage has prepared. */
export type Compiles = 'no' | 'perhaps' | 'yes';

/** Another stage makes wheels, and nothing downloads sources: what is taken from there is built already. */
const buildsWheels: (model: Model) => boolean = remembered(({ stages }: Model) => {
  const actions = stages.flatMap((stage) =>
    stage.instructions.flatMap((each) =>
      each.kind === 'run'
        ? commandsOf(each.script).flatMap(({ tool }) => (tool?.kind === 'pip' ? (tool.action ?? []) : []))
        : [],
    ),
  );
  return actions.includes('wheel') && !actions.includes('download');
});

function pipCompiles({ action, options, targets, requirements, editables, noIndex, noDeps }: PipTool, model: Model) {
  if (INSTALLS_NOTHING.has(action ?? '')) return 'no';
  if (options.some(({ canonical, literal }) => canonical === '--only-binary' && literal === ':all:')) return 'no';
  if (options.some(({ canonical }) => canonical === '--no-build')) return 'no';
  const wheelsOnly = requirements.length + editables.length === 0 && targets.every((word) => isWheel(word.text));
  if (wheelsOnly) return noIndex || noDeps ? 'no' : 'perhaps';
  if (!noIndex || editables.length > 0) return 'yes';
  return buildsWheels(model) ? 'no' : 'perhaps';
}

function compiles(command: Command, model: Model): Compiles {
  const tool = effectiveTool(command);
  switch (tool?.kind) {
    case 'apt':
    case 'apk':
    case 'user':
    case 'files':
    case 'state':
    case 'manage':
    case 'download':
    case 'server':
    case 'celery':
    case 'venv':
      return 'no';
    case 'pip':
      return pipCompiles(tool, model);
    default:
      // The text that a shell is given has commands of its own.
      return command.inner || HARMLESS.has(command.name ?? '') || command.words.length === 0 ? 'no' : 'yes';
  }
}

const strongest = (found: readonly Compiles[]): Compiles =>
  found.includes('yes') ? 'yes' : found.includes('perhaps') ? 'perhaps' : 'no';

function ofInstruction(instruction: Instruction, model: Model): Compiles {
  if (instruction.kind === 'onbuild') return 'yes';
  if (instruction.kind !== 'run') return 'no';
  if (instruction.script.opaque) return 'yes';
  return strongest(commandsOf(instruction.script).map((command) => compiles(command, model)));
}

/** Whether anything behind a command, in its RUN or in what is built on its stage, may need a compiler or headers. */
export function compilesBehind(run: RunInstruction, command: Command, model: Model): Compiles {
  const rest = commandsOf(run.script).filter((each) => each.span.start > command.span.end);
  return strongest([
    ...rest.map((each) => compiles(each, model)),
    ...sequencesBehind(run, model)
      .flat()
      .map((each) => ofInstruction(each, model)),
  ]);
}

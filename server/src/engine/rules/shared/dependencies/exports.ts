import type { Model } from '../../../model/types.ts';
import type { PdmTool, PipenvTool, PipTool, PoetryTool, UvTool } from '../../../shell/tools/types.ts';
import type { Word } from '../../../shell/types.ts';
import { remembered } from '../../../text/remembered.ts';
import { effectiveTool } from '../commands.ts';
import { pathOf, type Step, stepsOf } from '../steps.ts';
import { placesBy, placesIn } from './placed-files.ts';

type ExportTool = UvTool | PoetryTool | PipenvTool | PdmTool | PipTool;

/** A command that writes requirements out of a lock or a manifest. */
export interface Export {
  readonly step: Step;
  readonly tool: ExportTool;
  /** The file in the image; undefined for one that writes to the next command, or to nobody knows where. */
  readonly output: string | undefined;
}

function exportTool(step: Step): ExportTool | undefined {
  const tool = effectiveTool(step.command);
  switch (tool?.kind) {
    case 'uv':
    case 'poetry':
    case 'pdm':
      return tool.action === 'export' ? tool : undefined;
    case 'pipenv': {
      const isOld = tool.action === 'lock' && tool.options.some(({ canonical }) => canonical === '--requirements');
      return tool.action === 'requirements' || isOld ? tool : undefined;
    }
    case 'pip':
      return tool.action === 'compile' ? tool : undefined;
    default:
      return undefined;
  }
}

/** Where a command writes to, by its own option or by the shell's `>`. */
export function outputOf({ step, tool }: Pick<Export, 'step' | 'tool'>): string | undefined {
  const option = tool.options
    .filter(({ canonical }) => canonical === '--output-file' || canonical === '--output')
    .at(-1);
  const redirect = step.command.redirects.find(({ operator, descriptor }) => operator === '>' && descriptor !== 2);
  const word = option ? option.value : redirect?.target;
  const path = word && pathOf(word, step);
  return path?.known ? path.value : undefined;
}

const exportsOf: (model: Model) => readonly Export[] = remembered(({ stages }: Model) =>
  stages.flatMap(({ instructions }) =>
    instructions.flatMap((each) =>
      each.kind === 'run'
        ? stepsOf(each).flatMap((step) => {
            const tool = exportTool(step);
            return tool ? [{ step, tool, output: outputOf({ step, tool }) }] : [];
          })
        : [],
    ),
  ),
);

const isBefore = (step: Step, other: Step): boolean =>
  step.run.stage !== other.run.stage ||
  step.run.index < other.run.index ||
  (step.run === other.run && step.command.span.start < other.command.span.start);

/** The export whose file a word of a later command names; of several the last. */
export function exportFor(word: Word, step: Step, model: Model): Export | undefined {
  const all = exportsOf(model);
  if (all.length === 0) return undefined;
  if (/^["']?\/dev\/stdin["']?$|^-$/.test(word.text))
    return all.findLast(
      (each) => each.step.run === step.run && step.command.joinedBy === '|' && isBefore(each.step, step),
    );
  const path = pathOf(word, step);
  if (!path.known) return undefined;
  return all.findLast(({ step: other, output }) => {
    if (output === undefined || !isBefore(other, step)) return false;
    const { stage } = other.run;
    const places = [...placesBy(step.run, stage, output), ...placesIn(step.run.stage, stage, output)];
    return places.includes(path.value);
  });
}

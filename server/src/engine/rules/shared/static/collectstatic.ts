import { allRuns } from '../../../model/instruction-lists.ts';
import type { Model } from '../../../model/types.ts';
import type { ManageTool } from '../../../shell/tools/types.ts';
import type { Command } from '../../../shell/types.ts';
import { remembered } from '../../../text/remembered.ts';
import { effectiveTool, toolsIn } from '../commands.ts';
import { mayHoldOptions } from '../hidden-options.ts';
import { type Step, stepsOf } from '../steps.ts';

/** A collectstatic of a build. */
export interface Collecting {
  readonly step: Step;
  readonly tool: ManageTool;
  /** The command behind `||` that makes a success of its failure. */
  readonly excuse: Command | undefined;
}

/** Every collectstatic that a file's RUNs run, in order. */
export const collectings: (model: Model) => readonly Collecting[] = remembered((model: Model) =>
  allRuns(model).flatMap((run) => {
    if (!toolsIn(run.script).has('manage')) return [];
    return stepsOf(run).flatMap((step) => {
      const tool = effectiveTool(step.command);
      if (tool?.kind !== 'manage' || tool.action !== 'collectstatic') return [];
      return [{ step, tool, excuse: excuseOf(step) }];
    });
  }),
);

/** It runs in every build of its stage. */
export const runsAlways = ({ step, excuse }: Collecting): boolean => step.certain || excuse !== undefined;

export const hasOption = ({ tool }: Collecting, name: string): boolean =>
  tool.options.some(({ canonical }) => canonical === name);

/** Nobody is there to answer it, and it is not told to ask nothing. */
export function mayAsk(collecting: Collecting): boolean {
  const { run, command } = collecting.step;
  const isAnswered = command.joinedBy === '|' || command.redirects.some(({ operator }) => operator.startsWith('<'));
  return !isAnswered && !hasOption(collecting, '--noinput') && !mayHoldOptions(command, run);
}

/** `collectstatic || true`, as a command of the RUN's own list. */
function excuseOf({ run, command }: Step): Command | undefined {
  const { top } = run.script;
  const index = top.indexOf(command);
  const next = top[index + 1];
  const isPlain = index !== -1 && command.joinedBy !== '||' && command.joinedBy !== '|' && !command.negated;
  return isPlain && next?.joinedBy === '||' && SUCCEEDS.has(next.name ?? '') ? next : undefined;
}

const SUCCEEDS = new Set(['true', ':', 'echo']);

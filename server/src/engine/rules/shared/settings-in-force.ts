import type { Model, RunInstruction } from '../../model/types.ts';
import type { SettingsFacts } from '../../project/settings/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Tool } from '../../shell/tools/types.ts';
import type { Command } from '../../shell/types.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { remembered } from '../../text/remembered.ts';
import { effectiveTool } from './commands.ts';
import { byOption, type Choice, choose, lastNamed } from './settings/choice.ts';
import { choiceOf, NO_CHOICE } from './settings/entry-module.ts';
import { managePyOfRun } from './settings/manage-py.ts';
import { environmentOfRun } from './settings/run-environment.ts';
import { ofCelery, ofManage, ofServer, type StartedWith } from './settings/start-choice.ts';
import { environmentAtStart } from './settings/start-environment.ts';
import type { Started, StartedCommand } from './started.ts';
import { wordValue } from './steps.ts';

export type { Choice } from './settings/choice.ts';
export { environmentOfRun } from './settings/run-environment.ts';
export { environmentAtStart } from './settings/start-environment.ts';
export type { Environment, Variable, WrittenAt } from './settings/variable.ts';

/** The settings that a process works with, and where they are chosen. */
export interface SettingsInForce extends Choice {
  readonly settings: SettingsFacts;
}

const NOT_DJANGO = unknown('it is no server, worker or command of Django');

/** The settings that a command of Django works with in a RUN. */
export function settingsOfRun(run: RunInstruction, command: Command, facts: ProjectFacts): Known<SettingsInForce> {
  const tool = effectiveTool(command);
  if (tool?.kind !== 'manage') return NOT_DJANGO;
  const option = lastNamed(tool.options, '--settings');
  if (option) {
    const value = option.value ? wordValue(option.value, run) : unknown('--settings has no value');
    return inForce(byOption(option, value), facts);
  }
  const environment = environmentOfRun(run, command);
  if (tool.front === 'django-admin') return inForce(choose(NO_CHOICE, environment, facts), facts);
  const path = managePyOfRun(run, command, tool, facts);
  return inForce(path.known ? choose(choiceOf(path.value, facts), environment, facts) : path, facts);
}

/** The settings that a server, a worker or a command of Django works with when an image starts. */
export const settingsAtStart = (
  started: Started,
  at: StartedCommand,
  model: Model,
  facts: ProjectFacts,
): Known<SettingsInForce> => inForce(settingsChosenAtStart(started, at, model, facts), facts);

/** What is started was read of one model with one set of facts: many rules ask what settings it works with. */
const chosen = remembered((_: StartedCommand): { choice?: Known<Choice> } => ({}));

/** Their module, whether it is there or not. */
export function settingsChosenAtStart(
  started: Started,
  at: StartedCommand,
  model: Model,
  facts: ProjectFacts,
): Known<Choice> {
  const last = chosen(at);
  last.choice ??= choiceAtStart(at.tool, {
    started,
    at,
    environment: environmentAtStart(started, at, model, facts),
    facts,
  });
  return last.choice;
}

function choiceAtStart(tool: Tool | undefined, started: StartedWith): Known<Choice> {
  switch (tool?.kind) {
    case 'manage':
      return ofManage(tool, started);
    case 'server':
      return ofServer(tool, started);
    case 'celery':
      return ofCelery(tool, started);
    default:
      return NOT_DJANGO;
  }
}

function inForce(choice: Known<Choice>, { project }: ProjectFacts): Known<SettingsInForce> {
  if (!choice.known) return choice;
  if (!project.known) return project;
  const settings = project.value.settings(choice.value.module);
  return settings.known ? known({ ...choice.value, settings: settings.value }) : settings;
}

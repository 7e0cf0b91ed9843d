import { commandsOf } from '../../../model/all-commands.ts';
import type { Model, Stage } from '../../../model/types.ts';
import type { ComposeService } from '../../../project/compose/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import type { Tool } from '../../../shell/tools/types.ts';
import { servicesOf } from '../compose.ts';
import { serviceStarts } from '../service-starts.ts';
import { type Started, startedIn } from '../started.ts';
import { isOn } from '../steps.ts';

/** What an image installs when it starts, by itself or as a service of compose: `sync` is what `uv run` brings up to date by itself. */
export type StartInstall = 'nothing' | 'sync' | 'anything';

export function installsAtStart(stage: Stage, model: Model, facts: ProjectFacts): StartInstall {
  const readings = serviceStarts(model, facts).flatMap((each) => each.readings);
  const services = servicesOf(stage, model, facts);
  const found = [
    ...[...startedIn(model, facts), ...readings]
      .filter(({ start }) => start.stage === stage)
      .flatMap(({ commands }: Started) => commands.map(({ command }) => installOf(command.tool, stage))),
    ...(services.known ? services.value : []).flatMap((service) => installsOf(service, stage)),
  ];
  return found.includes('anything') ? 'anything' : found.includes('sync') ? 'sync' : 'nothing';
}

/** A text that a variable of compose is part of. */
const INSTALLS_IN_TEXT = /\b(?:pip|uv|poetry|pipenv|pdm)\b[^\n]*\s(?:install|sync|add|update)\b/;

/** What the words of a service install, whatever else is known of it. */
const installsOf = ({ command, entrypoint }: ComposeService, stage: Stage): readonly StartInstall[] =>
  [command, entrypoint]
    .flatMap((each) => (each ? commandsOf(each.script) : []))
    .map(({ tool, words }) =>
      words.some(({ literal, text }) => literal === undefined && INSTALLS_IN_TEXT.test(text))
        ? 'anything'
        : installOf(tool, stage),
    );

const INSTALLS = new Set(['install', 'sync', 'add', 'update']);

function installOf(tool: Tool | undefined, stage: Stage): StartInstall {
  switch (tool?.kind) {
    case 'uv':
      if (tool.action === 'run') return isSynced(tool, stage) ? 'sync' : installOf(tool.ran, stage);
      return INSTALLS.has(tool.action ?? '') || tool.action === 'tool run' ? 'anything' : 'nothing';
    case 'poetry':
    case 'pipenv':
    case 'pdm':
      return INSTALLS.has(tool.action ?? '') ? 'anything' : installOf(tool.ran, stage);
    case 'pip':
      return INSTALLS.has(tool.action ?? '') ? 'anything' : 'nothing';
    default:
      return 'nothing';
  }
}

const STAYS = ['--no-sync', '--no-project', '--isolated'];

const isSynced = ({ options }: Extract<Tool, { kind: 'uv' }>, { end }: Stage): boolean =>
  !options.some(({ canonical }) => STAYS.includes(canonical)) &&
  !isOn(end.env('UV_NO_SYNC')) &&
  !isOn(end.env('UV_NO_PROJECT'));

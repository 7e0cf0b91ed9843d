import type { Model, Stage } from '../../../model/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import type { Tool } from '../../../shell/tools/types.ts';
import { startedIn } from '../started.ts';
import { isOn } from '../steps.ts';

/** What an image installs when it starts: `sync` is what `uv run` brings up to date by itself. */
export type StartInstall = 'nothing' | 'sync' | 'anything';

export function installsAtStart(stage: Stage, model: Model, facts: ProjectFacts): StartInstall {
  const found = startedIn(model, facts)
    .filter(({ start }) => start.stage === stage)
    .flatMap(({ commands }) => commands.map(({ command }) => installOf(command.tool, stage)));
  return found.includes('anything') ? 'anything' : found.includes('sync') ? 'sync' : 'nothing';
}

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

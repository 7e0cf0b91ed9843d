import type { RunInstruction } from '../../../model/types.ts';
import type { PipTool } from '../../../shell/tools/types.ts';
import type { Command } from '../../../shell/types.ts';
import { isAptUpkeep } from '../package-edits.ts';

/** What a command does as far as splitting a stage goes. */
export type Part =
  /** apt installs, updates or cleans up: both stages need their share. */
  | 'packages'
  /** apt takes packages out again. */
  | 'removal'
  /** pip installs the tools that install: they are not part of the application. */
  | 'installer'
  /** An environment is made. */
  | 'environment'
  /** The application's own packages are installed. */
  | 'install'
  /** Settings of an installer. */
  | 'settings'
  /** Users and directories, for the image that runs. */
  | 'image'
  | 'other';

const INSTALLERS =
  /^["']?(?:pip|setuptools|wheel|uv|poetry|poetry-core|poetry-plugin-export|virtualenv)(?:[=<>~!][^"']*)?["']?$/;

const isInstaller = (tool: PipTool): boolean =>
  tool.requirements.length + tool.editables.length === 0 && tool.targets.every((word) => INSTALLERS.test(word.text));

const ABSOLUTE = /^["']?(?:\/|\$\{?\w+\}?\/)/;

export function partOf(command: Command): Part {
  const { tool, name } = command;
  if (command.conditional || command.within !== 'top' || command.background) return 'other';
  switch (tool?.kind) {
    case 'apt':
      if (/^(?:purge|remove|autopurge|autoremove)$/.test(tool.action ?? '')) return 'removal';
      return tool.action === 'install' || isAptUpkeep(command) ? 'packages' : 'other';
    case 'pip':
      if (tool.action === 'install') return isInstaller(tool) ? 'installer' : 'install';
      return tool.front === 'uv' && tool.action === 'sync' ? 'install' : 'other';
    case 'uv':
      return tool.action === 'sync' ? 'install' : 'other';
    case 'poetry':
      if (tool.action === 'config') return 'settings';
      return tool.action === 'install' || tool.action === 'sync' ? 'install' : 'other';
    case 'venv':
      return 'environment';
    case 'user':
      return 'image';
    case 'files':
      if (isAptUpkeep(command)) return 'packages';
      return /^(?:mkdir|install|chown|chmod)$/.test(tool.front) && tool.paths.every((path) => ABSOLUTE.test(path.text))
        ? 'image'
        : 'other';
    case 'state':
      // `. /opt/venv/bin/activate`, `set -eux`
      return tool.front === 'set' || tool.front === '.' || tool.front === 'source' ? 'settings' : 'other';
    default:
      return name === 'true' ? 'settings' : 'other';
  }
}

/** The parts of a RUN, or undefined where it is more than a plain list of commands. */
export function partsOf({ node, script }: RunInstruction): ReadonlySet<Part> | undefined {
  if (node.command.form !== 'shell' || node.heredocs.length > 0 || script.opaque || !script.plainChain)
    return undefined;
  return new Set(script.commands.map(partOf));
}

import type { Tool } from '../../shell/tools/types.ts';
import type { Command, Redirect } from '../../shell/types.ts';
import { lastPart } from '../../text/path.ts';

/** Programs without a reader of their own that lay no files into a project. */
const HARMLESS = new Set(
  'echo printf true : test [ ls cat env id which locale-gen update-ca-certificates ldconfig usermod groupmod'.split(
    ' ',
  ),
);
const HARMLESS_FILES = new Set(['mkdir', 'chown', 'chgrp', 'chmod', 'rm', 'sed', 'touch']);
const HARMLESS_INSTALLS =
  /^(?:install|sync|config|self|cache|tool install|python|uninstall|wheel|download|list|show|check)\b/;

function writesTo({ operator, target }: Redirect, name: string): boolean {
  if (!operator.includes('>') || /^\d+$/.test(target?.literal ?? '')) return false;
  return target?.literal === undefined || lastPart(target.literal) === name;
}

/** Whether a command may write a file of the project. A program nobody has read may. */
export const mayWrite = (command: Command, path: string): boolean =>
  command.redirects.some((redirect) => writesTo(redirect, lastPart(path))) ||
  programMayWrite(command, path, command.tool);

/** The same of the program alone. The tool is what it is taken for: pip in `uv run pip install`. */
export function programMayWrite({ name, words, inner }: Command, path: string, tool: Tool | undefined): boolean {
  const file = lastPart(path);
  const mentions = words.some((word) => word.text.includes(file));
  switch (tool?.kind) {
    case 'apt':
    case 'apk':
    case 'user':
    case 'venv':
      return false;
    case 'download':
      return mentions;
    case 'state':
      return tool.front === '.' || tool.front === 'source';
    case 'files':
      return tool.front === 'install' ? !tool.options.some(isDirectory) : mentions || !HARMLESS_FILES.has(tool.front);
    case 'pip':
      return !HARMLESS_INSTALLS.test(tool.action ?? '');
    case 'uv':
    case 'poetry':
    case 'pipenv':
    case 'pdm':
      // Each of them may write its lock file.
      return file.endsWith('.lock') || !HARMLESS_INSTALLS.test(tool.action ?? '');
    case undefined:
      return inner === undefined && words.length > 0 && !HARMLESS.has(name ?? '');
    default:
      return true;
  }
}

const isDirectory = ({ canonical }: { readonly canonical: string }): boolean => canonical === '--directory';

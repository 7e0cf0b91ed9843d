import { execScript, opaqueScript, parseScript } from '../shell/parse.ts';
import type { Script } from '../shell/types.ts';
import type { CommandForm } from '../syntax/nodes.ts';
import { lastPart } from '../text/path.ts';

const POSIX_SHELLS = /^(?:sh|bash|ash|dash|zsh|ksh)$/;

/** Reads a command with the shell in force; a shell we do not speak leaves it opaque. `source` is the file's text. */
export function readCommand(form: CommandForm, shell: readonly string[], source: string): Script {
  if (form.form === 'exec') return execScript(form.items, source);
  const speaks = form.interpreter ?? lastPart(shell[0] ?? '');
  if (!POSIX_SHELLS.test(speaks) || form.jsonLike) return opaqueScript(form.text);
  return parseScript(form.text);
}

import { readEntryScript } from '../../../model/entry-script.ts';
import type { Span } from '../../../text/span.ts';

/** What dash or BusyBox do not have, or do otherwise than bash. In quotes it may be harmless, and counts all the same. */
const OF_BASH: readonly RegExp[] = [
  /\[\[|\(\(|<<<|<\(|>\(|&>|\|&|\$'|\$"|;;&|;&|\$\[/,
  /^[ \t]*function[ \t]|^[ \t]*\w*[-.:][\w.:-]{0,200}[ \t]*\(\)/m,
  /\b(?:source|declare|typeset|shopt|mapfile|readarray|let|select|pushd|popd|dirs|disown|coproc|enable|builtin|compgen|caller|history)\b/,
  /\b(?:BASH\w*|RANDOM|EPOCH\w+|FUNCNAME|PIPESTATUS|SECONDS|EUID|UID|GROUPS|OSTYPE|HOSTTYPE|MACHTYPE|HOSTNAME|SHELLOPTS|SHLVL|DIRSTACK|REPLY)\b/,
  /\bpipefail\b|\bset[ \t]+-\w*[ET]|\btrap\b.{0,200}\b(?:ERR|DEBUG|RETURN|SIG[A-Z])|\bkill\b.{0,200}-SIG/,
  /\$\{(?:!|#?\w+\[|\w+(?::-?\d|\/|\^|,|@))|\$\{(?:\w+|[@*]):[ $(\d]/,
  /\w\+?=\(|\w\+=/,
  /(?:\[ |\btest[ \t])[^\]\n]{0,200}(?:==|=~|(?<=[ \t])-[vR][ \t])/,
  /\{[\w.]+(?:,[^}\s]{0,200}|\.\.\w+)\}|\{\w+\}[<>]|>&[ \t]*[^\d\s-]/,
  /\b(?:echo[ \t]+-\w|read[ \t]+-(?!r\b)|wait[ \t]+-|type[ \t]+-|printf[ \t]+-v|export[ \t]+-[fn]|exec[ \t]+-|local[ \t]+-)/,
  // Without a name for what is read, or with an escape that only some of them write out.
  /\bread(?:[ \t]+-r)?[ \t]*(?:[;&|<\n]|$)|\becho\b[^\n]{0,500}\\[abcefnrtvx0\\]|\bprintf\b[^\n]{0,500}%(?:q|\()/,
  // A script of a bare name is looked for on PATH, and only bash also looks beside.
  /(?:^|[;&|({]|\bthen|\bdo|\belse)[ \t]*\.[ \t]+["']?[\w.-]+["']?(?=\s|;|$)/m,
];

const without = (text: string, comments: readonly Span[]): string =>
  [...comments].reverse().reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);

/** Whether nothing in a script needs bash: it parses, and none of its text is anything that other shells lack. */
export function isPosix(text: string): boolean {
  const script = readEntryScript(text);
  if (!script) return false;
  const code = without(text, script.comments);
  return !OF_BASH.some((pattern) => pattern.test(code));
}

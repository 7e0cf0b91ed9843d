import { joinPath } from '../../model/state.ts';
import type { CopyInstruction, Instruction, RunInstruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Command, Word } from '../../shell/types.ts';
import { isWithin } from '../../text/path.ts';

const PLAIN_NAME = /^["']?[A-Za-z][\w.-]*(?:\[[\w,.-]*\])?(?:[=<>~!].*)?["']?$/;
const TEMPORARY = /^["']?(?:\/var\/|\/tmp|\/root\/\.cache|(?:~|\$HOME|\$\{HOME\})\/\.cache)/;
const LASTING_STATE = new Set(['set', 'export', 'unset', 'umask', 'shopt']);
const NO_FILES = new Set(['true', ':', 'echo']);

const namesOnly = (words: readonly Word[]): boolean => words.every((word) => PLAIN_NAME.test(word.text));

/** The command reads nothing of the project, whatever is there. */
export function needsNoSource({ tool, name, redirects, words }: Command): boolean {
  if (redirects.some(({ operator }) => operator.startsWith('<'))) return false;
  switch (tool?.kind) {
    case 'pip':
      return (
        tool.requirements.length + tool.editables.length + tool.constraints.length === 0 && namesOnly(tool.targets)
      );
    case 'apt':
    case 'apk':
      return tool.packages.every((word) => !/[/\\]/.test(word.text));
    case 'files':
      return tool.front === 'mkdir' || (tool.front === 'rm' && tool.paths.every((path) => TEMPORARY.test(path.text)));
    case 'state':
      return LASTING_STATE.has(tool.front);
    case 'poetry':
      return /^(?:config|self)\b/.test(tool.action ?? '') && !tool.options.some((option) => option.name === '--local');
    case 'uv':
      return /^(?:python|tool|cache)\b/.test(tool.action ?? '');
    case 'user':
    case 'venv':
    case 'download':
      return true;
    default:
      return NO_FILES.has(name ?? '') || words.length === 0;
  }
}

const isAbsolute = ({ node, before }: CopyInstruction): boolean => {
  const path = before.expand(node.destination?.text ?? '', '\\');
  return path.known && path.value.startsWith('/');
};

const hasVariables = ({ node }: CopyInstruction): boolean =>
  node.args.text.includes('$') || node.flags.some((flag) => flag.value?.includes('$'));

/** Files and tops of trees that a COPY writes. Undefined where a variable hides one. */
export function writtenPaths({ copy }: CopyInstruction, facts: ProjectFacts): readonly string[] | undefined {
  const { origin, sources, destination, intoFolder } = copy;
  if (!destination.known) return undefined;
  const { context } = facts;
  const isFile = (path: string): boolean =>
    origin.kind === 'context' && context.known && context.value.below(path).join() === path;
  return sources.map((source) =>
    source.known && intoFolder && isFile(source.value)
      ? `${destination.value.replace(/\/$/, '')}/${source.value.slice(source.value.lastIndexOf('/') + 1)}`
      : destination.value,
  );
}

function writeElsewhere(one: CopyInstruction, other: CopyInstruction, facts: ProjectFacts): boolean {
  const [paths, others] = [writtenPaths(one, facts), writtenPaths(other, facts)];
  if (!paths || !others) return false;
  return paths.every((path) => others.every((each) => !isWithin(path, each) && !isWithin(each, path)));
}

/** A COPY may move behind the instruction: neither needs or changes what the other makes. */
export function mayMoveBehind(copy: CopyInstruction, other: Instruction, facts: ProjectFacts): boolean {
  switch (other.kind) {
    case 'env':
    case 'arg':
      return !hasVariables(copy);
    case 'workdir':
      return isAbsolute(copy);
    case 'copy':
    case 'add':
      return writeElsewhere(copy, other, facts);
    case 'run':
      return isIndependent(other);
    case 'volume':
    case 'unknown':
      return false;
    default:
      return true;
  }
}

const isIndependent = ({ script }: RunInstruction): boolean => !script.opaque && script.commands.every(needsNoSource);

/** The folders that a RUN goes to with `cd`. */
export const visitedFolders = ({ before, script }: RunInstruction): readonly (string | undefined)[] =>
  script.commands.flatMap(({ tool }) => {
    if (tool?.kind !== 'state' || tool.front !== 'cd') return [];
    const target = tool.args[0]?.literal;
    const path = target === undefined ? undefined : joinPath(before.workdir, target);
    return [path?.known ? path.value : undefined];
  });

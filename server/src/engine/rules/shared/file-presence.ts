import type { BaseImage, CopyInstruction, Instruction, RunInstruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Command } from '../../shell/types.ts';
import { isWithin, lastPart } from '../../text/path.ts';
import { commandsOf } from './commands.ts';
import { mayWrite } from './file-writers.ts';
import { instructionsBefore } from './order.ts';

/** A file of the image, and where the command that needs it stands. */
interface Wanted {
  readonly run: RunInstruction;
  readonly path: string;
  readonly facts: ProjectFacts;
  /** The file of the context that the ignore file keeps away from every COPY of a folder. */
  readonly leftOut?: string;
}

/** The path below the working directory, which is where the same file most likely lies in the context. */
export function pathInContext({ before: { workdir } }: RunInstruction, path: string): string | undefined {
  if (!workdir.known || !isWithin(path, workdir.value)) return undefined;
  return path.slice(workdir.value === '/' ? 1 : workdir.value.length + 1);
}

/** A base image that we know holds nothing of a project and has no instructions of its own for those built on it. */
export const isPlainBase = ({ plainEnvironment, reference }: BaseImage): boolean =>
  plainEnvironment && reference.known && !/onbuild/.test(reference.value.tag ?? '');

/** Whether anything in front of a command may have laid a file into the image. Only a base image we know is known not to. */
export function mayBeThere(wanted: Wanted, command: Command): boolean {
  const { run, path } = wanted;
  if (!isPlainBase(run.stage.base) || run.script.opaque || isMounted(run, path)) return true;
  const commands = commandsOf(run.script);
  return (
    commands.slice(0, commands.indexOf(command)).some((each) => mayWrite(each, path)) ||
    // What brings a file most often stands right in front of what reads it.
    instructionsBefore(run).findLast((each) => mayBring(each, wanted)) !== undefined
  );
}

const NO_FOLDER = new Set(['secret', 'ssh']);

const isMounted = ({ mounts }: RunInstruction, path: string): boolean =>
  mounts.some(({ mount, target }) => {
    const isPlaced = mount.options.some(({ key }) => key === 'target' || key === 'dst' || key === 'destination');
    if (NO_FOLDER.has(mount.type) && !isPlaced) return false;
    return !target.known || isWithin(path, target.value);
  });

function mayBring(instruction: Instruction, wanted: Wanted): boolean {
  switch (instruction.kind) {
    case 'copy':
    case 'add':
      return mayCopy(instruction, wanted);
    case 'run':
      return instruction.script.opaque || commandsOf(instruction.script).some((each) => mayWrite(each, wanted.path));
    case 'onbuild':
      return instruction.stage !== wanted.run.stage;
    case 'unknown':
      return true;
    default:
      return false;
  }
}

function mayCopy(instruction: CopyInstruction, wanted: Wanted): boolean {
  const { origin, sources, destination, keepsParents } = instruction.copy;
  if (!destination.known) return true;
  if (!isWithin(wanted.path, destination.value)) return false;
  // What another stage or image holds, an address or a heredoc brings, nobody looks at here.
  const isRead = origin.kind === 'context' && !keepsParents && sources.length === instruction.node.sources.length;
  if (!isRead) return true;
  const rest = wanted.path.slice(destination.value.length).replace(/^\//, '');
  return sources.some((source) => !source.known || bringsFile(instruction, source.value, rest, wanted));
}

const ARCHIVE = /\.(?:tar(?:\.\w+)?|tgz|txz|zip)$/;
const FILE = /\.[A-Za-z]\w{0,5}$|(?:^|\/)(?:Pipfile|Makefile|Dockerfile|LICENSE|README)$/;

/** Whether one source of a COPY may become the file that lies at `rest` below the destination. */
function bringsFile({ kind }: CopyInstruction, source: string, rest: string, wanted: Wanted): boolean {
  const { run, path, facts, leftOut } = wanted;
  const { context } = facts;
  const name = lastPart(source);
  if (leftOut !== undefined && leftOut === (source === '.' ? rest : `${source}/${rest}`)) return false;
  if (source === '.' || (kind === 'add' && ARCHIVE.test(source))) return true;
  if (/[*?[]/.test(source)) return !FILE.test(name) || matches(name, rest);
  const isFile = context.known ? context.value.below(source).join() === source : FILE.test(source);
  if (isFile) return rest === '' || rest === name;
  if (!context.known) return true;
  const twin = pathInContext(run, path);
  // A file that is not in the folder may be made for the build; one that lies elsewhere is simply not copied.
  return context.value.has(`${source}/${rest}`) || twin === undefined || !context.value.has(twin);
}

/** `requirements*.txt`; of a set of characters nobody knows what it leaves out. */
function matches(pattern: string, rest: string): boolean {
  if (pattern.includes('[')) return true;
  const parts = pattern.replace(/[.+^${}()|\\]/g, '\\$&').replace(/\*+/g, '[^/]*');
  return rest === '' || new RegExp(`^${parts.replace(/\?/g, '[^/]')}$`).test(rest);
}

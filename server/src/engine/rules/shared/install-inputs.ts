import { contextCandidates } from '../../model/files.ts';
import { normalizePath } from '../../model/state.ts';
import type { CopyInstruction, RunInstruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { DependencyInstall } from './dependency-install.ts';

/** A file that an install reads. */
export interface Input {
  /** In the build context. */
  readonly contextPath: string;
  readonly imagePath: string;
  /** What brings this very file, nearest first. */
  readonly from: readonly [CopyInstruction | RunInstruction, ...(CopyInstruction | RunInstruction)[]];
}

/** What an install reads of the project. */
export interface Inputs {
  readonly files: readonly Input[];
  /** Every file and everything it includes was seen; nothing else is read. */
  readonly complete: boolean;
  /** A file that is included, but nothing that can be seen brings it. */
  readonly lost: boolean;
  /** Something is checked out into the working directory. */
  readonly checksOut: boolean;
  /** Local projects are among the dependencies: their source has to be there. */
  readonly needsSource: boolean;
}

const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');

/** A path below something that is a file by its name. */
const isBelowFile = (path: string): boolean => /\.[a-z]{2,4}\//i.test(path);

/** The nearest instruction in whose origin the file exists; where the context is not listed, the nearest that may bring it. */
export function findInput(run: RunInstruction, imagePath: string, facts: ProjectFacts): Input | undefined {
  const { context } = facts;
  const candidates = contextCandidates(run, imagePath).filter(({ path }) =>
    context.known ? context.value.below(path).includes(path) : !isBelowFile(path),
  );
  const contextPath = candidates[0]?.path;
  const [nearest, ...others] = candidates.filter(({ path }) => path === contextPath).map((each) => each.instruction);
  return contextPath === undefined || !nearest ? undefined : { contextPath, imagePath, from: [nearest, ...others] };
}

/** Undefined when a file comes from nowhere that can be seen: then nothing is known about the installs. */
export function installInputs(
  run: RunInstruction,
  installs: readonly DependencyInstall[],
  facts: ProjectFacts,
): Inputs | undefined {
  const files: Input[] = [];
  for (const { path, need } of installs.flatMap((install) => install.reads)) {
    // Nobody guesses that a file is there which usually is not.
    if (need === 'seldom' && !facts.context.known) continue;
    const input = path.known ? findInput(run, path.value, facts) : undefined;
    if (input) files.push(input);
    else if (need === 'must') return undefined;
  }
  const closure = includedFiles(run, files, facts);
  const projects = installs.some((install) => install.installer === 'pip' && install.installsProject);
  return {
    files: [...files, ...closure.files],
    complete: facts.context.known && closure.complete,
    lost: closure.lost,
    checksOut: closure.checksOut,
    needsSource: projects || closure.needsSource || files.some((file) => namesLocalProject(file, facts)),
  };
}

/** The files that requirements files include, and what those include. */
function includedFiles(run: RunInstruction, named: readonly Input[], facts: ProjectFacts): Inputs {
  const queue = [...named];
  const files: Input[] = [];
  const seen = new Set(named.map((each) => each.contextPath));
  let complete = true;
  let checksOut = false;
  let needsSource = false;
  let lost = false;
  for (let input = queue.shift(); input; input = queue.shift()) {
    const file = facts.requirements(input.contextPath);
    if (!file.known) {
      complete = false;
      continue;
    }
    checksOut ||= file.value.checksOut;
    needsSource ||= file.value.localPaths.length > 0;
    for (const include of file.value.includes) {
      if (include !== undefined && seen.has(include)) continue;
      const found = include === undefined ? undefined : findInput(run, imagePathOf(input, include), facts);
      if (!found || found.contextPath !== include) {
        complete = false;
        lost = true;
        continue;
      }
      seen.add(include);
      files.push(found);
      queue.push(found);
    }
  }
  return { files, complete, lost, checksOut, needsSource };
}

/** An included file lies relative to the file that includes it, in the image as in the context. */
export function imagePathOf(input: Pick<Input, 'contextPath' | 'imagePath'>, contextPath: string): string {
  const from = folderOf(input.contextPath)
    .split('/')
    .filter((part) => part !== '');
  const to = contextPath.split('/');
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  const up = from.slice(shared).map(() => '..');
  return normalizePath([folderOf(input.imagePath), ...up, ...to.slice(shared)].join('/'));
}

/** A table of dependencies that takes one of them from a folder. */
function namesLocalProject({ contextPath }: Input, facts: ProjectFacts): boolean {
  if (!/(?:^|\/)(?:pyproject\.toml|Pipfile)$/.test(contextPath)) return false;
  const text = facts.text(contextPath);
  return text.known && /\bpath\s*=\s*["']|\bworkspace\s*=\s*true|^\s*\[tool\.uv\.workspace\]/m.test(text.value);
}

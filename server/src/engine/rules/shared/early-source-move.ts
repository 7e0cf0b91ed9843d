import type { ProjectFacts } from '../../project/types.ts';
import { isWithin } from '../../text/path.ts';
import type { Safety } from '../define.ts';
import { type EarlySource, installsAnything } from './early-source.ts';
import { readsNothingElse } from './pip-side-inputs.ts';
import { mayMoveBehind, needsNoSource, visitedFolders, writtenPaths } from './source-independence.ts';

/** Files of the source that change how pip or Python work, wherever they lie. */
const STEERS_PIP = /(?:^|\/)(?:pip\.conf|\.netrc|\.pydistutils\.cfg|(?:site|user)customize\.py)$|\.(?:egg|dist)-info\//;

/** Folders of the system that an install writes to or reads. */
const SYSTEM = ['/usr/local/lib', '/usr/local/bin', '/usr/lib', '/usr/bin', '/etc', '/root'];

/** The source lies, or may lie, over what is installed: a virtual environment in the project's folder, or the system itself. */
function overlaps({ copies, run, installs }: EarlySource, facts: ProjectFacts): boolean {
  const written = copies.map((copy) => writtenPaths(copy, facts));
  const environments = ['PATH', 'VIRTUAL_ENV', 'PYTHONUSERBASE', 'HOME'].map((name) => run.before.declaredEnv(name));
  const programs = installs.map(({ command }) => command.program[0]?.text ?? '');
  const folders = environments.flatMap((each) => (each?.known ? each.value.split(':') : []));
  return (
    environments.some((each) => each?.known === false) ||
    programs.some((program) => program.includes('/') && !program.startsWith('/')) ||
    written.some(
      (paths) =>
        !paths ||
        paths.some(
          (path) =>
            SYSTEM.some((folder) => isWithin(folder, path) || isWithin(path, folder)) ||
            [...folders, ...programs].some((each) => isWithin(each, path)),
        ),
    )
  );
}

/** How safely the COPYs of the source move behind the install; undefined where that would break it, or what stands between. */
export function moveSafety(early: EarlySource, facts: ProjectFacts): Safety | undefined {
  const { copies, run, installs, inputs } = early;
  const { instructions } = run.stage;
  const isInstall = new Set(installs.map((install) => install.command));
  const isVisible = (folder: string | undefined): boolean =>
    folder !== undefined && inputs.files.some((file) => isWithin(file.imagePath, folder));
  const others = run.script.commands.filter(({ tool }) => tool?.kind !== 'state' || tool.front !== 'cd');
  if (copies.some((copy) => copy.stage !== run.stage || copy.node.heredocs.length > 0)) return undefined;
  if (!others.every((command) => isInstall.has(command) || needsNoSource(command))) return undefined;
  if (inputs.lost || !visitedFolders(run).every(isVisible) || !readsNothingElse(run, installs)) return undefined;
  const crossed = instructions
    .slice(copies[0].index, run.index)
    .filter((each) => !copies.some((copy) => copy === each));
  for (const copy of copies) {
    if (crossed.some((each) => each.index > copy.index && !mayMoveBehind(copy, each, facts))) return undefined;
  }
  const isProven =
    inputs.complete &&
    !inputs.checksOut &&
    installs.every(({ command }) => command.tool?.kind === 'pip' && command.tool.front === 'pip') &&
    // An install behind this one would go on running with each change: somebody has to see to it.
    !instructions.slice(run.index + 1).some(installsAnything) &&
    !crossed.some((each) => each.kind === 'run') &&
    !(facts.context.known && facts.context.value.below('.').some((path) => STEERS_PIP.test(path))) &&
    !overlaps(early, facts);
  return isProven ? 'safe' : 'review';
}

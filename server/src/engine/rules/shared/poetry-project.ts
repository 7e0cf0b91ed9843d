import type { Instruction, RunInstruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { PoetryTool } from '../../shell/tools/types.ts';
import type { Command } from '../../shell/types.ts';
import { commandsOf, runsUnreadScript } from './commands.ts';
import { manifestFor } from './dependencies/manifests.ts';
import { instructionsBefore } from './order.ts';
import { besideTool } from './project-file.ts';
import type { Step } from './steps.ts';

/** Files that a build of the project reads, and that are no part of its package. */
const NO_SOURCE =
  /(?:^|\/)[\w.-]+\.(?:toml|lock|md|rst|txt|cfg|in|sh)$|(?:^|\/)(?:README|LICEN[CS]E|\.python-version)[\w.]*$/i;

/** Programs that may lay a package down. */
const MAKES_FILES = /^(?:git|tar|unzip|rsync|cookiecutter|django-admin|make|tee|dd)$/;
const MAKES_PATHS = new Set(['touch', 'mkdir', 'cp', 'mv', 'ln', 'install']);

/** Folders of programs and of the system. */
const ELSEWHERE = /^["']?(?:\/(?:root|var|etc|opt|tmp|usr|bin|dev)\b|~|\$\{?HOME\b)/;

function mayMakeSource({ tool, name, program, redirects }: Command): boolean {
  if (redirects.some(({ operator, target }) => operator.startsWith('>') && target && !ELSEWHERE.test(target.text)))
    return true;
  if (tool) {
    return (
      tool.kind === 'files' && MAKES_PATHS.has(tool.front) && !tool.paths.every((path) => ELSEWHERE.test(path.text))
    );
  }
  // A Python that reads its program from a pipe is an installer.
  return /^python[\d.]*$/.test(name ?? '') ? program[1]?.literal !== '-' : MAKES_FILES.test(name ?? '');
}

/** Something in the instruction may bring Python code. */
function mayBringSource(instruction: Instruction): boolean {
  switch (instruction.kind) {
    case 'copy':
    case 'add': {
      const { copy, node } = instruction;
      if (node.heredocs.length > 0 || copy.sources.length < node.sources.length) return true;
      // What other images and stages bring are programs as a rule, but who knows.
      if (copy.origin.kind !== 'context')
        return !copy.destination.known || !/^\/(?:usr|bin|opt|root)\b/.test(copy.destination.value);
      return copy.sources.some((source) => !source.known || !NO_SOURCE.test(source.value));
    }
    case 'run':
      return (
        instruction.script.opaque ||
        commandsOf(instruction.script).some((command) => runsUnreadScript(command) || mayMakeSource(command))
      );
    default:
      return false;
  }
}

/** The RUN's own mounts bring nothing but files for the install. */
const mountsSource = (run: RunInstruction): boolean =>
  run.mounts.some(({ mount, source }) => mount.type === 'bind' && (!source.known || !NO_SOURCE.test(source.value)));

/** Something in front of an install, or in it, may bring the project's code. */
export const mayHaveSource = (run: RunInstruction): boolean =>
  [...instructionsBefore(run), run].some(mayBringSource) || mountsSource(run);

/**
 * What `poetry install` needs for the project itself and does not find: its source, or the name of its README. Undefined where
 * nothing is missing, the project is no package, or nobody can tell.
 */
export function missingForProject(step: Step, tool: PoetryTool, facts: ProjectFacts): string | undefined {
  const { run } = step;
  const settings = manifestFor(step, tool, facts)?.settings;
  // Without a name Poetry itself explains what is wrong.
  if (!settings?.name || settings.poetryPackageMode?.value === false) return undefined;
  if (commandsOf(run.script).some(({ tool: other }) => other?.kind === 'state' && other.front === 'cd'))
    return undefined;
  if (!mayHaveSource(run)) return 'source';
  const readme = settings.build.poetryStopsWithout.find(({ value }) => PLAIN_NAME.test(value))?.value;
  if (readme === undefined || !facts.context.known || instructionsBefore(run).some(hidesFiles)) return undefined;
  return besideTool(run, readme, facts).length === 0 ? readme : undefined;
}

const PLAIN_NAME = /^[\w.-]+$/;

/** Files may appear in ways that the copies do not show. */
const hidesFiles = (instruction: Instruction): boolean =>
  instruction.kind === 'run' ? mayBringSource(instruction) : instruction.kind === 'onbuild';

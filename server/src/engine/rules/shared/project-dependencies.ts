import { isCompiledOnAlpine } from '../../data/compiled-packages.ts';
import { deliveryOf } from '../../data/native-packages.ts';
import { contextCandidates } from '../../model/files.ts';
import { installedPackages } from '../../model/packages.ts';
import { joinPath } from '../../model/state.ts';
import type { Model, RunInstruction } from '../../model/types.ts';
import { expandWord } from '../../model/words.ts';
import type { ProjectFacts } from '../../project/types.ts';

export interface DependencyText {
  /** In the build context. */
  readonly path: string;
  readonly text: string;
}

/** Files at the root of a project that name its Python or its dependencies. */
const ROOT_FILES = ['.python-version', 'pyproject.toml', 'Pipfile'];

/** The files at hand that say what a project needs: those at its root, and the requirements that the Dockerfile installs. */
export function dependencyTexts(model: Model, facts: ProjectFacts): readonly DependencyText[] {
  return [...new Set([...ROOT_FILES, ...requirementsOf(model)])].flatMap((path) => {
    const text = facts.text(path);
    return text.known ? [{ path, text: text.value }] : [];
  });
}

function* requirementsOf({ stages }: Model): Generator<string> {
  for (const { instructions } of stages)
    for (const instruction of instructions) if (instruction.kind === 'run') yield* requirementsIn(instruction);
}

function* requirementsIn(run: RunInstruction): Generator<string> {
  for (const { tool } of run.script.commands) {
    for (const word of tool?.kind === 'pip' ? [...tool.requirements, ...tool.constraints] : []) {
      const values = expandWord(word, run.before, run.script);
      const path = values.known ? joinPath(run.before.workdir, values.value[0] ?? '') : values;
      if (path.known) for (const candidate of contextCandidates(run, path.value)) yield candidate.path;
    }
  }
}

/** A name with its extra at the start of a line or of a string: `psycopg[c]>=3.2`, `"gdal"`, `mysqlclient = "*"`. */
const DEPENDENCY = /(?:^|["'])[ \t]*([A-Za-z0-9][\w.-]*(?:\[\w+\])?)(?=[ \t]*(?:[=<>!~;@"'#]|\r?$))/gm;

/** The names of what the project seems to depend on. A name in another meaning may be among them. */
export function dependencyNames(model: Model, facts: ProjectFacts): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (name: string): unknown => names.add(name.toLowerCase().replace(/[_.]+/g, '-'));
  for (const stage of model.stages)
    for (const { manager, name } of installedPackages(stage).packages) if (manager === 'pip') add(name);
  for (const { text } of dependencyTexts(model, facts))
    for (const [, name = ''] of text.matchAll(DEPENDENCY)) add(name);
  return names;
}

/** Dependencies that come as source alone: every build compiles them. */
export const compiledDependencies = (model: Model, facts: ProjectFacts): string[] =>
  [...dependencyNames(model, facts)].filter((name) => deliveryOf(name) === 'source');

/** Dependencies that Debian gets compiled, and Alpine as source. */
export const compiledOnAlpine = (model: Model, facts: ProjectFacts): string[] =>
  [...dependencyNames(model, facts)].filter(isCompiledOnAlpine);

import { contextCandidates } from '../model/files.ts';
import { inheritedCopies } from '../model/instruction-lists.ts';
import { joinPath, normalizePath } from '../model/state.ts';
import type { Model, RunInstruction, Stage } from '../model/types.ts';
import { expandWord } from '../model/words.ts';
import { type Known, known } from '../text/known.ts';
import { MAX_WANTS, type Reading } from './reading.ts';
import { readRequirements } from './requirements.ts';
import type { ContextListing, RequirementsFile } from './types.ts';

/** Requirements files that the Dockerfile installs, with everything they include, by their path in the build context. */
export function requirementsFiles(
  model: Model,
  context: Known<ContextListing>,
  reading: Reading,
): ReadonlyMap<string, Known<RequirementsFile>> {
  const found = new Map<string, Known<RequirementsFile>>();
  if (!context.known) return found;
  const wanted = new Set<string>();
  const want = (path: string): void => {
    if (wanted.size < MAX_WANTS && context.value.has(path)) wanted.add(path);
  };
  for (const path of installedPaths(model)) want(path);
  // What is wanted on the way is read as well.
  for (const path of wanted) {
    const text = reading.contextText(context, path);
    const file = text.known ? known(readRequirements(path, text.value)) : text;
    found.set(path, file);
    for (const include of file.known ? file.value.includes : []) if (include !== undefined) want(include);
  }
  return found;
}

function* installedPaths(model: Model): Generator<string> {
  for (const stage of model.stages)
    for (const instruction of stage.instructions) if (instruction.kind === 'run') yield* pathsOf(instruction);
}

/** Where the files that a RUN gives to pip may lie in the context. */
function* pathsOf(run: RunInstruction): Generator<string> {
  for (const { tool } of run.script.commands) {
    if (tool?.kind !== 'pip') continue;
    for (const word of [...tool.requirements, ...tool.constraints]) {
      const values = expandWord(word, run.before, run.script);
      for (const value of values.known ? values.value : []) {
        const path = joinPath(run.before.workdir, value);
        if (!path.known) continue;
        const candidates = contextCandidates(run, path.value);
        for (const each of candidates) yield each.path;
        // Where nothing brings it, it most likely lies there as it is named.
        if (candidates.length === 0 && copiesOnlyContext(run.stage)) yield normalizePath(`/${value}`).slice(1);
      }
    }
  }
}

const copiesOnlyContext = (stage: Stage): boolean =>
  inheritedCopies(stage).every(({ copy }) => copy.origin.kind === 'context');

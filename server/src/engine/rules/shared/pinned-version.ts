import { contextCandidates } from '../../model/files.ts';
import { joinPath } from '../../model/state.ts';
import type { Model, RunInstruction } from '../../model/types.ts';
import { expandWord } from '../../model/words.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { commandsOf, effectiveTool } from './commands.ts';

/** The version to which the image's installs fix a Python package: in a command of pip, or in a requirements file that it reads. */
export function pinnedVersion(model: Model, facts: ProjectFacts, name: string): string | undefined {
  const pin = new RegExp(`^${name}(?:\\[[^\\]]*\\])?\\s*===?\\s*(\\d+(?:\\.\\d+)*)`, 'im');
  const versions = new Set<string>();
  for (const text of installTexts(model, facts)) {
    const version = pin.exec(text)?.[1];
    if (version !== undefined) versions.add(version);
  }
  const [version, ...others] = versions;
  return others.length === 0 ? version : undefined;
}

/** What pip is told to install: words of its commands, and texts of requirements files. */
function* installTexts(model: Model, facts: ProjectFacts): Generator<string> {
  const seen = new Set<string>();
  for (const stage of model.stages) {
    for (const run of stage.instructions) {
      if (run.kind !== 'run') continue;
      for (const command of commandsOf(run.script)) {
        const tool = effectiveTool(command);
        if (tool?.kind !== 'pip') continue;
        for (const word of tool.targets) yield word.literal ?? '';
        for (const word of tool.requirements) for (const path of pathsOf(word, run)) yield* textsOf(path, facts, seen);
      }
    }
  }
}

function pathsOf(word: Parameters<typeof expandWord>[0], run: RunInstruction): string[] {
  const values = expandWord(word, run.before, run.script);
  return (values.known ? values.value : []).flatMap((value) => {
    const path = joinPath(run.before.workdir, value);
    return path.known ? contextCandidates(run, path.value).map((each) => each.path) : [];
  });
}

/** A requirements file and those it includes. */
function* textsOf(path: string, facts: ProjectFacts, seen: Set<string>): Generator<string> {
  if (seen.has(path)) return;
  seen.add(path);
  const file = facts.requirements(path);
  const text = file.known ? facts.text(path) : file;
  if (!file.known || !text.known) return;
  yield text.value;
  for (const include of file.value.includes) if (include !== undefined) yield* textsOf(include, facts, seen);
}

/** Whether a version is at least another one: `25.10` is more than `25.1`. */
export function isAtLeast(version: string, least: string): boolean {
  const [a, b] = [version, least].map((text) => text.split('.').map(Number));
  for (let index = 0; index < Math.max(a?.length ?? 0, b?.length ?? 0); index++) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

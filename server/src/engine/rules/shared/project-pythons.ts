import { DJANGO_SERIES } from '../../data/django.ts';
import { compareMinors, suggestedPythons } from '../../data/python.ts';
import { contextCandidates } from '../../model/files.ts';
import { joinPath } from '../../model/state.ts';
import type { Model, RunInstruction } from '../../model/types.ts';
import { expandWord } from '../../model/words.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { RuleContext } from '../define.ts';
import { allowsMinor } from './version-spec.ts';

/** What the project says of the Pythons it runs on. */
interface Wishes {
  readonly pythons: readonly string[];
  /** Ranges of Django. */
  readonly django: readonly string[];
}

const matches = (text: string, pattern: RegExp): string[] =>
  Array.from(text.matchAll(pattern), (match) => match[1] ?? '');

/** `Django==5.2.1 ; …` in a requirements file, `"django>=5.2"` in a table of dependencies. */
const DJANGO_REQUIREMENT = /(?:^|["'])\s*django(?:\[[^\]]*\])?\s*((?:[<>=~!]=?=?\s*[\w.*]+\s*,?\s*)+)/gim;
/** `django = "^5.2"` and `django = { version = "^5.2", … }` of Poetry and Pipenv. */
const DJANGO_ENTRY = /^\s*["']?django["']?\s*=\s*(?:\{.*?\bversion\s*=\s*)?["']([^"']+)["']/gim;

const djangoIn = (text: string): string[] =>
  [...matches(text, DJANGO_REQUIREMENT), ...matches(text, DJANGO_ENTRY)].map((range) => range.trim().replace(/,$/, ''));

/** Files at the root of the build context that say which Python a project wants. */
const PYTHON_FILES: Readonly<Record<string, RegExp>> = {
  '.python-version': /^(?:cpython-?|python-?)?(\d+\.\d+)/gm,
  'pyproject.toml': /^\s*(?:requires-python|python)\s*=\s*(?:\{.*?\bversion\s*=\s*)?["']([^"']+)["']/gm,
  Pipfile: /^\s*python_(?:full_)?version\s*=\s*["']([^"']+)["']/gm,
};

function wishesOf(model: Model, facts: ProjectFacts): Wishes {
  const pythons: string[] = [];
  const django: string[] = [];
  for (const [path, pattern] of Object.entries(PYTHON_FILES)) {
    const text = facts.text(path);
    if (!text.known) continue;
    pythons.push(...matches(text.value, pattern));
    django.push(...djangoIn(text.value));
  }
  for (const path of requirementsOf(model)) {
    const text = facts.text(path);
    if (text.known) django.push(...djangoIn(text.value));
  }
  return { pythons, django };
}

/** The requirements files that the Dockerfile installs, by their paths in the build context. */
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

/** Django's newest series in a range runs on the minor; a range that cannot be read says nothing for it. */
function djangoRuns(range: string, minor: string): boolean {
  const series = DJANGO_SERIES.find((each) => allowsMinor(range, each.series));
  return series !== undefined && compareMinors(series.oldest, minor) <= 0 && compareMinors(minor, series.newest) <= 0;
}

/** The newest Python that the project says it runs on; undefined where none of those in support is. */
export function newestPython({ model, facts, today }: RuleContext<object>): string | undefined {
  const { pythons, django } = wishesOf(model, facts);
  return suggestedPythons(today).find(
    (minor) =>
      pythons.every((range) => allowsMinor(range, minor) === true) && django.every((range) => djangoRuns(range, minor)),
  );
}

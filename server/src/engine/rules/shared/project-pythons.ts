import { DJANGO_SERIES } from '../../data/django.ts';
import { compareMinors, suggestedPythons } from '../../data/python.ts';
import type { Model } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { RuleContext } from '../define.ts';
import { dependencyTexts } from './project-dependencies.ts';
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
  const texts = dependencyTexts(model, facts);
  return {
    pythons: texts.flatMap(({ path, text }) => {
      const pattern = PYTHON_FILES[path];
      return pattern ? matches(text, pattern) : [];
    }),
    django: texts.flatMap(({ text }) => djangoIn(text)),
  };
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

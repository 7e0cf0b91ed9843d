import { compareMinors, NEWEST_SUITE } from '../../data/python.ts';
import type { Model } from '../../model/types.ts';
import { comparePublic, parseVersion } from '../../project/dependencies/version.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { defineRule, type Problem, type Related, type Severity } from '../define.ts';
import { type BaseUse, relatedPlaces, sameImages, tagSpan } from '../shared/base-images.ts';
import { type DjangoRelease, djangoRelease } from '../shared/django-release.ts';
import { pythonOf } from '../shared/environments.ts';
import { type ImageDependencies, imageDependencies } from '../shared/image-dependencies.ts';
import { imagesWithPython, moveImages } from '../shared/move-images.ts';
import { newestPython } from '../shared/project-pythons.ts';
import { type Demand, developedOn, type ImagePython, leavesOut, pythonDemands } from '../shared/python-demands.ts';
import { pythonTagOf } from '../shared/python-tags.ts';
import { shortened } from '../shared/wording.ts';

type Verdict = Pick<Problem<BaseUse>, 'message' | 'related'> & { readonly severity: Severity };

const COSTS: Readonly<Record<Demand['consequence'], readonly [Severity, string]>> = {
  refused: ['error', 'the install stops'],
  downloaded: ['warning', 'uv downloads another one'],
  unasked: ['warning', 'the code may not run on it'],
};

function judgeDemand({ file, wanted, consequence }: Demand, python: ImagePython): Verdict | undefined {
  if (!leavesOut(wanted.value, python)) return undefined;
  const [severity, cost] = COSTS[consequence];
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const has = python.release ?? python.minor;
  return {
    severity,
    message: `${name} asks for Python ${shortened(wanted.value.text, 24)}, and the image has ${has}: ${cost}`,
    related: [{ ...wanted.from, message: 'It is asked for here' }],
  };
}

/** The newest Python counts from a later release of its series on. */
const isTooEarly = (version: string | undefined, since: string | undefined): boolean => {
  const [a, b] = [version, since].map((text) => (text === undefined ? undefined : parseVersion(text)));
  return a !== undefined && b !== undefined && comparePublic(a, b) < 0;
};

function judgeDjango(release: DjangoRelease, { minor }: ImagePython, model: Model): Verdict | undefined {
  const { series, version, open, found } = release;
  const [newest] = series;
  const name = `Django ${version === undefined ? newest.series : shortened(version, 12)}`;
  const { path, span } = found.package.from;
  const message = 'Django is asked for here';
  const related: readonly Related[] = [path === model.path ? { span, message } : { path, span, message }];
  // No release that fits runs on this Python, and newer ones want a newer Python.
  const [oldest] = series.map((each) => each.oldest).sort(compareMinors);
  if (oldest !== undefined && compareMinors(minor, oldest) < 0) {
    return {
      severity: 'error',
      message: `${name} needs Python ${oldest} or newer, and the image has ${minor}: the install finds no such release`,
      related,
    };
  }
  if (open) return undefined;
  const isTested =
    compareMinors(minor, newest.newest) < 0 || (minor === newest.newest && !isTooEarly(version, newest.since));
  if (isTested) return undefined;
  const since = minor === newest.newest ? `, and takes ${minor} from ${newest.since} on` : '';
  return {
    severity: 'warning',
    message:
      since === ''
        ? `${name} is made for Python ${newest.oldest} to ${newest.newest}, and the image has ${minor}: parts of it may fail`
        : `${name} is not made for Python ${minor}, which its series takes from ${newest.since} on: parts of it may fail`,
    related,
  };
}

function judgeDevelopment(
  facts: ProjectFacts,
  dependencies: ImageDependencies,
  python: ImagePython,
): Verdict | undefined {
  const wanted = developedOn(facts);
  // uv reads the file, and another rule has what comes of that.
  if (!wanted || !leavesOut(wanted.value, python) || dependencies.installs.some(({ request }) => request.by === 'uv'))
    return undefined;
  const text = wanted.value.text.replace(/^==|\.\*$/g, '');
  return {
    severity: 'info',
    message: `.python-version names Python ${shortened(text, 24)}, and the image has ${python.minor}: the project is tested on another one`,
    related: [{ ...wanted.from, message: 'It is named here' }],
  };
}

const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

/** What speaks most against the Python of an image. */
function judge(uses: readonly BaseUse[], model: Model, facts: ProjectFacts): Verdict | undefined {
  const roots = new Set(uses.map(({ stage }) => stage));
  const found: Verdict[] = [];
  for (const stage of model.stages.filter(({ role }) => role === 'ships')) {
    const dependencies = imageDependencies(stage, model, facts);
    const release = djangoRelease(dependencies);
    for (const install of dependencies.installs) {
      const root = install.run.stage.ancestry.at(-1);
      const minor = install.certain ? pythonOf(install.run.stage) : undefined;
      if (!root || !roots.has(root) || minor === undefined) continue;
      const python = { minor, release: releaseOf(uses) };
      for (const demand of pythonDemands(install, facts)) found.push(...one(judgeDemand(demand, python)));
      if (release?.found.install === install && release.found.certain)
        found.push(...one(judgeDjango(release, python, model)));
      if (install === dependencies.installs.at(-1)) found.push(...one(judgeDevelopment(facts, dependencies, python)));
    }
  }
  return found.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))[0];
}

const one = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);

/** `3.12.4`, where the tag says so. */
function releaseOf([use]: readonly BaseUse[]): string | undefined {
  const tag = use && pythonTagOf(use);
  return tag?.minor !== undefined && tag.patch !== undefined ? `${tag.minor}.${tag.patch}` : undefined;
}

export default defineRule<BaseUse>({
  id: 'python-version-incompatible',
  category: 'project',
  severity: 'error',
  severities: ['error', 'warning', 'info'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['FROM'] },
  docs: {
    summary: 'The Python of the image is none that the project or its Django is made for',
    why:
      'Each release of Django is made for some Pythons. On an older one pip finds “no matching distribution” and the build stops; on a ' +
      'newer one it installs, and fails where Python has changed since: modules that are gone, packages without wheels. The project’s ' +
      'own `requires-python` works alike: Poetry, PDM and `pip install .` refuse to go on, uv downloads a second Python that the rest ' +
      'of the Dockerfile does not know, and `pip install -r` does not even ask. The fix takes the newest Python that everything agrees on.',
    examples: [
      {
        title: 'Django is too new for the image',
        files: { 'manage.py': '', 'requirements.txt': 'Django==6.0.1\ngunicorn==26.2.0\n' },
        before:
          'FROM python:3.11-slim-trixie\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
      },
      {
        title: 'The project asks for another Python',
        files: {
          'manage.py': '',
          'pyproject.toml':
            '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.12,<3.14"\ndependencies = ["Django==5.2.8"]\n',
        },
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir .\n',
      },
      {
        title: 'They agree',
        findings: 0,
        files: { 'manage.py': '', 'requirements.txt': 'Django==6.0.1\ngunicorn==26.2.0\n' },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
      },
    ],
    whenToIgnore: 'When your own tests run on exactly this Python and this Django, and pass.',
    references: [
      'https://docs.djangoproject.com/en/stable/faq/install/#what-python-version-can-i-use-with-django',
      'https://packaging.python.org/en/latest/specifications/pyproject-toml/#requires-python',
      'https://docs.astral.sh/uv/concepts/python-versions/',
    ],
  },
  *check({ model, facts }) {
    for (const uses of sameImages(model)) {
      const [use] = uses;
      const verdict = pythonTagOf(use) ? judge(uses, model, facts) : undefined;
      if (!verdict) continue;
      const related = [...(verdict.related ?? []), ...relatedPlaces(model, uses)];
      yield { ...verdict, span: tagSpan(use), related, data: use };
    }
  },
  buildFix(context, { data: use }) {
    const from = pythonTagOf(use)?.minor;
    const minor = newestPython(context);
    if (from === undefined || minor === undefined || minor === from) return undefined;
    return moveImages(context, imagesWithPython(context, from), { minor, suite: NEWEST_SUITE })?.build(
      `Use Python ${minor}`,
      'review',
    );
  },
});

import { NEWEST_SUITE, type PythonLife, pythonLife } from '../../data/python.ts';
import { alpineLife, type ReleaseLife, releaseLife } from '../../data/releases.ts';
import { defineRule, type Problem, type Severity } from '../define.ts';
import { type BaseUse, relatedPlaces, sameImages, tagSpan } from '../shared/base-images.ts';
import { imagesWithPython, moveImages } from '../shared/move-images.ts';
import { newestPython } from '../shared/project-pythons.ts';
import { pythonTagOf } from '../shared/python-tags.ts';

interface Aged {
  readonly use: BaseUse;
  /** Its Python is too old, or will be soon. */
  readonly minor: string | undefined;
  /** The release below it is. */
  readonly release: ReleaseLife | undefined;
}

const ALIVE: PythonLife = { state: 'supported' };

/** Images whose Python is Python's own: a distribution looks after the one it packages. */
const pythonOf = (use: BaseUse): string | undefined => pythonTagOf(use)?.minor;

function releaseOf({ stage, reference }: BaseUse, today: string): ReleaseLife | undefined {
  const { release } = stage.base;
  if (!release.known) return undefined;
  if (release.value !== 'alpine') return releaseLife(release.value, today);
  const version = /(?:^|-|alpine)(3\.\d+)(?:\.\d+)?(?:$|-)/.exec(
    alpinePart(stage.base.family, reference.tag ?? ''),
  )?.[1];
  return version === undefined ? undefined : alpineLife(version, today);
}

/** The part of a tag in which a version is Alpine's. */
const alpinePart = (family: string, tag: string): string =>
  family === 'alpine' ? tag : (/alpine\d[\d.]*/.exec(tag)?.[0] ?? '');

/** `since 2025-10-31`, where it is known. */
const since = (date: string | undefined): string => (date === undefined ? '' : ` since ${date}`);

function judge(use: BaseUse, today: string): Omit<Problem<Aged>, 'span' | 'related'> | undefined {
  const minor = pythonOf(use);
  const python = minor === undefined ? ALIVE : pythonLife(minor, today);
  const found = releaseOf(use, today);
  const release = found?.state === 'full' ? undefined : found;
  const data = { use, minor: python.state === 'supported' ? undefined : minor, release };
  const problem = (severity: Severity, message: string) => ({ severity, message, data });
  const isReleaseOver = release?.state === 'ended';
  if (python.state === 'ended' && isReleaseOver) {
    return problem(
      'warning',
      `Python ${minor} and ${release.name} get no security fixes any more: known holes stay open`,
    );
  }
  if (python.state === 'ended') {
    return problem(
      'warning',
      `Python ${minor} has had no security fixes${since(python.end)}, and its image is no longer built`,
    );
  }
  if (isReleaseOver) {
    return problem(
      'warning',
      `${release.name} has had no security fixes${since(release.since)}, and its packages may be gone`,
    );
  }
  if (python.state === 'ending') {
    return problem(
      'info',
      `Python ${minor} gets its last security fixes on ${python.end}: plan the move to a newer one`,
    );
  }
  if (!release) return undefined;
  return problem('info', `${release.name} has only long-term support${since(release.since)}: fewer packages get fixes`);
}

export default defineRule<Aged>({
  id: 'base-image-eol',
  category: 'base-image',
  severity: 'warning',
  severities: ['warning', 'info'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['FROM'] },
  docs: {
    summary: 'The Python or the distribution of the base image is past its end of life',
    why:
      'A Python past its end of life gets no security fixes, and the official image with it is built no more: a rebuild brings the ' +
      'same old layers, with every hole that was found since. New releases of Django and of many libraries do not install on it. A ' +
      'Debian, Ubuntu or Alpine past its end is no better, and its packages move to an archive, so `apt-get update` may fail ' +
      'overnight. The fix moves Python and Debian together, and takes paths such as `/usr/local/lib/python3.9` along; build and ' +
      'test the result. Debian packages are renamed between releases (`libldap-2.5-0` and `libgdal32` have other names on trixie, and ' +
      '`adduser` is no longer part of its small images), and a library without a wheel for the new Python has to be compiled.',
    examples: [
      {
        title: 'Python is past its end of life',
        before:
          'FROM python:3.9-slim-bullseye\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n' +
          'ENV PYTHONPATH=/usr/local/lib/python3.9/site-packages/vendor\n',
      },
      {
        title: 'The version stands in an ARG',
        before:
          'ARG PYTHON_VERSION=3.9\n\nFROM python:${PYTHON_VERSION}-slim-bookworm\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'The project decides which Python it is moved to',
        files: { 'pyproject.toml': '[project]\nname = "shop"\nrequires-python = ">=3.10,<3.13"\n', 'manage.py': '' },
        before: 'FROM python:3.10-slim-trixie\nCOPY . .\n',
      },
      {
        title: 'Everything in it gets fixes',
        findings: 0,
        before: 'FROM python:3.14-slim-trixie\n',
      },
    ],
    whenToIgnore: 'When somebody you pay keeps the old version patched, and the image gets those patches.',
    references: [
      'https://devguide.python.org/versions/',
      'https://wiki.debian.org/LTS',
      'https://endoflife.date/python',
    ],
  },
  *check({ model, today }) {
    for (const uses of sameImages(model)) {
      const [use] = uses;
      const problem = judge(use, today);
      if (problem) yield { span: tagSpan(use), related: relatedPlaces(model, uses), ...problem };
    }
  },
  buildFix(context, { data: { use, minor, release } }) {
    const python = pythonOf(use);
    const to = minor === undefined ? undefined : newestPython(context);
    // From Python 2 leads no way that a fix could go.
    if (python === undefined || python.startsWith('2.') || (minor !== undefined && to === undefined)) return undefined;
    const system = release?.name.startsWith('Alpine') ? 'a newer Alpine' : `Debian ${NEWEST_SUITE}`;
    return moveImages(context, imagesWithPython(context, python), { minor: to, suite: NEWEST_SUITE })?.build(
      `Move to ${to === undefined ? system : `Python ${to}`}`,
      'review',
    );
  },
});

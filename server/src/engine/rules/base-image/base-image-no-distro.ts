import { hasPatchOn } from '../../data/images.ts';
import { NEWEST_SUITE, pythonLife } from '../../data/python.ts';
import { defineRule } from '../define.ts';
import { type BaseUse, relatedPlaces, sameImages, tagSpan } from '../shared/base-images.ts';
import { moveImages } from '../shared/move-images.ts';
import { pythonTagOf } from '../shared/python-tags.ts';

interface Undated {
  readonly uses: readonly BaseUse[];
  /** The Debian that the tag stands for. */
  readonly suite: string;
}

/** The Debian below a tag that names none and that may be built again on another one. */
function movingSuite(use: BaseUse, today: string): string | undefined {
  const { family, release } = use.stage.base;
  const tag = family === 'python' ? pythonTagOf(use) : undefined;
  if (!tag?.minor || tag.suite || tag.alpine || tag.prerelease || !release.known) return undefined;
  // What is built no more stays where it is: a Python past its end, and a patch from before the last move.
  if (pythonLife(tag.minor, today).state === 'ended') return undefined;
  if (tag.patch !== undefined && !hasPatchOn(NEWEST_SUITE, tag.minor, tag.patch)) return undefined;
  return use.reference.digest === undefined ? release.value : undefined;
}

export default defineRule<Undated>({
  id: 'base-image-no-distro',
  category: 'base-image',
  severity: 'hint',
  severities: ['hint'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['FROM'] },
  docs: {
    summary: 'The tag of the Python image does not name the Debian release',
    why:
      '`python:3.13-slim` is built on whatever Debian is the newest. In August 2025 such tags moved from bookworm to trixie without ' +
      'a word: `adduser` was gone, packages such as `libldap-2.5-0`, `libgdal32` and `libxmlsec1` had other names, and Dockerfiles ' +
      'of Django projects that nobody had touched stopped building. With the release in the tag, such a move happens when you ' +
      'choose it. The fix writes down what the tag means today; an older image that is still in your build cache may be the release before.',
    examples: [
      {
        title: 'The usual tag',
        before: 'FROM python:3.13-slim\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'A tag that can no longer move',
        findings: 0,
        before: 'FROM python:3.11.6-slim\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When nothing is installed with apt and every build is tested before it ships.',
    references: ['https://hub.docker.com/_/python', 'https://www.debian.org/releases/trixie/release-notes/'],
  },
  *check({ model, today }) {
    for (const uses of sameImages(model)) {
      const [use] = uses;
      const suite = movingSuite(use, today);
      if (suite === undefined) continue;
      yield {
        span: tagSpan(use),
        message: `The tag names no Debian release: it is ${suite} today, and moves to the next one without a word`,
        related: relatedPlaces(model, uses),
        data: { uses, suite },
      };
    }
  },
  buildFix(context, { data: { uses, suite } }) {
    return moveImages(context, uses, { suite })?.build(`Name Debian ${suite} in the tag`, 'review');
  },
});

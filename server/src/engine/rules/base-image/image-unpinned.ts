import { type Openness, opennessOf } from '../../data/image-versions.ts';
import { isBuiltSuite, NEWEST_SUITE, pythonLife } from '../../data/python.ts';
import type { Model, Origin } from '../../model/types.ts';
import type { Span } from '../../text/span.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { type BaseUse, baseUses, relatedPlaces, sameImages, tagSpan } from '../shared/base-images.ts';
import { moveImages } from '../shared/move-images.ts';
import { newestPython } from '../shared/project-pythons.ts';
import { pythonTagOf } from '../shared/python-tags.ts';
import { shadowedStage } from '../shared/stage-names.ts';
import { shortened } from '../shared/wording.ts';

/** The FROM; undefined for an image that files are copied from. */
type Finding = BaseUse | undefined;

/** `node` of `docker.io/library/node:24`, `team/base` of `example.com/team/base`. */
const nameOf = (image: string): string =>
  shortened(image.replace(/[:@][^/]*$/, '').replace(/^(?:[^/]*[.:][^/]*\/)?(?:library\/)?/, ''));

function messageFor(image: string, openness: Exclude<Openness, 'none'>, isPython: boolean): string {
  if (openness === 'prerelease')
    return 'A Python before its final release: many packages have no wheels for it, and it still changes';
  const what = openness === 'minor' ? 'Only a major version' : 'No version';
  if (isPython) return `${what}: a rebuild brings the next Python, which Django or a package may not support`;
  return openness === 'minor'
    ? `${what}: a rebuild brings its newest ${nameOf(image)} release, tested with the project or not`
    : `${what}: a rebuild brings whatever ${nameOf(image)} is newest then`;
}

function* openBases(model: Model): Generator<Problem<Finding>> {
  for (const uses of sameImages(model)) {
    const [use] = uses;
    const { text } = use.reference;
    const openness = opennessOf(text);
    // A stage that was meant by the name is another matter.
    if (openness === 'none' || uses.some((each) => shadowedStage(model, each))) continue;
    const isPython = use.stage.base.family === 'python';
    yield {
      span: tagSpan(use),
      severity: openness === 'minor' && !isPython ? 'info' : 'warning',
      message: messageFor(text, openness, isPython),
      related: relatedPlaces(model, uses),
      data: use,
    };
  }
}

interface Copied {
  readonly origin: Origin;
  readonly span: Span;
}

function* copiedFrom({ stages }: Model): Generator<Copied> {
  for (const { instructions } of stages) {
    for (const instruction of instructions) {
      if (instruction.kind === 'copy') {
        const span = instruction.node.from?.valueSpan;
        if (span) yield { origin: instruction.copy.origin, span };
      } else if (instruction.kind === 'run') {
        for (const { mount, origin } of instruction.mounts) yield { origin, span: mount.span };
      }
    }
  }
}

function* openCopies(model: Model): Generator<Problem<Finding>> {
  const seen = new Set<string>();
  for (const { origin, span } of copiedFrom(model)) {
    if (origin.kind !== 'external' || seen.has(origin.name)) continue;
    seen.add(origin.name);
    const openness = opennessOf(origin.name);
    if (openness === 'none') continue;
    const severity = openness === 'minor' ? 'info' : 'warning';
    yield { span, severity, message: messageFor(origin.name, openness, false), data: undefined };
  }
}

/** The Python that the file's other images have, when it is one that is still built; else the newest that the project takes. */
function chosenPython(context: FixContext<object>): string | undefined {
  const minors = new Set(
    baseUses(context.model).flatMap((use) =>
      opennessOf(use.reference.text) === 'none' ? (pythonTagOf(use)?.minor ?? []) : [],
    ),
  );
  const [minor] = minors;
  if (minor === undefined || minors.size > 1) return newestPython(context);
  return pythonLife(minor, context.today).state === 'ended' ? undefined : minor;
}

export default defineRule<Finding>({
  id: 'image-unpinned',
  category: 'base-image',
  severity: 'warning',
  severities: ['warning', 'info'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [
    'hadolint:DL3006',
    'hadolint:DL3007',
    'trivy:DS-0001',
    'checkov:CKV_DOCKER_7',
    'semgrep:missing-image-version',
    'semgrep:avoid-latest-version',
  ],
  duplicates: [],
  appliesTo: { instructions: ['FROM'] },
  docs: {
    summary: 'The image has no version, or one that is too wide',
    why:
      '`python`, `python:slim` and `python:3` are whatever Python is newest on the day of the build. In October a plain rebuild then ' +
      'moves the project to a new minor version: the release of Django that you use may not support it, packages without wheels ' +
      'for it have to be compiled or fail, and two machines run two Pythons. A minor version such as `3.14` still gets every bug ' +
      'and security fix. The fix takes the newest minor that the project’s own limits allow; build and test the result.',
    examples: [
      {
        title: 'Only a major version',
        before: 'FROM python:3-slim\nCOPY . .\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'The project says which Pythons it runs on',
        files: { 'pyproject.toml': '[project]\nname = "shop"\nrequires-python = ">=3.11,<3.14"\n', 'manage.py': '' },
        before: 'FROM python:latest\nCOPY . .\n',
      },
      {
        title: 'Versions of databases and digests are pins',
        findings: 0,
        before: 'FROM python:3.14-slim-trixie\nCOPY --from=postgres:18 /usr/bin/pg_dump /usr/local/bin/\n',
      },
    ],
    whenToIgnore: 'When the image is one of your own whose `latest` you control, or a throw-away experiment.',
    references: [
      'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
      'https://hub.docker.com/_/python',
    ],
  },
  *check({ model }) {
    yield* openBases(model);
    yield* openCopies(model);
  },
  buildFix(context, { data: use }) {
    const tag = use && pythonTagOf(use);
    if (!use || !tag || use.stage.base.family !== 'python') return undefined;
    const uses = baseUses(context.model).filter(
      (each) =>
        each.stage.base.family === 'python' &&
        opennessOf(each.reference.text) !== 'none' &&
        pythonTagOf(each)?.minor === tag.minor,
    );
    const minor = chosenPython(context);
    if (minor === undefined) return undefined;
    const suite = tag.suite && isBuiltSuite(tag.suite.text) ? undefined : NEWEST_SUITE;
    return moveImages(context, uses, { minor, suite })?.build(`Use Python ${minor}`, 'review');
  },
});

import { isCompiledOnAlpine } from '../../data/compiled-packages.ts';
import { NEWEST_SUITE, pythonLife } from '../../data/python.ts';
import type { Model, Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { defineRule, type Related } from '../define.ts';
import { type BaseUse, baseUses, relatedPlaces, sameImages, tagSpan } from '../shared/base-images.ts';
import { askingPlace, relatedPlace } from '../shared/dependencies/asking-places.ts';
import { type ImagePackage, imageDependencies } from '../shared/image-dependencies.ts';
import { moveImages } from '../shared/move-images.ts';
import { pythonTagOf } from '../shared/python-tags.ts';
import { shortened } from '../shared/wording.ts';

const isPythonOnAlpine = ({ stage: { base, isPython } }: BaseUse): boolean =>
  base.release.known && base.release.value === 'alpine' && isPython.known && isPython.value;

/** What only Alpine has, or has in another form: lines with it have to be written anew. */
const ALPINES_OWN =
  /\bapk\b|\baddgroup\b|\badduser\b|\bsu-exec\b|\bash\b|\bmusl\b|alpine|\bopenrc\b|\bdocker-entrypoint\b/;

/** Nothing in the stages that are built on these is written for Alpine, as far as the file tells. */
const speaksNoAlpine = ({ stages }: Model, roots: readonly Stage[]): boolean =>
  stages
    .filter(({ ancestry }) => roots.some((root) => ancestry.includes(root)))
    .every(({ instructions }) =>
      instructions.every(({ node }) => {
        const texts = [node.args.text, ...node.flags.map((flag) => flag.value ?? '')];
        return node.heredocs.length === 0 && !texts.some((text) => ALPINES_OWN.test(text));
      }),
    );

/** A package that is surely installed on these images, and for which there are wheels on Debian alone. */
function compiledPackage(uses: readonly BaseUse[], model: Model, facts: ProjectFacts): ImagePackage | undefined {
  const roots = new Set(uses.map(({ stage }) => stage));
  for (const stage of model.stages) {
    if (!stage.ancestry.some((each) => roots.has(each))) continue;
    const { installs, removed } = imageDependencies(stage, model, facts);
    for (const install of installs) {
      // What another image has compiled is none of this one's trouble, and another index may have wheels of its own.
      const isHere = install.run.stage.ancestry.some((each) => roots.has(each));
      if (!isHere || !install.certain || install.privateIndex) continue;
      for (const found of install.set.packages.values()) {
        const isPublic = found.certain && found.source.kind === 'index' && !removed.has(found.name);
        if (isPublic && isCompiledOnAlpine(found.name)) return { package: found, install, certain: true };
      }
    }
  }
  return undefined;
}

function askedBy(found: ImagePackage | undefined, model: Model, facts: ProjectFacts): readonly Related[] {
  return found ? [relatedPlace(askingPlace(found, facts), 'It is required here', model)] : [];
}

export default defineRule<BaseUse>({
  id: 'base-image-alpine',
  category: 'base-image',
  severity: 'info',
  severities: ['info', 'warning'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  mentions: ['alpine'],
  appliesTo: { instructions: ['FROM'] },
  docs: {
    summary: 'Python runs on Alpine',
    why:
      'Alpine has another C library (musl) than the systems most wheels are built for. psycopg, Pillow, lxml and cryptography bring ' +
      'wheels for it; a package that does not is compiled in every build, which needs gcc and headers and takes minutes instead of ' +
      'seconds. Threads have smaller stacks, DNS behaves differently, and few people run Django this way, so faults are found later. ' +
      'The small Debian image is about 40 MB larger, once, and takes every wheel. Lines with `apk` and `adduser -D` have to be ' +
      'rewritten by hand, so a fix is offered only where there are none.',
    examples: [
      {
        title: 'Nothing in the file is written for Alpine',
        before:
          'FROM python:3.14-alpine\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'A package with wheels for glibc alone',
        files: { 'requirements.txt': 'Django==5.2.8\nlibsass==0.23.0\n', 'manage.py': '' },
        before:
          'FROM python:3.14-alpine\nRUN apk add --no-cache build-base\nCOPY requirements.txt .\n' +
          'RUN pip install --no-cache-dir -r requirements.txt\n',
      },
      {
        title: 'Other programs may run on it',
        findings: 0,
        before: 'FROM node:24.11-alpine AS assets\nRUN npm ci\n\nFROM python:3.14-slim-trixie\n',
      },
    ],
    whenToIgnore: 'When every dependency has a musl wheel or is plain Python, and the few megabytes count.',
    references: ['https://hub.docker.com/_/python', 'https://peps.python.org/pep-0656/'],
  },
  *check({ model, facts }) {
    for (const uses of sameImages(model)) {
      const [use] = uses;
      if (!isPythonOnAlpine(use)) continue;
      const compiled = compiledPackage(uses, model, facts);
      yield {
        span: tagSpan(use),
        severity: compiled ? 'warning' : 'info',
        message: compiled
          ? `${shortened(compiled.package.name)} has no wheel for Alpine: every build compiles it, with gcc and headers`
          : 'Alpine takes no wheels built for glibc: a package without a musl wheel is compiled in every build',
        related: [...relatedPlaces(model, uses), ...askedBy(compiled, model, facts)],
        data: use,
      };
    }
  },
  buildFix(context, { data: use }) {
    const { model, today } = context;
    const minor = pythonTagOf(use)?.minor;
    if (minor === undefined || pythonLife(minor, today).state === 'ended') return undefined;
    const uses = baseUses(model).filter((each) => isPythonOnAlpine(each) && pythonTagOf(each)?.minor === minor);
    const stages = uses.map(({ stage }) => stage);
    if (!speaksNoAlpine(model, stages)) return undefined;
    return moveImages(context, uses, { leaveAlpine: true, suite: NEWEST_SUITE })?.build(
      'Use the slim Debian image',
      'review',
    );
  },
});

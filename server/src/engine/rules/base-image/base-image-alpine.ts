import { NEWEST_SUITE, pythonLife } from '../../data/python.ts';
import type { Model, Stage } from '../../model/types.ts';
import { defineRule } from '../define.ts';
import { type BaseUse, baseUses, relatedPlaces, sameImages, tagSpan } from '../shared/base-images.ts';
import { moveImages } from '../shared/move-images.ts';
import { compiledOnAlpine } from '../shared/project-dependencies.ts';
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
    let compiled: readonly string[] | undefined;
    for (const uses of sameImages(model)) {
      const [use] = uses;
      if (!isPythonOnAlpine(use)) continue;
      compiled ??= compiledOnAlpine(model, facts);
      const [name] = compiled;
      yield {
        span: tagSpan(use),
        severity: name === undefined ? 'info' : 'warning',
        message:
          name === undefined
            ? 'Alpine takes no wheels built for glibc: a package without a musl wheel is compiled in every build'
            : `${shortened(name)} has no wheel for Alpine: every build compiles it, with gcc and headers`,
        related: relatedPlaces(model, uses),
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

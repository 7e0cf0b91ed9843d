import type { ImageFacts } from '../../data/images.ts';
import { commentsAbove } from '../../fix/builder.ts';
import type { Model } from '../../model/types.ts';
import { lastPart } from '../../text/path.ts';
import { textAt } from '../../text/span.ts';
import { defineRule, type FixContext } from '../define.ts';
import { type BaseUse, baseUses } from '../shared/base-images.ts';
import { freeStageName, namesByNumber } from '../shared/stage-names.ts';
import { shortened } from '../shared/wording.ts';

type Uses = readonly [BaseUse, BaseUse, ...BaseUse[]];

/** The version in a tag: `3.13` of `3.13-slim`, `0.9.1-python3.13` of uv's tags. */
const versionIn = (tag: string): string =>
  /^(?:\d+(?:\.\d+)*-)?python\d[\d.]*/.exec(tag)?.[0] ?? tag.split('-')[0] ?? tag;

/** The image and its version, where FROM writes the version itself: an ARG is one place already. */
function writtenVersion({ reference, stage }: BaseUse): string | undefined {
  const tag = stage.from.reference?.tag;
  if (tag === undefined || tag.includes('$') || stage.base.family === 'scratch') return undefined;
  const version = versionIn(reference.tag ?? '');
  const { release } = stage.base;
  // Nobody bumps `latest`.
  const isVersion = /\d/.test(version) || (release.known && release.value === version);
  return isVersion ? `${reference.registry ?? ''}/${reference.repository}:${version}` : undefined;
}

function repeated(model: Model): Uses[] {
  const groups = new Map<string, BaseUse[]>();
  for (const use of baseUses(model)) {
    const version = writtenVersion(use);
    if (version === undefined) continue;
    const found = groups.get(version);
    if (found) found.push(use);
    else groups.set(version, [use]);
  }
  return [...groups.values()].flatMap(([first, second, ...others]): Uses[] =>
    first && second ? [[first, second, ...others]] : [],
  );
}

/** Images that are known to do nothing when they are built on: no ONBUILD of theirs would run elsewhere. */
const PLAIN = new Set<ImageFacts['family']>(['python', 'uv', 'debian', 'ubuntu', 'alpine', 'distroless']);

/** A stage that is nothing but the image, and that the others can be built on by its name. */
function bareStage([{ stage }]: Uses, { stages }: Model): string | undefined {
  const isItsOwn = stages.filter(({ name }) => name?.toLowerCase() === stage.name?.toLowerCase()).length === 1;
  return stage.instructions.length === 0 && isItsOwn ? stage.name : undefined;
}

/** Fixes of several images may be applied together: each takes a name of its own. */
function nameFor(uses: Uses, model: Model): string {
  const groups = repeated(model);
  const wanted = ([{ reference }]: Uses): string =>
    groups.length === 1 ? 'base' : `base-${lastPart(reference.repository)}`;
  const promised: string[] = [];
  for (const group of groups) {
    if (group[0].stage === uses[0].stage) break;
    promised.push(freeStageName(model, wanted(group), promised));
  }
  return freeStageName(model, wanted(uses), promised);
}

function nameOnce({ model, fix }: FixContext<object>, uses: Uses) {
  const [first, ...others] = uses;
  const { from, base } = first.stage;
  const platform = from.platform && textAt(model.syntax.text, from.platform.span);
  if (uses.some(({ stage }) => stage.from.platform?.value !== from.platform?.value)) return undefined;
  const safety = PLAIN.has(base.family) && !platform && !first.image.text.includes('$') ? 'safe' : 'review';
  const bare = bareStage(uses, model);
  const draft = fix.draft();
  if (bare !== undefined) {
    for (const { image } of others) draft.replace(image.span, bare);
    return draft.build(`Build on stage ${shortened(bare)}`, safety);
  }
  // A new stage gets a number, and those behind it get another.
  if (namesByNumber(model)) return undefined;
  const name = nameFor(uses, model);
  const keyword = textAt(model.syntax.text, from.keywordSpan);
  const as = keyword === keyword.toLowerCase() ? 'as' : 'AS';
  const line = [keyword, platform, first.image.text, as, name].filter((part) => part !== undefined).join(' ');
  draft.insertLinesBefore(commentsAbove(model.syntax, from)[0] ?? from, [line, '']);
  for (const { image } of uses) draft.replace(image.span, name);
  return draft.build(`Name the image once, as stage ${name}`, safety);
}

/** A name for an ARG that holds the version of an image. */
const argumentFor = ({ reference }: BaseUse): string => {
  return `${lastPart(reference.repository)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')}_VERSION`;
};

/** Variants of one version: an ARG holds what they share. */
function shareVersion({ model, fix }: FixContext<object>, uses: Uses) {
  const [use] = uses;
  const name = argumentFor(use);
  const [version] = /^\d+(?:\.\d+)*/.exec(use.reference.tag ?? '') ?? [];
  const [top] = model.stages;
  const isTaken = model.syntax.instructions.some(
    (node) => node.kind === 'arg' && node.pairs.some((pair) => pair.name === name),
  );
  if (version === undefined || !top || isTaken) return undefined;
  const draft = fix.draft();
  draft.insertLinesBefore(commentsAbove(model.syntax, top.from)[0] ?? top.from, [`ARG ${name}=${version}`, '']);
  for (const { image, stage } of uses) {
    const start = stage.from.reference?.tagStart;
    if (start === undefined || image.quoted || stage.from.reference?.digest !== undefined) return undefined;
    const at = image.span.start + start;
    draft.replace({ start: at, end: at + version.length }, `\${${name}}`);
  }
  return draft.build(`Name version ${version} once, in an ARG`, 'review');
}

export default defineRule<Uses>({
  id: 'base-image-repeated',
  category: 'base-image',
  severity: 'hint',
  severities: ['hint'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['FROM'] },
  docs: {
    summary: 'The version of a base image is written in several FROMs',
    why:
      'Each place has to be found at the next update. When one is missed, the builder installs Django’s packages for one Python and ' +
      'the final stage runs another, which does not find them. A stage that is nothing but the image, or an ARG with the version, ' +
      'is one place to change and one that update bots understand.',
    examples: [
      {
        title: 'The same image twice',
        before:
          'FROM python:3.14-slim-trixie AS builder\nRUN python -m venv /opt/venv\n\nFROM python:3.14-slim-trixie\n' +
          'COPY --from=builder /opt/venv /opt/venv\nCMD ["/opt/venv/bin/gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'Two variants of one version',
        before:
          'FROM python:3.14-trixie AS builder\nRUN python -m venv /opt/venv\n\nFROM python:3.14-slim-trixie\n' +
          'COPY --from=builder /opt/venv /opt/venv\nCMD ["/opt/venv/bin/gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'The version has one place',
        findings: 0,
        before:
          'ARG PYTHON_VERSION=3.14\n\nFROM python:${PYTHON_VERSION}-trixie AS builder\n\nFROM python:${PYTHON_VERSION}-slim-trixie\n',
      },
    ],
    whenToIgnore: 'When the stages have nothing to do with one another and are updated apart.',
    references: ['https://docs.docker.com/build/building/best-practices/#create-reusable-stages'],
  },
  *check({ model }) {
    for (const uses of repeated(model)) {
      const [first, second, ...others] = uses;
      yield {
        span: second.image.span,
        message: `This version of ${shortened(first.reference.repository)} stands in ${uses.length} FROMs: the next update may miss one of them`,
        related: [first, ...others].map(({ image }) => ({ span: image.span, message: 'Here as well' })),
        data: uses,
      };
    }
  },
  buildFix(context, { data: uses }) {
    const [first, ...others] = uses;
    return others.every(({ image }) => image.text === first.image.text)
      ? nameOnce(context, uses)
      : shareVersion(context, uses);
  },
});

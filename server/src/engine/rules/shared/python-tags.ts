import { type PythonTag, readPythonTag, readUvTag, type TagPart } from '../../data/image-tags.ts';
import { hasPatchOn } from '../../data/images.ts';
import { isBuiltAlpine, isBuiltSuite, NEWEST_ALPINE } from '../../data/python.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import type { BaseUse } from './base-images.ts';
import type { NameChange } from './tag-edits.ts';

/** The parts of a tag of an image that brings Python; undefined for other images and for tags that nobody knows. */
export const pythonTagOf: (use: BaseUse) => PythonTag | undefined = remembered(({ reference, stage }: BaseUse) => {
  if (stage.base.family === 'python') return readPythonTag(reference.tag);
  return stage.base.family === 'uv' ? readUvTag(reference.tag) : undefined;
});

/** What an image shall be: another Python, another release below it, the small variant. */
export interface Target {
  readonly minor?: string | undefined;
  /** The Debian to name where the image is Debian's. */
  readonly suite?: string | undefined;
  readonly slim?: true;
  /** From Alpine to the small variant of the suite. */
  readonly leaveAlpine?: true;
}

/** The changes that make a tag name the target; undefined where nobody knows such an image. */
export function retagged(use: BaseUse, target: Target): readonly NameChange[] | undefined {
  const { reference, stage } = use;
  const tag = pythonTagOf(use);
  // A digest outlives its tag, and an older uv has no newer images.
  if (!tag || reference.digest !== undefined) return undefined;
  if (stage.base.family === 'uv' && readUvTag(reference.tag)?.uv !== undefined) return undefined;
  const start = reference.tagStart ?? reference.nameEnd;
  const spanOf = (part: TagPart): Span => ({ start: start + part.start, end: start + part.end });
  const end = start + (reference.tag?.length ?? 0);
  const changes: NameChange[] = [];
  const version = versionFor(tag, target);
  if (version === undefined && !tag.version) return undefined;
  if (version !== undefined) {
    if (tag.version)
      changes.push({
        part: { start: start + tag.version.start, end: start + (tag.prerelease ?? tag.version).end },
        text: version,
      });
    else if (/^latest\b/.test(reference.tag ?? ''))
      changes.push({ part: { start, end: start + 'latest'.length }, text: version });
    else if (reference.tag !== undefined) changes.push({ part: { start, end: start }, text: `${version}-` });
  }
  const release = releaseChange(tag, target, spanOf, stage.base.family === 'uv');
  if (!release) return undefined;
  changes.push(...release.changes);
  const name = reference.tag === undefined && version !== undefined ? `:${version}` : '';
  if (name + release.suffix !== '') changes.push({ part: { start: end, end }, text: name + release.suffix });
  return changes;
}

/** The version to write; undefined where the one that is there stays. */
function versionFor({ minor, patch }: PythonTag, target: Target): string | undefined {
  if (target.minor !== undefined) return target.minor;
  // A patch that was never built on the new release: its minor was.
  const isGone = patch !== undefined && target.suite !== undefined && !hasPatchOn(target.suite, minor ?? '', patch);
  return isGone ? minor : undefined;
}

interface ReleaseChange {
  readonly changes: readonly NameChange[];
  /** Goes behind the tag. */
  readonly suffix: string;
}

function releaseChange(
  { alpine, suite, slim }: PythonTag,
  target: Target,
  spanOf: (part: TagPart) => Span,
  isUv: boolean,
): ReleaseChange | undefined {
  // uv's tags have the release in front.
  const joined = (...parts: readonly (string | undefined)[]): string =>
    (isUv ? [...parts].reverse() : parts).filter((part) => part !== undefined).join('-');
  const none: ReleaseChange = { changes: [], suffix: '' };
  if (alpine) {
    if (target.leaveAlpine)
      return { changes: [{ part: spanOf(alpine), text: joined('slim', target.suite) }], suffix: '' };
    const version = alpine.text.slice('alpine'.length);
    if (version === '' || isBuiltAlpine(version)) return none;
    return { changes: [{ part: spanOf(alpine), text: `alpine${NEWEST_ALPINE}` }], suffix: '' };
  }
  const wanted = target.suite ?? suite?.text;
  if (wanted !== undefined && !isBuiltSuite(wanted)) return undefined;
  const small = target.slim && !slim ? 'slim' : undefined;
  if (!suite) {
    const text = joined(small, target.suite);
    return { changes: [], suffix: text === '' ? '' : `-${text}` };
  }
  const text = joined(small, wanted);
  return text === suite.text ? none : { changes: [{ part: spanOf(suite), text }], suffix: '' };
}

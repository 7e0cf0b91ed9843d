import type { Model } from '../../../model/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import type { Span } from '../../../text/span.ts';
import type { LaidFile } from './laid-file.ts';

const OF_BUILDKIT = new Set(['mount', 'link', 'chmod', 'parents', 'exclude', 'checksum', 'network', 'security']);

/** The file says that BuildKit builds it: the builder before it refuses `COPY --chmod`. */
export const knowsBuildKit = ({ syntax }: Model): boolean =>
  syntax.directives.some(({ name }) => name === 'syntax') ||
  syntax.instructions.some(
    ({ flags, heredocs }) => heredocs.length > 0 || flags.some(({ name }) => OF_BUILDKIT.has(name)),
  );

/** Where a COPY that brings this file and no other is told its mode: the old one, or the place for a new flag. */
export function copyFlagPlace({ copy, path }: LaidFile, { context }: ProjectFacts): Span | undefined {
  const { node } = copy;
  const { sources, origin } = copy.copy;
  const [source, ...others] = sources;
  const isOnly = others.length === 0 && source?.known && source.value === path && node.sources.length === 1;
  if (!isOnly || origin.kind !== 'context' || node.heredocs.length > 0 || !context.known) return undefined;
  const flag = node.flags.find(({ name }) => name === 'chmod');
  if (flag) return flag.valueSpan;
  const at = node.json?.span.start ?? node.sources[0]?.span.start;
  return at === undefined ? undefined : { start: at, end: at };
}

const PLAIN_PATH = /^\/[\w./@+-]+$/;

/** Whether a RUN behind the COPY may change the file: as root, with a shell, and in no volume, whose changes are thrown away. */
export function mayRunBehind({ copy, imagePath }: LaidFile): boolean {
  const { stage, before } = copy;
  const { hasShell } = stage.base;
  const isRoot = before.user.known && /^(?:root|0)(?::|$)/.test(before.user.value);
  const hasVolume = stage.ancestry.some(({ instructions }) => instructions.some(({ kind }) => kind === 'volume'));
  const isShell = /^(?:\/bin\/)?(?:ba|da|a)?sh$/.test(before.shell[0] ?? '');
  return isRoot && isShell && !hasVolume && hasShell.known && hasShell.value && PLAIN_PATH.test(imagePath);
}

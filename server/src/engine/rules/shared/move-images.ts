import type { FixDraft } from '../../fix/builder.ts';
import type { Model } from '../../model/types.ts';
import { containsOffset, type Span } from '../../text/span.ts';
import type { FixContext } from '../define.ts';
import { type BaseUse, baseUses } from './base-images.ts';
import { renamePython } from './named-pythons.ts';
import { pythonTagOf, retagged, type Target } from './python-tags.ts';
import { imageEdits, type NameChange } from './tag-edits.ts';

/**
 * Moves images to another Python or to another release, and with them everything in the file that names the old Python: paths such
 * as `/usr/local/lib/python3.9/site-packages`, commands, the default of an ARG. Undefined where something would be left behind.
 */
export function moveImages(
  { model, fix }: FixContext<object>,
  uses: readonly BaseUse[],
  target: Target,
): FixDraft | undefined {
  const changes = new Map<BaseUse, readonly NameChange[]>();
  for (const use of uses) {
    const found = retagged(use, target);
    if (!found) return undefined;
    changes.set(use, found);
  }
  const images = imageEdits(model, changes);
  if (!images || images.length === 0) return undefined;
  const spans = images.map(({ span }) => span);
  if (releasesLeft(uses, target).some((release) => namesRelease(model, release, spans))) return undefined;
  const draft = fix.draft();
  for (const { span, newText } of images) draft.replace(span, newText);
  if (target.minor === undefined) return draft;
  const [from, ...others] = new Set(uses.map((use) => pythonTagOf(use)?.minor));
  const names = others.length > 0 ? undefined : renamePython(model, from, target.minor, spans);
  if (!names) return undefined;
  for (const { span, newText } of names) draft.replace(span, newText);
  return draft;
}

/** The releases that the images leave. */
const releasesLeft = (uses: readonly BaseUse[], { suite }: Target): string[] =>
  uses.flatMap(({ stage: { base } }) =>
    suite !== undefined && base.variant !== 'alpine' && base.release.known && base.release.value !== suite
      ? [base.release.value]
      : [],
  );

/** Something besides FROM is written for a release by its name: a package source such as `bookworm-backports`. */
const namesRelease = ({ syntax }: Model, release: string, elsewhere: readonly Span[]): boolean =>
  syntax.instructions.some(({ kind, span }) => {
    if (kind === 'from' || kind === 'copy') return false;
    const at = syntax.text.slice(span.start, span.end).search(new RegExp(`\\b${release}\\b`));
    return at !== -1 && !elsewhere.some((each) => containsOffset(each, span.start + at));
  });

/** Every image with the same Python: stages that hand packages to one another stay together. */
export const imagesWithPython = (context: FixContext<object>, minor: string): BaseUse[] =>
  baseUses(context.model).filter((use) => pythonTagOf(use)?.minor === minor);

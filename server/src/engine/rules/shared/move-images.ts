import type { FixDraft } from '../../fix/builder.ts';
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
  const draft = fix.draft();
  for (const { span, newText } of images) draft.replace(span, newText);
  if (target.minor === undefined) return draft;
  const [from, ...others] = new Set(uses.map((use) => pythonTagOf(use)?.minor));
  const names =
    others.length > 0
      ? undefined
      : renamePython(
          model,
          from,
          target.minor,
          images.map(({ span }) => span),
        );
  if (!names) return undefined;
  for (const { span, newText } of names) draft.replace(span, newText);
  return draft;
}

/** Every image with the same Python: stages that hand packages to one another stay together. */
export const imagesWithPython = (context: FixContext<object>, minor: string): BaseUse[] =>
  baseUses(context.model).filter((use) => pythonTagOf(use)?.minor === minor);

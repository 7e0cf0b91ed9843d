import type { Model } from '../../model/types.ts';
import { type WrittenImage, writtenImage } from '../../model/written-image.ts';
import type { KeyValue } from '../../syntax/nodes.ts';
import type { TextEdit } from '../../text/edits.ts';
import type { Span } from '../../text/span.ts';
import type { BaseUse } from './base-images.ts';

/** A part of an image's name that becomes another text; an empty part is a place to insert at. Offsets into the reference. */
export interface NameChange {
  readonly part: Span;
  readonly text: string;
}

interface PlacedEdit extends TextEdit {
  readonly argument: KeyValue | undefined;
}

/**
 * The edits that change the images of some FROMs, where their parts are written: in FROM or in the default of an ARG. Undefined
 * where that cannot be done without changing something else.
 */
export function imageEdits(
  model: Model,
  changes: ReadonlyMap<BaseUse, readonly NameChange[]>,
): readonly TextEdit[] | undefined {
  const edits = new Map<string, PlacedEdit>();
  const written = new Map<BaseUse, WrittenImage>();
  for (const [use, parts] of changes) {
    const image = writtenImage(model, use.stage);
    if (!image) return undefined;
    written.set(use, image);
    for (const { part, text } of parts) {
      const edit = placed(image, part, text);
      if (!edit) return undefined;
      const key = `${edit.span.start}:${edit.span.end}`;
      if ((edits.get(key)?.newText ?? text) !== text) return undefined;
      edits.set(key, edit);
    }
  }
  const found = [...edits.values()];
  return found.every((edit) => !edit.argument || isOwn(model, edit, edit.argument, written)) ? found : undefined;
}

function placed(image: WrittenImage, { start, end }: Span, newText: string): PlacedEdit | undefined {
  if (start < end) {
    const span = image.spanOf(start, end);
    return span && { span, newText, argument: image.argumentAt(start) };
  }
  const place = start === image.text.length || start > 0 ? image.placeBehind(start - 1) : undefined;
  if (place === undefined) return undefined;
  const argument = image.argumentAt(start - 1);
  const isInside = argument?.value && place <= argument.value.span.end && place > argument.value.span.start;
  return { span: { start: place, end: place }, newText, argument: isInside ? argument : undefined };
}

const MINOR = /^\d+\.\d+$/;

const mentions = (text: string, name: string): boolean => new RegExp(`\\$\\{?${name}\\b`).test(text);

/** An ARG says nothing but what these FROMs take from it: no other image, and nothing of another shape inside a stage. */
function isOwn(
  { stages, globalArgs }: Model,
  { span, newText }: TextEdit,
  { name, value }: KeyValue,
  written: ReadonlyMap<BaseUse, WrittenImage>,
): boolean {
  const changed = new Set([...written.keys()].map(({ stage }) => stage));
  const variables = new Set([...written.values()].flatMap((image) => [...image.variables]));
  const isElsewhere =
    stages.some((stage) => !changed.has(stage) && mentions(stage.from.args.text, name)) ||
    globalArgs.some((node) =>
      node.pairs.some((pair) => mentions(pair.value?.text ?? '', name) && !variables.has(pair.name)),
    );
  if (isElsewhere) return false;
  const isInStage = stages.some(({ instructions }) =>
    instructions.some(({ node }) => node.kind === 'arg' && node.pairs.some((pair) => pair.name === name)),
  );
  const isWhole = value !== undefined && span.end - span.start === value.value.length;
  return !isInStage || (isWhole && MINOR.test(value.value) && MINOR.test(newText));
}

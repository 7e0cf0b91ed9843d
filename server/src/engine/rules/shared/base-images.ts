import type { Model, Stage } from '../../model/types.ts';
import type { ImageReference } from '../../syntax/image-reference.ts';
import type { Token } from '../../syntax/nodes.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import type { Related } from '../define.ts';

/** A FROM that names an image, not a stage. */
export interface BaseUse {
  readonly stage: Stage;
  readonly reference: ImageReference;
  readonly image: Token;
}

/** The FROMs that name images which can be told; a stage's name or an ARG without a default is none. */
export const baseUses: (model: Model) => readonly BaseUse[] = remembered((model: Model) =>
  model.stages.flatMap((stage): BaseUse[] => {
    const { reference } = stage.base;
    const { image } = stage.from;
    // The text is a template's, or still being typed.
    if (stage.parent || !image || !reference.known || !/^[\w./:@-]+$/.test(reference.value.text)) return [];
    return [{ stage, reference: reference.value, image }];
  }),
);

/** FROMs that name the very same image are one matter. */
export const sameImages: (model: Model) => readonly (readonly [BaseUse, ...BaseUse[]])[] = remembered(
  (model: Model) => {
    const groups = new Map<string, [BaseUse, ...BaseUse[]]>();
    for (const use of baseUses(model)) {
      const found = groups.get(use.reference.text);
      if (found) found.push(use);
      else groups.set(use.reference.text, [use]);
    }
    return [...groups.values()];
  },
);

/** The tag as FROM writes it, or the image's name where it writes none. */
export function tagSpan({ image, stage }: BaseUse): Span {
  const written = stage.from.reference;
  if (written?.tagStart === undefined || image.quoted || image.text.length !== image.span.end - image.span.start)
    return image.span;
  const start = image.span.start + written.tagStart;
  return { start, end: start + (written.tag?.length ?? 0) };
}

const namesIn = (text: string): ReadonlySet<string | undefined> =>
  new Set(text.match(/\$\{?\w+/g)?.map((use) => use.replace(/^\$\{?/, '')));

/** The ARGs that say which image it is, and the other FROMs that name it. */
export function relatedPlaces(model: Model, [first, ...others]: readonly [BaseUse, ...BaseUse[]]): Related[] {
  const names = namesIn(first.image.text);
  const pairs = model.globalArgs.flatMap((node) => node.pairs).filter(({ name, value }) => value && names.has(name));
  return [
    ...pairs.map(({ span, name }) => ({ span, message: `The default of ${name} decides` })),
    ...others.map(({ image }) => ({ span: image.span, message: 'The same image again' })),
  ];
}

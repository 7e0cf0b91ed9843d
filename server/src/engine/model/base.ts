import { imageFacts, UNKNOWN_IMAGE } from '../data/images.ts';
import { parseImageReference } from '../syntax/image-reference.ts';
import { type Known, known, unknown } from '../text/known.ts';
import { StageState } from './state.ts';
import type { BaseImage } from './types.ts';

/** Whatever fills in the template decides on the image, also where the mark stands in the default of an ARG. */
const TEMPLATE_MARK = /\{[{%]/;

/** The image that a FROM names: as written, and with its variables expanded. */
export function baseImage(text: string, expanded: Known<string>): BaseImage {
  const reference = expanded.known ? parseImageReference(expanded.value) : undefined;
  if (reference && TEMPLATE_MARK.test(reference.text.slice(0, reference.nameEnd)))
    return { ...UNKNOWN_IMAGE, reference: unknown('a template gives the name'), label: text };
  if (reference) return { ...imageFacts(reference), reference: known(reference), label: reference.text };
  const why = expanded.known ? 'FROM names no image' : expanded.why;
  return { ...UNKNOWN_IMAGE, reference: unknown(why), label: text };
}

/** The state in which an image hands over to the first instruction. */
export const stateOf = (base: BaseImage): StageState =>
  StageState.start({
    user: base.defaultUser,
    workdir: base.workdir,
    path: base.path,
    plainEnvironment: base.plainEnvironment,
    shell: base.family === 'windows' ? ['cmd', '/S', '/C'] : ['/bin/sh', '-c'],
  });

import type { CopyInstruction } from '../../model/types.ts';
import { textAt } from '../../text/span.ts';
import type { Input } from './install-inputs.ts';

/** Flags of COPY and ADD that mean the same for a part of what is copied. */
const KEPT_FLAGS = new Set(['chown', 'chmod', 'link']);

/** Paths that need no quotes and are no patterns. */
const PLAIN_PATH = /^[\w./@+-]+$/;

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** The part of a folder below another one; undefined where it lies elsewhere. */
function below(folder: string, top: string): string | undefined {
  const root = top === '/' ? '' : top;
  if (folder === root) return '';
  return folder.startsWith(`${root}/`) ? `${folder.slice(root.length + 1)}/` : undefined;
}

/**
 * COPY lines that bring some files of what a COPY brings to the same places, one for each folder, with its flags and its way
 * of writing the destination. Undefined where that cannot be written.
 */
export function copyLines(copy: CopyInstruction, inputs: readonly Input[], text: string): string[] | undefined {
  const { flags, sources, destination: written } = copy.node;
  const { destination } = copy.copy;
  if (inputs.length === 0) return [];
  if (!flags.every((flag) => KEPT_FLAGS.has(flag.name)) || sources.some((source) => source.text.includes('$')))
    return undefined;
  if (!written || !destination.known || /\s/.test(written.text)) return undefined;
  const folders = new Map<string, string[]>();
  for (const { contextPath, imagePath } of inputs) {
    const folder = below(folderOf(imagePath), destination.value);
    if (folder === undefined || !PLAIN_PATH.test(contextPath) || !PLAIN_PATH.test(`./${folder}`)) return undefined;
    folders.set(folder, [...(folders.get(folder) ?? []), contextPath]);
  }
  const keyword = textAt(text, copy.node.keywordSpan);
  const start = [
    keyword === keyword.toLowerCase() ? 'copy' : 'COPY',
    ...flags.map((flag) => textAt(text, flag.span)),
  ].join(' ');
  const top = written.text.replace(/\/+$/, '');
  return [...folders].map(([folder, paths]) => `${start} ${paths.sort().join(' ')} ${top}/${folder}`);
}

/**
 * Versions to suggest for the tools that install a project.
 * Source: their release pages and package index entries; read on 2026-11-21.
 */
import { parseImageReference } from '../syntax/image-reference.ts';

export const TOOL_VERSIONS = {
  uv: '0.12.5',
  poetry: '2.4.1',
} as const;

/** The image that holds nothing but uv, and where uv lies in it. Source: uv's Docker guide, read on 2026-11-21. */
export const UV_IMAGE = { repository: 'ghcr.io/astral-sh/uv', program: '/uv' } as const;

/** The same image by every name it has. */
const UV_IMAGES: readonly string[] = [UV_IMAGE.repository, 'docker.io/astral/uv', 'astral/uv'];

/** Python minors below this get an older Poetry than the newest from pip. Source: Poetry's metadata, read on 2026-11-21. */
export const POETRY_2_PYTHON = 9;

/** Where in the reference of a uv image the version of uv belongs, and what to put there. */
export interface FloatingUv {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The tag names something else, such as a Python: `uv:python3.14-trixie-slim`. */
  readonly pinsOther: boolean;
}

/** Undefined for other images and for those whose uv has a version or a digest. */
export function floatingUv(text: string): FloatingUv | undefined {
  const reference = text.includes('uv') ? parseImageReference(text) : undefined;
  if (!reference || reference.digest !== undefined) return undefined;
  const { registry, repository, tag, tagStart, nameEnd } = reference;
  if (!UV_IMAGES.includes(registry === undefined ? repository : `${registry}/${repository}`)) return undefined;
  if (tag === undefined || tagStart === undefined)
    return { start: nameEnd, end: nameEnd, text: `:${TOOL_VERSIONS.uv}`, pinsOther: false };
  if (tag === 'latest') return { start: tagStart, end: text.length, text: TOOL_VERSIONS.uv, pinsOther: false };
  // Every tag that names uv's version begins with it.
  if (!/^[a-z]+/.test(tag)) return undefined;
  return { start: tagStart, end: tagStart, text: `${TOOL_VERSIONS.uv}-`, pinsOther: true };
}

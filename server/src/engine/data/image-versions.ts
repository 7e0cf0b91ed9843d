/**
 * Which tags of images name a version.
 * Source: tag lists of Docker's official images; read on 2026-11-21.
 */
import { officialName, parseImageReference } from '../syntax/image-reference.ts';
import { readPythonTag } from './image-tags.ts';
import { isOfficialImageName } from './images.ts';

/** What a tag leaves open. */
export type Openness =
  | 'none'
  /** No tag, or `latest`: whatever is newest. */
  | 'everything'
  /** A variant such as `slim` or `alpine`, and no version. */
  | 'version'
  /** A language's major: its minors bring new behaviour. */
  | 'minor'
  /** A version that is not final yet. */
  | 'prerelease';

/** Languages whose minors matter, besides Python. */
const BY_MINOR = new Set(['node']);

/** Distributions are named by the code name of a release; these names follow whatever is current. */
const MOVING_RELEASES = /^(?:stable|oldstable|testing|unstable|rolling|devel|edge)(?:-|$)/;
const DISTRIBUTIONS =
  /^(?:debian|ubuntu|alpine|buildpack-deps|fedora|rockylinux|almalinux|centos|amazonlinux|oraclelinux|archlinux|busybox)$/;

function openPython(tag: string): Openness {
  const parts = readPythonTag(tag);
  if (!parts) return 'none';
  if (parts.prerelease) return 'prerelease';
  if (parts.minor !== undefined) return 'none';
  return parts.version ? 'minor' : 'version';
}

function openOfficial(name: string, tag: string): Openness {
  if (name === 'python') return openPython(tag);
  if (DISTRIBUTIONS.test(name)) return MOVING_RELEASES.test(tag) ? 'version' : 'none';
  if (!/^v?\d/.test(tag)) return 'version';
  return BY_MINOR.has(name) && /^\d+(?:-|$)/.test(tag) ? 'minor' : 'none';
}

/** What is built or pinned in another way: nothing, an image of this machine, a release that is part of the name, uv's own image. */
const OTHERWISE = /^(?:scratch$|localhost(?::\d+)?\/)|-debian\d+(?:$|:)|(?:^|\/)astral(?:-sh)?\/uv(?:$|:)/;

/** What the tag of an image leaves open; of images that nobody knows only whether there is a tag. */
export function opennessOf(image: string): Openness {
  const reference = parseImageReference(image);
  if (!reference || reference.digest !== undefined || OTHERWISE.test(image)) return 'none';
  const { tag, registry, repository } = reference;
  const name = officialName(reference);
  const isOfficial = name !== undefined && isOfficialImageName(name);
  if (tag === undefined) {
    // A plain name that is no official image is one that was built here.
    return isOfficial || registry !== undefined || repository.includes('/') ? 'everything' : 'none';
  }
  if (/^latest(?:-|$)/.test(tag)) return 'everything';
  return isOfficial ? openOfficial(name, tag) : 'none';
}

import { TOOL_VERSIONS } from '../../../server/src/engine/data/scaffold.ts';

/** A stand-in for an official image, made of Debian's packages. */
export interface Base {
  readonly suite: 'bookworm' | 'trixie';
  /** Python's own image of this minor; undefined: the plain distribution. */
  readonly python?: string;
  /** The Debian that this Python is taken from, where it is not the image's own: an older one. */
  readonly origin?: Base['suite'];
  /** With the distribution's Python, and without a shell. */
  readonly distroless?: true;
  /** Every name is true of the image: `python:3.11-slim` is no longer the one of bookworm. */
  readonly names: readonly string[];
}

/** 2026-11-21, from the lists of tags of the official images. */
export const BASES: readonly Base[] = [
  { suite: 'trixie', names: ['debian:trixie-slim', 'debian:13-slim', 'debian:stable-slim'] },
  { suite: 'trixie', python: '3.13', names: ['python:3.13-slim-trixie', 'python:3.13-slim'] },
  { suite: 'trixie', python: '3.11', origin: 'bookworm', names: ['python:3.11-slim-trixie', 'python:3.11-slim'] },
  {
    suite: 'trixie',
    distroless: true,
    names: ['gcr.io/distroless/python3-debian13:latest'],
  },
  { suite: 'bookworm', names: ['debian:bookworm-slim', 'debian:12-slim'] },
  { suite: 'bookworm', python: '3.11', names: ['python:3.11-slim-bookworm'] },
];

/** uv's image holds two programs, which are also on the Python package index: the tags of each of its versions. */
export const UV_TAGS: Readonly<Record<string, readonly string[]>> = {
  '0.12.5': ['0.12.5', '0.12'],
  [TOOL_VERSIONS.uv]: [TOOL_VERSIONS.uv, 'latest'],
};

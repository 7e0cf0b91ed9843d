/**
 * Versions to suggest for the tools that install a project.
 * Source: their release pages and package index entries; read on 2026-11-21.
 */
export const TOOL_VERSIONS = {
  uv: '0.12.5',
  poetry: '2.4.1',
} as const;

/** The image that holds nothing but uv, and where uv lies in it. Source: uv's Docker guide, read on 2026-11-21. */
export const UV_IMAGE = { repository: 'ghcr.io/astral-sh/uv', program: '/uv' } as const;

/** The same image by every name it has. */
export const UV_IMAGES: readonly string[] = [UV_IMAGE.repository, 'docker.io/astral/uv', 'astral/uv'];

/** Python minors below this get an older Poetry than the newest from pip. Source: Poetry's metadata, read on 2026-11-21. */
export const POETRY_2_PYTHON = 9;

import { expect, test } from 'vitest';
import { floatingUv, TOOL_VERSIONS } from '../../../server/src/engine/data/tools.ts';

const pinned = (text: string): string | undefined => {
  const found = floatingUv(text);
  return found && text.slice(0, found.start) + found.text + text.slice(found.end);
};

test('versions to suggest are exact', () => {
  for (const version of Object.values(TOOL_VERSIONS)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});

test.each([
  ['ghcr.io/astral-sh/uv', `ghcr.io/astral-sh/uv:${TOOL_VERSIONS.uv}`],
  ['ghcr.io/astral-sh/uv:latest', `ghcr.io/astral-sh/uv:${TOOL_VERSIONS.uv}`],
  ['ghcr.io/astral-sh/uv:alpine', `ghcr.io/astral-sh/uv:${TOOL_VERSIONS.uv}-alpine`],
  ['docker.io/astral/uv:python3.14-trixie', `docker.io/astral/uv:${TOOL_VERSIONS.uv}-python3.14-trixie`],
])('%s leaves uv open', (text, expected) => {
  expect(pinned(text)).toBe(expected);
});

test.each([
  'ghcr.io/astral-sh/uv:0.12.5',
  'ghcr.io/astral-sh/uv:0.12-alpine',
  'ghcr.io/astral-sh/uv:latest@sha256:00',
  'uv',
  '',
])('%s does not, or is no image of uv', (text) => {
  expect(floatingUv(text)).toBeUndefined();
});

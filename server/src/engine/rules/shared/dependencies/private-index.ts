import type { ProjectFacts } from '../../../project/types.ts';
import { effectiveTool } from '../commands.ts';
import { type Step, variableOf } from '../steps.ts';

const OPTIONS = new Set(['--index', '--default-index', '--index-url', '--extra-index-url', '--find-links']);
const VARIABLES = [
  'PIP_INDEX_URL',
  'PIP_EXTRA_INDEX_URL',
  'PIP_FIND_LINKS',
  'PIP_CONFIG_FILE',
  'UV_INDEX',
  'UV_DEFAULT_INDEX',
  'UV_INDEX_URL',
  'UV_EXTRA_INDEX_URL',
  'UV_FIND_LINKS',
  'PIPENV_PYPI_MIRROR',
];

/** Tables and lines of files that name an index. */
const NAMES_INDEX =
  /^[ \t]*(?:--(?:extra-)?index-url|-i|--find-links|-f)\b|^[ \t]*\[\[(?:tool\.(?:uv\.index|poetry\.source|pdm\.source))\]\]|^[ \t]*(?:extra-)?index-url[ \t]*=/m;

/** An install may take packages from another index than the public one: by its options, its environment, or its files. */
export function usesPrivateIndex(step: Step, files: readonly string[], facts: ProjectFacts): boolean {
  const tool = effectiveTool(step.command);
  const configured = step.run.mounts.some(({ mount, target }) => mount.type === 'secret' && hidesConfig(target));
  return (
    configured ||
    (tool?.options ?? []).some(({ canonical }) => OPTIONS.has(canonical)) ||
    VARIABLES.some((name) => variableOf(step, name) !== undefined) ||
    files.some((path) => {
      const text = facts.source(path);
      return text.known && NAMES_INDEX.test(text.value);
    })
  );
}

/** A secret that holds pip.conf, netrc and the like. */
const hidesConfig = (target: { readonly known: boolean; readonly value?: string }): boolean =>
  !target.known || /pip\.conf|netrc|uv\.toml|poetry/.test(target.value ?? '');

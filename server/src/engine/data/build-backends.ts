/**
 * What builds a Python project, and which files besides its code it stops without.
 * Source: builds, by pip, uv and Poetry, of projects without these files, with an old and the newest release of each: hatchling 1.10 and
 * 1.33, flit_core 3.4 and 4.2, pdm-backend 2.1 and 2.5, poetry-core 1.9 and 2.5, uv_build 0.7 and 0.13; on 2026-11-21. setuptools only
 * warns. What `license-files` names is asked for by newer releases alone, except by pdm-backend.
 */

/** How a pyproject.toml names a file: as its readme, its license, its `license-files`, or the one that holds its version. */
export type BuildFileKind = 'readme' | 'license' | 'license-files' | 'version';

export interface BuildBackend {
  /** For messages: the package that holds it. */
  readonly name: string;
  readonly stopsWithout: readonly BuildFileKind[];
}

const BACKENDS: ReadonlyMap<string, BuildBackend> = new Map([
  ['hatchling.build', { name: 'hatchling', stopsWithout: ['readme', 'license', 'version'] }],
  ['flit_core.buildapi', { name: 'flit_core', stopsWithout: ['readme'] }],
  ['pdm.backend', { name: 'pdm-backend', stopsWithout: ['readme', 'license', 'license-files', 'version'] }],
  ['poetry.core.masonry.api', { name: 'poetry-core', stopsWithout: ['readme', 'license'] }],
  ['uv_build', { name: 'uv_build', stopsWithout: ['readme', 'license'] }],
]);

/** By the `build-backend` of a pyproject.toml; undefined for setuptools and what nobody has tried. */
export const buildBackend = (name: string): BuildBackend | undefined => BACKENDS.get(name);

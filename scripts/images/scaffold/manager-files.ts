import type { ProjectFiles } from '../context.ts';
import type { Engine } from '../engine/types.ts';
import type { Combination } from './combinations.ts';
import { withLock } from './locks.ts';
import { COMPILED, type Requirement, requirementsOf } from './requirements.ts';

/** What the package manager of a project has there: what is asked for, and the lock. */
export function managerFiles(combination: Combination, engine: Engine): Promise<ProjectFiles> {
  const { manager, python } = combination;
  const all = requirementsOf(combination);
  const ground = { python, compiles: all.some(({ name }) => COMPILED.has(name)) };
  const locked = (name: Parameters<typeof withLock>[0], files: ProjectFiles) => withLock(name, ground, files, engine);
  switch (manager) {
    case 'pip':
      return Promise.resolve({ 'requirements.txt': lines(all.map(pinned)) });
    case 'pip with a folder':
      return Promise.resolve(requirementsFolder(all));
    case 'pip with hashes':
      return locked(manager, { 'requirements.in': lines(all.map(pinned)) });
    case 'pipenv':
      return locked(manager, { Pipfile: pipfile(all, python) });
    case 'uv':
      return locked(manager, {
        'pyproject.toml': `${project(all)}\n[dependency-groups]\ndev = ["django-debug-toolbar"]\n`,
      });
    case 'poetry':
      return locked(manager, {
        'pyproject.toml': `${project(all)}
[tool.poetry]
package-mode = false

[tool.poetry.group.dev.dependencies]
django-debug-toolbar = "*"
`,
      });
    case 'pdm':
      return locked(manager, {
        'pyproject.toml': `${project(all)}
[dependency-groups]
dev = ["django-debug-toolbar"]

[tool.pdm]
distribution = false
`,
      });
  }
}

const pinned = ({ name, extra, version }: Requirement): string =>
  `${name}${extra === undefined ? '' : `[${extra}]`}==${version}`;

const inPipfile = ({ name, extra, version }: Requirement): string =>
  extra === undefined ? `${name} = "==${version}"` : `${name} = { version = "==${version}", extras = ["${extra}"] }`;
const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');

const requirementsFolder = (all: readonly Requirement[]): ProjectFiles => ({
  'requirements/base.txt': lines(all.filter(({ production }) => !production).map(pinned)),
  'requirements/production.txt': lines(['-r base.txt', ...all.filter(({ production }) => production).map(pinned)]),
  'requirements/development.txt': lines(['-r base.txt', 'django-debug-toolbar']),
});

const project = (all: readonly Requirement[]): string => `[project]
name = "notebook"
version = "1.0.0"
requires-python = ">=3.11,<4.0"
dependencies = [
${lines(all.map((each) => `    "${pinned(each)}",`))}]
`;

const pipfile = (all: readonly Requirement[], python: string): string => `[[source]]
url = "https://pypi.org/simple"
verify_ssl = true
name = "pypi"

[packages]
${lines(all.map(inPipfile))}
[dev-packages]
django-debug-toolbar = "*"

[requires]
python_version = "${python}"
`;

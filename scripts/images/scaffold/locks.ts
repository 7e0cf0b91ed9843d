import { TOOL_COMPANIONS, TOOL_VERSIONS } from '../../../server/src/engine/data/scaffold.ts';
import { type Lock, madeFiles, POETRYS_INDEX } from '../cases/locks.ts';
import type { ProjectFiles } from '../context.ts';
import type { Engine } from '../engine/types.ts';

export type Locking = 'uv' | 'poetry' | 'pipenv' | 'pdm' | 'pip with hashes';

/** Where a lock is made: some package managers build a package to learn what it needs. */
export interface Ground {
  readonly python: string;
  readonly compiles: boolean;
}

const COMPILER =
  'RUN apt-get update && ' +
  'apt-get install -y --no-install-recommends build-essential default-libmysqlclient-dev libpq-dev pkg-config\n';

const start = ({ python, compiles }: Ground): string =>
  `FROM python:${python}-slim-trixie\n${compiles ? COMPILER : ''}`;

const UV = `COPY --from=ghcr.io/astral-sh/uv:${TOOL_VERSIONS.uv} /uv /bin/uv\n`;
const tool = (name: 'poetry' | 'pipenv' | 'pdm'): string =>
  `RUN pip install --no-cache-dir ${[`${name}==${TOOL_VERSIONS[name]}`, ...TOOL_COMPANIONS[name]].map((each) => `'${each}'`).join(' ')}\n`;

const LOCKS: Readonly<Record<Locking, (ground: Ground) => Lock>> = {
  uv: (ground) => ({
    files: ['uv.lock'],
    dockerfile: `${start(ground)}${UV}WORKDIR /app\nCOPY pyproject.toml .\nRUN uv lock\n`,
  }),
  poetry: (ground) => ({
    files: ['pyproject.toml', 'poetry.lock'],
    dockerfile: `${start(ground)}${tool('poetry')}WORKDIR /app
COPY pyproject.toml .
RUN poetry source add --priority=primary index "$(${POETRYS_INDEX})" && poetry lock
`,
  }),
  pipenv: (ground) => ({
    files: ['Pipfile.lock'],
    dockerfile: `${start(ground)}${tool('pipenv')}WORKDIR /app\nCOPY Pipfile .\nRUN pipenv lock\n`,
  }),
  pdm: (ground) => ({
    files: ['pdm.lock'],
    dockerfile: `${start(ground)}${tool('pdm')}WORKDIR /app\nCOPY pyproject.toml .\nRUN pdm lock\n`,
  }),
  'pip with hashes': (ground) => ({
    files: ['requirements.txt'],
    dockerfile: `${start(ground)}${UV}WORKDIR /app
COPY requirements.in .
RUN uv pip compile --universal --generate-hashes requirements.in --output-file requirements.txt
`,
  }),
};

/** The files as they are after the package manager's own command for a lock. */
export const withLock = async (
  manager: Locking,
  ground: Ground,
  given: ProjectFiles,
  engine: Engine,
): Promise<ProjectFiles> => ({
  ...given,
  ...(await madeFiles(`scaffold-${manager.replaceAll(' ', '-')}`, LOCKS[manager](ground), given, engine)),
});

import { BASE_STAGE } from './base-stage.ts';
import type { Practice } from './types.ts';

export const reproducibility: Practice = {
  id: 'reproducibility',
  title: 'Builds that can be repeated',
  summary: 'Everything is named with its version: what is built next month is what was tested today.',
  does: 'A tag with version and code name, or a digest, for the base; a lock or pinned requirements for packages; and a flag with which the manager refuses to change the lock: `uv sync --locked`, `pip install --require-hashes`, `pipenv install --deploy`.',
  why: '`pip install django` is another Django on another day. When a fault shows in production, you want to build exactly what runs there, and change one thing.',
  language: 'dockerfile',
  example:
    BASE_STAGE +
    'COPY --from=ghcr.io/astral-sh/uv:0.13.9 /uv /bin/uv\n' +
    'WORKDIR /build\n' +
    'COPY pyproject.toml uv.lock ./\n' +
    'RUN --mount=type=cache,target=/root/.cache/uv \\\n' +
    '    UV_PROJECT_ENVIRONMENT=/opt/venv UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 uv sync --locked --no-dev --no-install-project\n',
  rules: [
    'dependency-unpinned',
    'lock-not-enforced',
    'image-unpinned',
    'base-image-no-digest',
    'tool-unpinned',
    'psycopg2-binary',
    'git-requirement-no-git',
    'poetry-2',
  ],
  subjects: {
    instructions: ['FROM'],
    programs: ['pip', 'uv', 'poetry', 'pipenv', 'pdm'],
    flags: [],
    variables: [],
  },
};

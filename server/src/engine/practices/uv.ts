import { BASE_STAGE } from './base-stage.ts';
import type { Practice } from './types.ts';

export const uv: Practice = {
  id: 'uv',
  title: 'uv',
  summary: 'Installs what the lock says, fast, into an environment that can be copied.',
  does: '`COPY --from=ghcr.io/astral-sh/uv` brings one program. `uv sync --locked` stops when the lock is stale, `--no-dev` leaves out the group for developers that is installed otherwise, `--no-install-project` keeps the layer free of your code.',
  why: 'uv installs in seconds what takes pip minutes. It compiles no bytecode unless it is told, links from its cache unless it is told, and downloads a Python of its own unless it is told: three variables settle that.',
  language: 'dockerfile',
  example:
    BASE_STAGE +
    '\n' +
    'FROM base AS builder\n' +
    'COPY --from=ghcr.io/astral-sh/uv:0.13.9 /uv /bin/uv\n' +
    'ENV UV_COMPILE_BYTECODE=1 \\\n' +
    '    UV_LINK_MODE=copy \\\n' +
    '    UV_NO_DEV=1 \\\n' +
    '    UV_PROJECT_ENVIRONMENT=/opt/venv \\\n' +
    '    UV_PYTHON_DOWNLOADS=never\n' +
    'WORKDIR /build\n' +
    'RUN --mount=type=cache,target=/root/.cache/uv \\\n' +
    '    --mount=type=bind,source=uv.lock,target=/build/uv.lock \\\n' +
    '    --mount=type=bind,source=pyproject.toml,target=/build/pyproject.toml \\\n' +
    '    uv sync --locked --no-install-project\n' +
    '\n' +
    'FROM base AS final\n' +
    'COPY --from=builder /opt/venv /opt/venv\n',
  rules: [
    'uv-run-in-command',
    'uv-export-project',
    'bytecode-not-compiled',
    'dev-deps-installed',
    'lock-not-enforced',
    'system-python-mixed',
    'externally-managed-python',
  ],
  subjects: {
    instructions: [],
    programs: ['uv', 'uvx'],
    flags: [],
    variables: [
      'UV_COMPILE_BYTECODE',
      'UV_LINK_MODE',
      'UV_NO_DEV',
      'UV_PROJECT_ENVIRONMENT',
      'UV_PYTHON_DOWNLOADS',
      'UV_LOCKED',
      'UV_FROZEN',
    ],
  },
};

import { BASE_STAGE } from './base-stage.ts';
import type { Practice } from './types.ts';

export const multiStageBuilds: Practice = {
  id: 'multi-stage-builds',
  title: 'Multi-stage builds',
  summary: 'One stage builds with all tools, the last one gets the result alone.',
  does: 'Each `FROM` begins a stage. What a stage installs stays in it, unless a later one takes it with `COPY --from`. A builder with a compiler makes the virtual environment, and the stage that ships copies that one folder.',
  why: 'psycopg, mysqlclient and many others are compiled, and a compiler with its headers takes 200 to 300 MB that a running site never uses. They are a gift to whoever breaks in, and every pull and every scan pays for them.',
  language: 'dockerfile',
  example:
    BASE_STAGE +
    '\n' +
    'FROM base AS builder\n' +
    'RUN apt-get update \\\n' +
    '    && apt-get install --yes --no-install-recommends build-essential libpq-dev \\\n' +
    '    && rm -rf /var/lib/apt/lists/*\n' +
    'WORKDIR /build\n' +
    'RUN python -m venv "$VIRTUAL_ENV"\n' +
    'COPY requirements.txt ./\n' +
    'RUN pip install --no-cache-dir --requirement requirements.txt\n' +
    '\n' +
    'FROM base AS final\n' +
    'COPY --from=builder /opt/venv /opt/venv\n',
  rules: [
    'single-stage-build',
    'build-deps-in-final',
    'unused-stage',
    'stage-alias-shadowed',
    'copy-from-invalid',
    'stage-python-mismatch',
    'stage-libc-mismatch',
    'venv-broken-after-copy',
    'venv-not-on-path',
    'user-site-broken',
  ],
  subjects: {
    instructions: ['FROM'],
    programs: ['gcc', 'venv'],
    flags: ['from', 'target'],
    variables: [],
  },
};

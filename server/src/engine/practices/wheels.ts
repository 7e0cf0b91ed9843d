import type { Practice } from './types.ts';

export const wheels: Practice = {
  id: 'wheels',
  title: 'Wheels',
  summary: 'Compiled once in the builder, and installed in the last stage without being kept there.',
  does: '`pip wheel` builds every requirement as an archive. The last stage installs from that folder with `--no-index --find-links`: best through a bind mount, so that the archives are in no layer. A virtual environment that is copied does the same in one step.',
  why: '`COPY --from=builder /wheels /wheels` and an install behind it keep every package twice. Wheels that are built and not used are slower than no wheels.',
  language: 'dockerfile',
  example:
    'FROM python:3.14-slim-trixie AS builder\n' +
    'COPY requirements.txt ./\n' +
    'RUN pip wheel --no-cache-dir --wheel-dir=/wheels --requirement requirements.txt\n' +
    '\n' +
    'FROM python:3.14-slim-trixie\n' +
    'RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels \\\n' +
    '    pip install --no-cache-dir --no-index /wheels/*.whl\n',
  rules: ['wheels-left-in-image', 'wheels-not-used', 'native-lib-missing', 'db-driver-missing', 'base-image-alpine'],
  subjects: {
    instructions: [],
    programs: ['pip', 'wheel'],
    flags: ['find-links', 'no-index'],
    variables: [],
  },
};

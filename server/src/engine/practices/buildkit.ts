import { BASE_STAGE } from './base-stage.ts';
import type { Practice } from './types.ts';

export const buildkit: Practice = {
  id: 'buildkit',
  title: 'BuildKit',
  summary: 'Mounts for caches, files and secrets, stages side by side, and one grammar everywhere.',
  does: '`# syntax=docker/dockerfile:1` in the first line takes the newest grammar. `--mount=type=cache` keeps downloads from build to build and out of the image, `type=bind` shows a file for one `RUN`, `type=secret` a secret.',
  why: 'With a cache mount a changed requirement downloads one package instead of all. Without one either every build downloads everything, or the downloads end up in the image.',
  language: 'dockerfile',
  example:
    '# syntax=docker/dockerfile:1\n' +
    BASE_STAGE +
    'WORKDIR /build\n' +
    'RUN python -m venv "$VIRTUAL_ENV"\n' +
    'RUN --mount=type=cache,target=/root/.cache/pip \\\n' +
    '    --mount=type=bind,source=requirements.txt,target=/build/requirements.txt \\\n' +
    '    pip install --requirement requirements.txt\n',
  rules: ['cache-mount', 'buildkit-style', 'pip-cache-left', 'inline-comment', 'json-form-invalid'],
  subjects: {
    instructions: [],
    programs: [],
    flags: ['mount', 'network', 'security'],
    variables: [],
  },
};

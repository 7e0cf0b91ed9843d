import { BASE_STAGE } from './base-stage.ts';
import type { Practice } from './types.ts';

export const secrets: Practice = {
  id: 'secrets',
  title: 'Secrets',
  summary: 'No secret is ever part of an image: not in ENV, not in ARG, not in a file.',
  does: 'Everything a build sets or copies stays in a layer, also when a later one deletes it, and `docker history` shows it. A secret that a build needs is mounted for one `RUN`; one that the site needs comes when it starts.',
  why: 'Whoever can pull the image has the `SECRET_KEY`, and with it can forge sessions and links that reset passwords. collectstatic only needs some value: give it one that lives as long as that `RUN`.',
  language: 'dockerfile',
  example:
    BASE_STAGE +
    'WORKDIR /app\n' +
    'RUN python -m venv "$VIRTUAL_ENV"\n' +
    'RUN --mount=type=secret,id=pip_conf,target=/root/.config/pip/pip.conf \\\n' +
    '    --mount=type=cache,target=/root/.cache/pip \\\n' +
    '    --mount=type=bind,source=requirements.txt,target=/app/requirements.txt \\\n' +
    '    pip install --requirement requirements.txt\n' +
    'COPY . .\n' +
    'RUN SECRET_KEY=build-only python manage.py collectstatic --noinput\n',
  rules: ['secret-in-env-or-arg', 'secret-file-copied', 'credentials-in-url', 'dotenv-in-context', 'settings-env-bugs'],
  subjects: {
    instructions: ['ENV', 'ARG'],
    programs: [],
    flags: ['secret', 'ssh'],
    variables: ['SECRET_KEY', 'DJANGO_SECRET_KEY', 'DATABASE_URL'],
  },
};

import type { Practice } from './types.ts';

export const staticFiles: Practice = {
  id: 'static-files',
  title: 'Static files',
  summary: 'Collected while the image is built, handed out by WhiteNoise or from elsewhere.',
  does: '`collectstatic` copies the files of all apps to `STATIC_ROOT`. In the build that happens once; at start it happens in every container, and needs rights to write.',
  why: 'Django itself hands out no static files without `DEBUG`: a site that was not told who does has no styles. The settings are imported, so every variable that they cannot do without is needed, with any value.',
  language: 'dockerfile',
  example:
    'FROM python:3.14-slim-trixie\n' +
    'WORKDIR /app\n' +
    'COPY . .\n' +
    'RUN SECRET_KEY=build-only \\\n' +
    '    python manage.py collectstatic --noinput\n',
  rules: [
    'collectstatic-missing',
    'collectstatic-will-fail',
    'static-not-served',
    'assets-after-collectstatic',
    'settings-mismatch',
    'messages-not-compiled',
  ],
  subjects: {
    instructions: [],
    programs: ['manage.py', 'django-admin', 'collectstatic', 'compilemessages'],
    flags: [],
    variables: [],
  },
};

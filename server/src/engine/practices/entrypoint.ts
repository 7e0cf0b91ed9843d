import type { Practice } from './types.ts';

export const entrypoint: Practice = {
  id: 'entrypoint',
  title: 'The entry script',
  summary: 'It prepares, and then becomes the server: `exec "$@"`.',
  does: '`ENTRYPOINT` and `CMD` in exec form start the program itself. A script in between ends with `exec`, so that the server gets the signal to stop. Migrations run once, in a step or service of their own, not in each of five replicas at the same time.',
  why: 'With a shell in between, `docker stop` waits ten seconds and kills the site in the middle of its requests. A script with Windows’ line ends, or without the right to be executed, does not start at all.',
  language: 'dockerfile',
  example:
    'FROM python:3.14-slim-trixie\n' +
    'WORKDIR /app\n' +
    'COPY --chmod=0755 entrypoint.sh /usr/local/bin/entrypoint.sh\n' +
    'COPY . .\n' +
    'ENTRYPOINT ["entrypoint.sh"]\n' +
    'CMD ["gunicorn", "config.wsgi:application", "--bind=0.0.0.0:8000"]\n',
  rules: [
    'entrypoint-no-exec',
    'entrypoint-not-executable',
    'entrypoint-bad-interpreter',
    'entrypoint-hides-failure',
    'shell-form-command',
    'wrong-stop-signal',
    'migrate-misplaced',
    'start-command-missing',
    'exec-form-variable',
  ],
  subjects: {
    instructions: ['ENTRYPOINT', 'CMD', 'STOPSIGNAL'],
    programs: ['migrate', 'wait-for-it.sh'],
    flags: [],
    variables: [],
  },
};

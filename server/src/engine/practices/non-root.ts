import type { Practice } from './types.ts';

export const nonRoot: Practice = {
  id: 'non-root',
  title: 'A user without rights',
  summary: 'The process runs as a numbered user that owns nothing but what it writes to.',
  does: 'Containers start as root unless `USER` says otherwise. Create a user, give it the folders that it has to write to, and switch to it by its number below everything that needs root.',
  why: 'Whoever takes over a process that is root has the whole container, and half the way out of it. Code that the process may not change stays what you have tested. Kubernetes checks `runAsNonRoot` by the number, not by a name.',
  language: 'dockerfile',
  example:
    'FROM python:3.14-slim-trixie\n' +
    'RUN groupadd --gid 10001 app \\\n' +
    '    && useradd --uid 10001 --gid 10001 --no-log-init --create-home --shell /usr/sbin/nologin app \\\n' +
    '    && install --directory --owner=10001 --group=10001 /app/media\n' +
    'WORKDIR /app\n' +
    'COPY . .\n' +
    'USER 10001:10001\n',
  rules: [
    'runs-as-root',
    'user-not-numeric',
    'user-before-install',
    'code-writable-by-app',
    'chown-duplicates-layer',
    'chmod-too-open',
    'writable-dir-for-nonroot',
    'adduser-missing',
    'sudo-used',
    'gunicorn-home-not-writable',
  ],
  subjects: {
    instructions: ['USER'],
    programs: ['useradd', 'adduser', 'groupadd', 'addgroup', 'chown', 'chmod', 'sudo'],
    flags: ['chown', 'chmod'],
    variables: [],
  },
};

import { APP, PORT } from '../layout.ts';
import type { Plan } from '../types.ts';

/** For work on the code: it is mounted over the image's, and the server starts anew with every change. */
export function overrideOf(plan: Plan): string {
  const { survey, choices } = plan;
  const debug = survey.settings?.environment.reads.find(({ setting }) => setting === 'DEBUG')?.name;
  const mounts = [`volumes: [".:${APP}"]`];
  const lines = [
    '# Compose takes this file by itself. In production name the other one: docker compose --file compose.yaml up --detach',
    'services:',
    '  web:',
    `    command: ["python", "manage.py", "runserver", "0.0.0.0:${PORT}"]`,
    ...(debug === undefined ? [] : ['    environment:', `      ${debug}: "1"`]),
    ...mounts.map((line) => `    ${line}`),
    '    healthcheck: {disable: true}',
    ...(choices.celery ? ['  worker:', ...mounts.map((line) => `    ${line}`)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

import { GUNICORN_WITH_ASGI_WORKER } from '../data/servers.ts';
import { compareVersions, parseVersion } from '../project/dependencies/version.ts';
import { textFact } from './facts.ts';
import { PORT } from './layout.ts';
import { installedOf } from './parts.ts';
import type { Plan } from './types.ts';

/** The server speaks ASGI with the application. */
export function servesAsgi({ survey, choices }: Pick<Plan, 'survey' | 'choices'>): boolean {
  if (choices.server !== 'granian') return choices.server !== 'gunicorn';
  return textFact(survey, 'wsgiApplication') === undefined && textFact(survey, 'asgiApplication') !== undefined;
}

/** `config.wsgi:application` */
export function applicationOf(plan: Pick<Plan, 'survey' | 'choices'>): string {
  const asgi = servesAsgi(plan);
  const fact = textFact(plan.survey, asgi ? 'asgiApplication' : 'wsgiApplication');
  const dotted = fact?.value ?? `${packageOf(plan)}.${asgi ? 'asgi' : 'wsgi'}.application`;
  const at = dotted.lastIndexOf('.');
  return `${dotted.slice(0, at)}:${dotted.slice(at + 1)}`;
}

/** The package that the settings lie in: that is where startproject puts the modules for servers. */
export function packageOf({ survey }: Pick<Plan, 'survey'>): string {
  const settings = textFact(survey, 'settingsModule')?.value ?? 'config.settings';
  return settings.split('.', 1)[0] ?? 'config';
}

/** The worker class of gunicorn for ASGI: its own, where the installed one surely has it and no other was chosen. */
export function asgiWorker(plan: Pick<Plan, 'survey' | 'choices'>): 'asgi' | 'uvicorn_worker.UvicornWorker' {
  const { packages } = installedOf(plan);
  if (packages.has('uvicorn-worker')) return 'uvicorn_worker.UvicornWorker';
  const [own, least] = [packages.get('gunicorn')?.version, GUNICORN_WITH_ASGI_WORKER].map((text) =>
    text === undefined ? undefined : parseVersion(text),
  );
  return own && least && compareVersions(own, least) >= 0 ? 'asgi' : 'uvicorn_worker.UvicornWorker';
}

/** What starts the server. */
export function serverCommand(plan: Pick<Plan, 'survey' | 'choices'>): readonly string[] {
  const application = applicationOf(plan);
  const bind = `--bind=0.0.0.0:${PORT}`;
  const gunicorn = ['gunicorn', application, bind, '--worker-tmp-dir=/dev/shm', '--access-logfile=-'];
  switch (plan.choices.server) {
    case 'gunicorn':
      return gunicorn;
    case 'gunicorn-asgi':
      return ['gunicorn', application, bind, `--worker-class=${asgiWorker(plan)}`, ...gunicorn.slice(3)];
    case 'uvicorn':
      return ['uvicorn', application, '--host=0.0.0.0', `--port=${PORT}`];
    case 'daphne':
      return ['daphne', '-b', '0.0.0.0', '-p', `${PORT}`, application];
    case 'granian':
      return [
        'granian',
        `--interface=${servesAsgi(plan) ? 'asgi' : 'wsgi'}`,
        '--host=0.0.0.0',
        `--port=${PORT}`,
        application,
      ];
  }
}

/** How many processes answer at a time, so that a slow request does not keep the others waiting. */
export function workersVariable({ choices }: Pick<Plan, 'choices'>): string | undefined {
  switch (choices.server) {
    case 'daphne':
      return undefined;
    case 'granian':
      return 'GRANIAN_WORKERS';
    default:
      return 'WEB_CONCURRENCY';
  }
}

/** The packages that the command needs. */
export function serverPackages(plan: Pick<Plan, 'survey' | 'choices'>): readonly string[] {
  const { server } = plan.choices;
  if (server !== 'gunicorn-asgi') return [server];
  return asgiWorker(plan) === 'asgi' ? ['gunicorn'] : ['gunicorn', 'uvicorn', 'uvicorn-worker'];
}

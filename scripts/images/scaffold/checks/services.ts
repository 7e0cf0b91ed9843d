import type { Engine, Image, Network, Running } from '../../engine/types.ts';
import type { Combination } from '../combinations.ts';
import { probeOf, type Service, type Services, startOf } from '../compose.ts';
import type { Helpers } from '../helpers.ts';
import { until } from '../requests.ts';
import type { Check } from '../trial.ts';
import { judgeServer } from './server.ts';
import { judgeWorker } from './worker.ts';

/** What compose.yaml describes, and what there is to run it. */
export interface Deployment {
  readonly combination: Combination;
  readonly image: Image;
  readonly services: Services;
  readonly helpers: Helpers;
  readonly network: Network;
  readonly check: Check;
}

/** Starts what compose.yaml describes, in the order that it describes, and looks at each of the services. */
export async function judgeServices(given: Omit<Deployment, 'network'>, engine: Engine): Promise<void> {
  const network = await engine.network(Object.keys(given.services));
  const deployment = { ...given, network };
  try {
    await startServers(deployment);
    await judgeMigrations(deployment);
    await judgeServer(deployment, async (web) => {
      if (given.combination.celery === 'yes') await judgeWorker(deployment, web);
    });
  } finally {
    await network.remove();
  }
}

/** A service of the file by its name. */
export function serviceOf({ services }: Deployment, name: string): Service {
  const service = services[name];
  if (!service) throw new Error(`compose.yaml has no service ${name}, but ${Object.keys(services).join(', ')}`);
  return service;
}

/** Starts a service of the application, with this command or its own. */
export function startService(deployment: Deployment, name: string, command?: readonly string[]): Promise<Running> {
  const { image, network } = deployment;
  return image.start({ ...startOf(serviceOf(deployment, name)), network, alias: name, ...(command && { command }) });
}

const PATIENCE_SECONDS = 60;

/** What the others wait for: a database, and Redis. */
async function startServers(deployment: Deployment): Promise<void> {
  const { services, network, helpers, check } = deployment;
  const servers = Object.entries({ db: 'a database', redis: 'Redis' }).filter(([name]) => name in services);
  for (const [name, what] of servers) {
    await check(`${what} passes the health check of compose.yaml`, async () => {
      const service = serviceOf(deployment, name);
      const kind = kindOf(service);
      const { env } = startOf(service);
      const server = await helpers.servers.start({ command: [kind], env, network, alias: name, user: USERS[kind] });
      const probe = kind === 'mariadb' ? MARIADB_PROBE : probeOf(service);
      const isUp = async () => (await server.exec(probe)).code === 0;
      await until(isUp, PATIENCE_SECONDS, () => `it does not\n${server.output()}`);
    });
  }
}

// What compose.yaml asks is a script that only the official image has.
const MARIADB_PROBE = ['mariadb-admin', 'ping', '--host=127.0.0.1'];

type Kind = 'postgresql' | 'mysql' | 'mariadb' | 'redis';

const USERS: Readonly<Record<Kind, string>> = {
  postgresql: 'postgres',
  mysql: 'mysql',
  mariadb: 'mysql',
  redis: 'redis',
};

function kindOf({ image }: Service): Kind {
  const [name = ''] = image.split(':');
  const kind = name === 'postgres' ? 'postgresql' : name;
  if (kind in USERS) return kind as Kind;
  throw new Error(`nothing stands in for the image ${image}`);
}

async function judgeMigrations(deployment: Deployment): Promise<void> {
  const migrate = async () => {
    const service = await startService(deployment, 'migrate');
    const code = await service.ended;
    if (code !== 0) throw new Error(`it ends with code ${code}\n${service.output()}`);
    return service.output();
  };
  await deployment.check('the one-shot service applies the migrations once', async () => {
    const first = await migrate();
    if (!/Applying notes\.0001_initial\.+ OK/.test(first)) throw new Error(`the first time it says\n${first}`);
    const second = await migrate();
    if (!second.includes('No migrations to apply')) throw new Error(`the second time it says\n${second}`);
  });
}

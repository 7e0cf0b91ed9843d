import type { Image, Mount } from '../engine/types.ts';
import type { Helpers } from './helpers.ts';

/** A service, as Compose itself understands the file: variables filled in, anchors resolved. */
export interface Service {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly command: readonly string[] | null;
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly volumes?: readonly { readonly type: string; readonly source: string; readonly target: string }[];
  readonly healthcheck?: { readonly disable?: boolean; readonly test?: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly ports?: readonly { readonly host_ip?: string; readonly target: number; readonly published?: string }[];
}

interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
}

export type Services = Readonly<Record<string, Service>>;

/** What Compose makes of the file in a folder; it refuses what does not fit its schema. */
export async function servicesIn(folder: string, { tools }: Helpers): Promise<Services> {
  const command = 'cd /project && docker-compose config --format json';
  const { code, stdout, stderr } = await tools.run(['sh', '-c', command], { mounts: [{ folder, target: '/project' }] });
  if (code !== 0 || stderr.includes('level=warning')) throw new Error(`compose refuses its file\n${stderr}`);
  const { services }: ComposeFile = JSON.parse(stdout, unescaped);
  return services;
}

/** Compose writes a dollar as it would have to stand in the file. */
const unescaped = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('$$', '$') : value;

/** How a service of the application is started: its command, with the variables and volumes that the file gives it. */
export const startOf = ({ command, environment = {}, volumes = [] }: Service) => ({
  ...(command && { command }),
  env: Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value ?? ''])),
  mounts: volumes.map(({ source, target }): Mount => ({ volume: source, target })),
});

/** The words of a health check, for a program to be run beside the service. */
export function probeOf({ healthcheck }: Service, image?: Image): readonly string[] {
  const own: { readonly Test?: readonly string[] } = JSON.parse(image?.config.healthcheck || '{}');
  const [kind, ...words] = healthcheck?.test ?? own.Test ?? [];
  if (words.length === 0) throw new Error('there is no health check');
  return kind === 'CMD-SHELL' ? ['sh', '-c', ...words] : words;
}

import { type Layout, layoutOf } from '../layout.ts';
import type { Plan } from '../types.ts';
import { brokersOf, brokerVariables } from './broker.ts';
import { databaseServer, databaseVariables } from './database.ts';
import {
  brokerServices,
  celeryServices,
  databaseService,
  migrateService,
  type Service,
  webService,
} from './services.ts';

/** What compose sets for the application, over what `.env` says. */
export const composeVariables = (plan: Plan): ReadonlyMap<string, string> =>
  new Map([...databaseVariables(plan), ...brokerVariables(plan)]);

/**
 * One image in several roles. One service builds it and the others wait for that one: several that build the same tag at once can
 * stumble over each other.
 */
export function composeOf(plan: Plan): string {
  const layout = layoutOf(plan);
  const server = databaseServer(plan);
  const all = volumeLines(layout, () => true);
  const data = volumeLines(layout, (volume) => volume === 'data');
  const services = [
    migrateService(plan, server, data),
    webService(all),
    ...(plan.choices.celery ? celeryServices(plan, all) : []),
    ...(server ? [databaseService(server)] : []),
    ...brokerServices(plan),
  ];
  return `${appLines(plan).join('\n')}\n\nservices:\n${services.map(serviceText).join('\n')}\n${volumesText(plan, layout)}`;
}

function appLines(plan: Plan): readonly string[] {
  const variables = [...composeVariables(plan)].map(([name, value]) => `    ${name}: ${value}`);
  return [
    'x-app: &app',
    `  image: \${APP_IMAGE:-${plan.survey.name}:local}`,
    '  pull_policy: never',
    '  env_file: .env',
    ...(variables.length > 0 ? ['  environment:', ...variables] : []),
    '  restart: unless-stopped',
    '  init: true',
    '  cap_drop: [ALL]',
    '  security_opt: ["no-new-privileges:true"]',
    '  depends_on:',
    '    migrate: {condition: service_completed_successfully}',
    ...[...brokersOf(plan)].map((name) => `    ${name}: {condition: service_healthy}`),
  ];
}

const serviceText = ({ name, lines }: Service): string =>
  `  ${name}:\n${lines.map((line) => `    ${line}`).join('\n')}`;

const kept = ({ owned }: Layout) =>
  owned.flatMap(({ path, volume }) => (volume === undefined ? [] : [{ path, volume }]));

function volumeLines(layout: Layout, fits: (volume: string) => boolean): readonly string[] {
  const mounts = kept(layout).filter(({ volume }) => fits(volume));
  return mounts.length === 0
    ? []
    : [`volumes: [${mounts.map(({ path, volume }) => `"${volume}:${path}"`).join(', ')}]`];
}

function volumesText(plan: Plan, layout: Layout): string {
  const names = [
    ...kept(layout).map(({ volume }) => volume),
    ...(databaseServer(plan) ? ['dbdata'] : []),
    ...[...brokersOf(plan)].map((name) => `${name}data`),
  ];
  return names.length === 0 ? '' : `\nvolumes:\n${names.map((name) => `  ${name}:\n`).join('')}`;
}

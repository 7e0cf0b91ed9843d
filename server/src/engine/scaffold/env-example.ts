import type { EnvironmentRead, OwnRead } from '../project/settings/types.ts';
import { composeVariables } from './compose/compose.ts';
import { databaseServer } from './compose/database.ts';
import { imageVariables } from './dockerfile/final.ts';
import { layoutOf, PORT } from './layout.ts';
import { workersVariable } from './server.ts';
import type { Plan } from './types.ts';

const SECRET_HINT = '# python -c "import secrets; print(secrets.token_urlsafe(50))"';

/** What somebody fills in before the first start: the variables that the settings read and compose does not set. */
export function envExampleOf(plan: Plan): string {
  const { settings } = plan.survey;
  const given = new Set([
    ...composeVariables(plan).keys(),
    ...imageVariables(plan, layoutOf(plan)).keys(),
    'DJANGO_SETTINGS_MODULE',
  ]);
  const reads = new Map<string, EnvironmentRead>();
  const { reads: all = [], byOwn = [] } = settings?.environment ?? {};
  for (const read of [...all, ...byOwn.map(asRead)]) {
    const known = reads.get(read.name);
    if (!given.has(read.name) && (!known || (read.required && !known.required))) reads.set(read.name, read);
  }
  const found = [...reads.values()];
  const needed = found.filter((read) => isNeeded(read));
  const optional = found.filter((read) => !isNeeded(read));
  const lines = [
    '# Copy to .env, fill in, and never commit or copy it into an image.',
    ...needed.flatMap(neededLines),
    ...databaseLines(plan, new Set(reads.keys())),
    ...workerLines(plan),
    ...(optional.length > 0 ? ['', '# The settings do without these.', ...optional.map(optionalLine)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** Functions of the settings' own make of a text what they like. */
const asRead = (read: OwnRead): EnvironmentRead => ({
  ...read,
  default: { kind: 'dynamic' },
  required: false,
  cast: 'other',
  unconditional: true,
  reader: 'os',
  written: { callee: undefined, name: undefined, fallback: undefined },
});

/** What the settings cannot do without, whatever others say, and what decides whether the site is safe and can be reached. */
const isNeeded = (read: EnvironmentRead): boolean =>
  (read.required && read.unconditional) ||
  /^(?:SECRET_KEY|DEBUG|ALLOWED_HOSTS|CSRF_TRUSTED_ORIGINS)$/.test(read.setting ?? '');

function neededLines(read: EnvironmentRead): readonly string[] {
  const { name, setting } = read;
  switch (setting) {
    case 'SECRET_KEY':
      return [SECRET_HINT, `${name}=`];
    case 'DEBUG':
      // Any text counts as true to bool().
      return [
        read.cast === 'bool-of-string' || read.cast === 'presence' || read.cast === undefined
          ? `${name}=`
          : `${name}=${read.cast === 'other' ? 'False' : '0'}`,
      ];
    case 'ALLOWED_HOSTS':
      return [`${name}=localhost`];
    case 'CSRF_TRUSTED_ORIGINS':
      return [`${name}=http://localhost:${PORT}`];
    default:
      return [`${name}=`];
  }
}

function optionalLine({ name, default: fallback }: EnvironmentRead): string {
  return `# ${name}=${fallback.kind === 'literal' ? String(fallback.value).replace(/\s+/g, ' ') : ''}`;
}

function databaseLines(plan: Plan, read: ReadonlySet<string>): readonly string[] {
  const server = databaseServer(plan);
  if (!server) return [];
  const { NAME, USER, PASSWORD } = server.names;
  const lines = [`${NAME}=app`, `${USER}=app`, `${PASSWORD}=`].filter(
    (line) => !read.has(line.slice(0, line.indexOf('='))),
  );
  const isInAddress = [...composeVariables(plan).values()].some((value) => value.includes('://${'));
  return ['', ...(isInAddress ? ['# URL-safe characters only: they become part of an address.'] : []), ...lines];
}

function workerLines(plan: Plan): readonly string[] {
  const name = workersVariable(plan);
  return name === undefined ? [] : ['', '# How many processes of the server answer.', `${name}=2`];
}

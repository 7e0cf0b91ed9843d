import type { FactPlace, FactSummary } from '../../server/src/lsp/messages.ts';

/** What people call the facts, in the order in which they are shown. */
const LABELS: Readonly<Record<string, string>> = {
  django: 'Django',
  python: 'Python',
  packageManager: 'Package manager',
  settingsModule: 'Settings',
  wsgiApplication: 'WSGI application',
  asgiApplication: 'ASGI application',
  server: 'Server',
  databases: 'Databases',
  managePy: 'manage.py',
  requirementsFiles: 'Requirements files',
  staticRoot: 'Static root',
  mediaRoot: 'Media root',
  whitenoise: 'WhiteNoise',
  celery: 'Celery',
  channels: 'Channels',
  redis: 'Redis',
  dockerignore: 'Ignore file',
  composeFiles: 'Compose files',
};

const ORDER = Object.keys(LABELS);
/** Those of a glance. */
const MAIN = new Set(ORDER.slice(0, ORDER.indexOf('managePy')));

export const labelOf = ({ name }: FactSummary): string => LABELS[name] ?? name;

const rank = ({ name }: FactSummary): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);

export const inOrder = (facts: readonly FactSummary[]): readonly FactSummary[] =>
  [...facts].sort((a, b) => rank(a) - rank(b));

export const mainFacts = (facts: readonly FactSummary[]): readonly FactSummary[] =>
  inOrder(facts).filter(({ name }) => MAIN.has(name));

export const placeText = ({ path, line }: FactPlace): string => `${path}:${line}`;

/** What the editor opens at the line. */
export const placeAddress = ({ uri, line }: FactPlace): string => `${uri}#L${line}`;

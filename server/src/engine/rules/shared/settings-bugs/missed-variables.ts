import { inheritedInstructions } from '../../../model/instruction-lists.ts';
import type { EnvironmentRead } from '../../../project/settings/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import { editDistance } from '../../../text/edit-distance.ts';
import type { DjangoProcess } from '../settings/process-settings.ts';
import type { WrittenAt } from '../settings/variable.ts';

/** Settings need a variable that nothing sets, while one with nearly its name is set and read by nobody. */
export interface MissedVariable {
  readonly reads: readonly EnvironmentRead[];
  readonly name: string;
  readonly given: string;
  readonly givenAt: WrittenAt | undefined;
  /** It is the secret key, which Django only looks at when it signs something. */
  readonly later: boolean;
}

/** Only where compose says how the process is started: elsewhere people set variables out of sight. */
export function* missedVariables(process: DjangoProcess, facts: ProjectFacts): Generator<MissedVariable> {
  const { written, environment } = process;
  const { reads, incomplete } = written.environment;
  if (incomplete !== undefined) return;
  const known = new Set(reads.map(({ name }) => name));
  const unread = [...namesGiven(process, facts)].filter((name) => !known.has(name) && !isUsed(name, process));
  const judged = new Set<string>();
  for (const read of reads) {
    const later = isKeyOfNothing(read, process);
    const isNeeded = later || (read.required && read.unconditional);
    if (!isNeeded || judged.has(read.name) || !process.lacks(read.name, 'surely')) continue;
    judged.add(read.name);
    const given = unread.find((name) => isNear(read.name, name, process.module));
    const variable = given === undefined ? undefined : environment.of(given);
    if (given === undefined || variable?.kind !== 'set') continue;
    const same = reads.filter(({ name }) => name === read.name);
    yield { reads: same, name: read.name, given, givenAt: variable.at, later };
  }
}

/** `SECRET_KEY = os.environ.get("SECRET_KEY")`, and nothing else. */
function isKeyOfNothing(read: EnvironmentRead, { written: { secretKey } }: DjangoProcess): boolean {
  if (!secretKey.known || secretKey.value?.value.kind !== 'environment') return false;
  const { reads, fallback } = secretKey.value.value;
  return reads.length === 1 && reads[0]?.name === read.name && fallback.kind === 'none' && read.unconditional;
}

function* namesGiven({ started, environment }: DjangoProcess, facts: ProjectFacts): Generator<string> {
  for (const service of environment.services ?? []) {
    for (const { name } of service.environment) yield name;
    const { given } = facts.serviceVariables(service);
    for (const { name } of given.known ? given.value : []) yield name;
  }
  for (const { node } of inheritedInstructions(started.start.stage))
    if (node.kind === 'env') for (const { name } of node.pairs) yield name;
}

/** A script of the start uses it, whatever settings do. */
const isUsed = (name: string, { started }: DjangoProcess): boolean => started.texts.some((text) => text.includes(name));

/** Words that people put in front of the names of their variables. */
const PREFIXES = ['DJANGO', 'APP', 'WEB', 'SITE', 'PROJECT'];

const MIN_LENGTH = 8;

function isNear(read: string, given: string, module: string): boolean {
  const own = module.split('.', 1)[0]?.toUpperCase() ?? '';
  const isPrefixed = (long: string, short: string): boolean =>
    [...PREFIXES, own].some((prefix) => long === `${prefix}_${short}`);
  if (isPrefixed(read, given) || isPrefixed(given, read)) return true;
  return Math.min(read.length, given.length) >= MIN_LENGTH && editDistance(read, given) === 1;
}

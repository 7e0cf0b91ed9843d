import { inheritedInstructions, inheritedRuns } from '../../model/instruction-lists.ts';
import { joinPath } from '../../model/state.ts';
import type { RunInstruction, Stage } from '../../model/types.ts';
import { expandWord } from '../../model/words.ts';
import type { Command, Word } from '../../shell/types.ts';
import { isWithin } from '../../text/path.ts';
import { remembered } from '../../text/remembered.ts';
import { installedIn } from './installed.ts';

export interface Account {
  readonly name: string;
  /** The number it is given, when that is fixed text. */
  readonly uid: string | undefined;
}

interface Step {
  readonly run: RunInstruction;
  readonly command: Command;
}

/** Every command of the stage's RUNs, inherited ones first. */
const stepsOf = remembered((stage: Stage): readonly Step[] =>
  inheritedRuns(stage).flatMap((run) => run.script.commands.map((command) => ({ run, command }))),
);

function valueIn(word: Word | undefined, { before, script }: RunInstruction): string | undefined {
  const values = word && expandWord(word, before, script);
  return values?.known ? values.value[0] : undefined;
}

/** Accounts of services that lie beside the app. */
const OF_SERVICES = new Set(['postgres', 'redis', 'nginx', 'mysql', 'rabbitmq', 'sshd', 'memcache', 'root']);

export function createdAccounts(stage: Stage): Account[] {
  return stepsOf(stage).flatMap(({ run, command: { tool } }) => {
    if (tool?.kind !== 'user' || tool.group) return [];
    const name = valueIn(tool.account, run);
    if (!name || OF_SERVICES.has(name)) return [];
    return [{ name, uid: /^[1-9]\d*$/.test(tool.uid ?? '') ? tool.uid : undefined }];
  });
}

/** Names and numbers that accounts and groups of the file have taken. */
export const takenNames = (stage: Stage): ReadonlySet<string> =>
  new Set(
    stepsOf(stage).flatMap(({ run, command: { tool } }) =>
      tool?.kind === 'user'
        ? [valueIn(tool.account, run), tool.uid, tool.gid].filter((each) => each !== undefined)
        : [],
    ),
  );

/** Who gets files: `--chown=app`, `chown -R app:app /app`, `install -o app`. */
const ownersIn = (stage: Stage): string[] => [
  ...inheritedInstructions(stage).flatMap(({ node }) =>
    node.flags.flatMap((flag) => (flag.name === 'chown' ? (flag.value ?? '') : [])),
  ),
  ...stepsOf(stage).flatMap(({ run, command: { tool } }) => {
    if (tool?.kind !== 'files') return [];
    const owner = tool.options.find(({ canonical }) => canonical === '--owner')?.value;
    const word = tool.front === 'chown' ? tool.setting : tool.front === 'install' ? owner : undefined;
    return word ? (valueIn(word, run) ?? word.text) : [];
  }),
];

/** A user without an account, to whom the file gives files all the same. */
export interface GivenNumber {
  readonly uid: string;
  readonly gid: string;
}

/** The numbers that distributions leave to people. */
const isFree = (id: string): boolean => /^\d{4,5}$/.test(id) && Number(id) >= 1000 && Number(id) <= 65533;

/**
 * The one number besides root to which the file gives files. `unclear`: there are several, a name, or one that an account of the
 * base image may have; undefined: all of it is root's.
 */
export function givenNumber(stage: Stage): GivenNumber | 'unclear' | undefined {
  const owners = ownersIn(stage)
    .map((owner) => owner.split(/[:.]/))
    .filter(([user = '']) => user !== '' && user !== '0' && !OF_SERVICES.has(user));
  if (owners.length === 0) return undefined;
  const [uid, ...otherUsers] = new Set(owners.map(([user = '']) => user));
  const [gid = uid, ...otherGroups] = new Set(owners.flatMap(([, group]) => (group ? [group] : [])));
  const isOne = otherUsers.length === 0 && otherGroups.length === 0;
  if (!isOne || uid === undefined || gid === undefined || !isFree(uid) || !isFree(gid)) return 'unclear';
  // Ubuntu's own user has 1000.
  return PLAIN_FAMILIES.has(stage.base.family) ? { uid, gid } : 'unclear';
}

/** Images that bring accounts of the system alone. */
const PLAIN_FAMILIES = new Set(['python', 'uv', 'debian', 'alpine']);

/** The account that the file makes for the app: the one it gives files to, else the last one. */
export function accountOfApp(stage: Stage): Account | undefined {
  const accounts = createdAccounts(stage);
  const owners = new Set(ownersIn(stage).map((owner) => owner.replace(/[:.].*$/, '')));
  return (
    accounts.find(({ name, uid }) => owners.has(name) || (uid !== undefined && owners.has(uid))) ?? accounts.at(-1)
  );
}

const WRITTEN = /(?:^|\/)(?:media|uploads?|data|db|sqlite|logs?)(?:\/|$)/;

/** Directories that the file makes for what the app writes, and volumes. */
export function writtenDirectories(stage: Stage): string[] {
  const made = stepsOf(stage).flatMap(({ run, command: { tool } }) =>
    tool?.kind === 'files' && tool.front === 'mkdir' ? pathsOf(tool.paths, run) : [],
  );
  const volumes = inheritedInstructions(stage).flatMap(({ node }) =>
    node.kind === 'volume' ? (node.json?.items ?? node.words).map(({ value }) => value) : [],
  );
  const plain = volumes.filter((path) => /^\/[\w./-]+$/.test(path));
  return [...new Set([...made.filter((path) => WRITTEN.test(path) && /^[\w./-]+$/.test(path)), ...plain])];
}

/** The directories whose owner is not set, so that they stay root's. */
export function ownedByRoot(stage: Stage, directories: readonly string[]): string[] {
  const owned = stepsOf(stage).flatMap(({ run, command: { tool } }) => {
    if (tool?.kind !== 'files') return [];
    const sets =
      tool.front === 'chown' ||
      (tool.front === 'install' && tool.options.some((option) => option.canonical === '--owner'));
    return sets ? pathsOf(tool.paths, run).map((path) => ({ path, below: tool.recursive })) : [];
  });
  return directories.filter(
    (directory) => !owned.some(({ path, below }) => path === directory || (below && directory.startsWith(`${path}/`))),
  );
}

const pathsOf = (words: readonly Word[], run: RunInstruction): string[] =>
  words.flatMap((word) => {
    const values = expandWord(word, run.before, run.script);
    return (values.known ? values.value : []).flatMap((value) => {
      const path = joinPath(run.before.workdir, value);
      return path.known ? [path.value] : [];
    });
  });

/** Programs or packages of the image lie in root's home, which no other user may enter. */
export function livesInRootsHome(stage: Stage): boolean {
  const { base } = stage;
  // uv keeps the Pythons it brings in ~/.local/share/uv.
  if (base.family === 'uv' && !base.python.known) return true;
  return (
    inheritedInstructions(stage).some(
      ({ kind, node }) => kind !== 'cmd' && kind !== 'entrypoint' && /(?:\/root|~)\/(?!\.cache)/.test(node.args.text),
    ) ||
    stepsOf(stage).some(installsIntoHome) ||
    keepsPackagesInHome(stage)
  );
}

/** Where Poetry and its like put the application, by what is configured when they install. */
function keepsPackagesInHome(stage: Stage): boolean {
  const { hidden, environments } = installedIn(stage);
  const places = [...hidden.map(({ folder }) => folder), ...environments.map(({ path }) => path)];
  return places.some((path) => isWithin(path, '/root'));
}

function installsIntoHome({ run, command: { tool, name } }: Step): boolean {
  const isSet = (variable: string): boolean => run.before.declaredEnv(variable) !== undefined;
  switch (tool?.kind) {
    case 'pip':
      return tool.user;
    case 'poetry':
      return (
        tool.action === 'install' &&
        !isSet('POETRY_VIRTUALENVS_CREATE') &&
        !isSet('POETRY_VIRTUALENVS_IN_PROJECT') &&
        !configuresPoetry(run.stage)
      );
    case 'pipenv':
      return (tool.action === 'install' || tool.action === 'sync') && !tool.system && !isSet('PIPENV_VENV_IN_PROJECT');
    case 'uv':
      return tool.action === 'python install' || tool.action === 'tool install';
    default:
      return name === 'pipx';
  }
}

const configuresPoetry = (stage: Stage): boolean =>
  stepsOf(stage).some(({ command: { tool } }) => tool?.kind === 'poetry' && tool.action === 'config');

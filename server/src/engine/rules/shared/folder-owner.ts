import { sourcesFor } from '../../model/files.ts';
import { inheritedInstructions } from '../../model/instruction-lists.ts';
import { joinPath, normalizePath } from '../../model/state.ts';
import type { CopyEntry, CopyInstruction, Instruction, Stage } from '../../model/types.ts';
import type { ProjectFacts, SentListing } from '../../project/types.ts';
import type { FilesTool, UserTool } from '../../shell/tools/types.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { isWithin } from '../../text/path.ts';
import { effectiveTool } from './commands.ts';
import { mayChange } from './file-changes.ts';
import { pathOf, type Step, stepsOf, wordValue } from './steps.ts';

/** Who owns a folder of an image, or a file that a COPY brings; undefined where it surely does not exist. */
export type FolderOwner = Known<string | undefined>;

const ROOT = 'root';

/** Folders that every image of the families we know has, and that belong to root. */
const OF_THE_SYSTEM =
  /^\/(?:|bin|etc|home|lib|mnt|media|opt|root|run|sbin|srv|usr|usr\/(?:bin|lib|local|share|src)|usr\/local\/(?:bin|etc|lib|share|src)|var|var\/(?:cache|lib|log|opt|spool))$/;
const SHARED = /^\/(?:tmp|var\/tmp|dev\/shm|run\/lock)(?:\/|$)/;

const FAMILIES = new Set(['python', 'uv', 'debian', 'ubuntu', 'alpine']);

/** Nothing of the app lies there, and all of it is root's for a reason. */
export const isOfTheSystem = (path: string): boolean => OF_THE_SYSTEM.test(path) && !/^\/(?:media|mnt|srv)$/.test(path);

/** Everybody may write there, whoever owns it. */
export const isForEverybody = (path: string): boolean => SHARED.test(path);

/** Follows one folder through the instructions of a stage. */
class Follower {
  readonly #path: string;
  readonly #facts: ProjectFacts;
  #owner: FolderOwner;

  constructor(path: string, owner: FolderOwner, facts: ProjectFacts) {
    this.#path = path;
    this.#facts = facts;
    this.#owner = owner;
  }

  follow(instructions: readonly Instruction[]): FolderOwner {
    for (const each of instructions) {
      if (each.kind === 'run') {
        if (each.script.opaque) return unknown('a script that nobody has read may make it');
        for (const step of stepsOf(each)) this.#step(step);
      } else if (each.kind === 'copy' || each.kind === 'add') this.#copy(each);
      else if (each.kind === 'workdir') this.#workdir(each.stage, each.index);
      else if (each.kind === 'onbuild' || each.kind === 'unknown') this.#owner = unknown('it is not read');
    }
    return this.#owner;
  }

  get #exists(): boolean {
    return !this.#owner.known || this.#owner.value !== undefined;
  }

  /** Docker makes the folders that are missing on the way, for root. */
  #make(owner: Known<string>): void {
    if (!this.#exists) this.#owner = owner;
  }

  #workdir(stage: Stage, index: number): void {
    const next = stage.instructions[index + 1]?.before ?? stage.end;
    if (!next.workdir.known) this.#owner = unknown('a WORKDIR is not known');
    else if (isWithin(next.workdir.value, this.#path)) this.#make(known(ROOT));
  }

  #copy({ copy, node }: CopyInstruction): void {
    const { destination, origin, sources, intoFolder } = copy;
    if (!destination.known) {
      this.#owner = unknown('a COPY goes to who knows where');
      return;
    }
    const chown = node.flags.find(({ name }) => name === 'chown')?.value;
    const owner: Known<string> =
      chown === undefined ? known(ROOT) : /[$]/.test(chown) ? unknown('an owner is not known') : known(chown);
    const folder = destination.value;
    const sent = this.#facts.sent();
    if (origin.kind === 'context' && sent.known && bringsFile(copy, this.#path, sent.value)) {
      this.#owner = owner;
      return;
    }
    if (isWithin(folder, this.#path)) {
      // The last part may be the name of a file that is copied.
      if (folder !== this.#path || intoFolder || sources.every((source) => source.known && source.value === '.'))
        this.#make(owner);
      else if (!this.#exists) this.#owner = unknown('a COPY may make it');
      return;
    }
    if (!isWithin(this.#path, folder)) return;
    const rest = this.#path.slice(folder === '/' ? 1 : folder.length + 1);
    if (origin.kind !== 'context' || !sent.known || sources.some((source) => !source.known)) {
      this.#owner = unknown('what is copied may hold it');
      return;
    }
    for (const source of sources) {
      const path = source.known ? source.value : '';
      const files = sent.value.copied(path);
      if (!files) this.#owner = unknown('a pattern is not understood');
      const inside = path === '.' ? `${rest}/` : `${path}/${rest}/`;
      if (files?.some((file) => file.startsWith(inside))) this.#owner = owner;
    }
  }

  #step(step: Step): void {
    const { user } = step.run.before;
    const by: Known<string> = user.known ? known(user.value) : unknown('the user of a RUN is not known');
    const tool = effectiveTool(step.command);
    switch (tool?.kind) {
      case 'files':
        this.#files(tool, step, by);
        break;
      case 'user':
        this.#home(tool, step);
        break;
      case 'manage':
        if (!/^(?:check|compilemessages|makemessages|showmigrations|diffsettings)$/.test(tool.action ?? ''))
          this.#may(`manage.py ${tool.action ?? ''}`);
        break;
      default:
        // What may write a file there may make the folder as well.
        if (mayChange(step, `${this.#path}/x`)) this.#may(step.command.name ?? 'a command');
    }
  }

  /** Something that makes folders of its own, as whoever runs it. */
  #may(what: string): void {
    this.#owner = unknown(`${what} may make it`);
  }

  #files({ front, paths, options, setting, recursive }: FilesTool, step: Step, by: Known<string>): void {
    const named = paths.map((word) => pathOf(word, step));
    if (named.some((path) => !path.known)) {
      this.#may(front);
      return;
    }
    const values = named.flatMap((path) => (path.known ? normalizePath(path.value) : []));
    const isOption = (name: string): boolean => options.some(({ canonical }) => canonical === name);
    const owner = (word: typeof setting): Known<string> => (word ? wordValue(word, step.run) : unknown('no owner'));
    const certain = (value: Known<string>): Known<string> =>
      step.certain ? value : unknown('it is only done under a condition');
    switch (front) {
      case 'mkdir':
        if (values.some((value) => value === this.#path || (isOption('--parents') && isWithin(value, this.#path))))
          this.#make(certain(by));
        break;
      case 'install': {
        if (!isOption('--directory')) {
          if (values.some((value) => isWithin(value, this.#path))) this.#may('install');
          break;
        }
        const given = options.find(({ canonical }) => canonical === '--owner')?.value;
        if (values.includes(this.#path)) this.#owner = certain(given ? owner(given) : by);
        else if (values.some((value) => isWithin(value, this.#path))) this.#make(certain(known(ROOT)));
        break;
      }
      case 'chown':
        if (this.#exists && values.some((value) => value === this.#path || (recursive && isWithin(this.#path, value))))
          this.#owner = certain(owner(setting));
        break;
      case 'chmod':
      case 'chgrp':
        if (
          values.some((value) => value === this.#path || (recursive && isWithin(this.#path, value))) &&
          opens(setting?.text ?? '')
        )
          this.#may(front);
        break;
      case 'rm':
        if (values.some((value) => isWithin(this.#path, value.replace(/\/\*$/, ''))))
          this.#owner = unknown('it may be removed');
        break;
      case 'touch':
      case 'sed':
        break;
      default:
        if (values.some((value) => isWithin(value, this.#path) || isWithin(this.#path, value))) this.#may(front);
    }
  }

  #home(tool: UserTool, step: Step): void {
    const account = tool.account ? wordValue(tool.account, step.run) : undefined;
    const named = tool.options.find(({ canonical }) => canonical === '--home-dir' || canonical === '--home')?.value;
    if (named) {
      const home = pathOf(named, step);
      if (!home.known || isWithin(this.#path, normalizePath(home.value))) this.#may(tool.front);
    } else if (account?.known && !tool.group && tool.createHome !== false && this.#path === `/home/${account.value}`)
      this.#make(
        tool.createHome === true || tool.front === 'adduser' ? known(account.value) : unknown('it may have a home'),
      );
  }
}

/** A mode that lets others write, or one that nobody can read. */
const opens = (mode: string): boolean => {
  const [, group, others] = /^[0-7]?[0-7]([0-7])([0-7])$/.exec(mode) ?? [];
  if (group !== undefined && others !== undefined) return (Number(group) & 2) !== 0 || (Number(others) & 2) !== 0;
  return !/^(?:u[+=][rwxXs]+|[ugoa]*\+[rxX]+|[go]+[-=][rxX]*)$/.test(mode);
};

/** The very file is copied, whatever else is. */
const bringsFile = (copy: CopyEntry, path: string, sent: SentListing): boolean =>
  [...sourcesFor(copy, path)].some((source) => sent.copied(source)?.[0] === source);

/** Who owns a folder, or a file that is copied, when an image is finished. */
export function folderOwner(stage: Stage, path: string, facts: ProjectFacts): FolderOwner {
  if (isForEverybody(path)) return unknown('everybody may write there');
  if (!FAMILIES.has(stage.base.family)) return unknown('the base image may have it');
  const start = known(OF_THE_SYSTEM.test(path) ? ROOT : undefined);
  return new Follower(normalizePath(path), start, facts).follow(inheritedInstructions(stage));
}

/** Who owns it in the end, when somebody gets it behind an instruction. */
export function ownerBehind(
  { stage, index }: Instruction,
  path: string,
  owner: string,
  facts: ProjectFacts,
): FolderOwner {
  const rest = stage.instructions.slice(index + 1);
  return new Follower(normalizePath(path), known(owner), facts).follow(rest);
}

/** The nearest folder above that exists, and who owns it. */
export function ownerAbove(stage: Stage, path: string, facts: ProjectFacts): Known<string> {
  for (let folder = parentOf(normalizePath(path)); ; folder = parentOf(folder)) {
    const owner = folderOwner(stage, folder, facts);
    if (!owner.known) return owner;
    if (owner.value !== undefined) return known(owner.value);
    if (folder === '/') return known(ROOT);
  }
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';

/** A path of the settings as it is in the image. */
export function inFolder(folder: Known<string>, path: string): Known<string> {
  return folder.known ? joinPath(folder, path) : folder;
}

import { joinPath } from '../../../model/state.ts';
import type { RunInstruction } from '../../../model/types.ts';
import { expandWord } from '../../../model/words.ts';
import type { ProjectRequest } from '../../../project/dependencies/requests.ts';
import type { Fact, ProjectFacts } from '../../../project/types.ts';
import type { PipTool } from '../../../shell/tools/types.ts';
import type { Word } from '../../../shell/types.ts';
import { type Known, unknown } from '../../../text/known.ts';
import { isOn, type Step, variableOf, wordValue } from '../steps.ts';
import { type Ask, type Asked, namesGiven, normalName, together } from './asked.ts';
import { projectFiles, workspaceFile } from './project-files.ts';

/** What else a pip command may install from, besides files of the project. */
export interface Elsewhere {
  /** A file that an earlier command has written out of a lock. */
  exported(word: Word, step: Step): Asked | undefined;
  /** Wheels that an earlier command has built. */
  built(word: Word, step: Step): Asked | undefined;
  /** The file is not any more what it is in the project. */
  isRewritten(path: string, step: Step): boolean;
}

/** Settings that add what no word of the command names. */
const HIDING = ['PIP_REQUIREMENT', 'PIP_EDITABLE', 'PIP_GROUP'];
const NO_DEPS = ['PIP_NO_DEPS', 'PIP_NO_DEPENDENCIES'];

/** What `pip install`, `pip wheel`, `uv pip sync` and `pip-sync` are told to take. */
export function askPip(step: Step, tool: PipTool, path: string, facts: ProjectFacts, elsewhere: Elsewhere): Asked {
  const reader = new PipReader(step, path, facts, elsewhere);
  for (const word of tool.requirements) reader.requirements(word);
  for (const word of tool.constraints) reader.constraints(word);
  for (const word of tool.editables) reader.target(word, true);
  for (const word of tool.targets) reader.target(word, false);
  reader.projectOptions(tool);
  const isAlone = tool.noDeps || NO_DEPS.some((name) => isOn(variableOf(step, name)));
  const more =
    HIDING.some((name) => variableOf(step, name)) ||
    tool.options.some(({ canonical }) => canonical === '--requirements-from-script');
  return reader.finish(isAlone, more);
}

/** What `pip-sync` installs: the files that it names, or the one it looks for. */
export function askPipSync(step: Step, path: string, facts: ProjectFacts, elsewhere: Elsewhere): Asked {
  const reader = new PipReader(step, path, facts, elsewhere);
  const files = step.command.program.slice(1).filter(({ text }) => !text.startsWith('-'));
  for (const word of files) reader.requirements(word);
  if (files.length === 0) reader.requirementsAt('requirements.txt');
  return reader.finish(false, false);
}

const LOCAL = /^(?:\.{1,2}(?:$|[/[])|\/|~|file:)|^[^\s@]+\.(?:whl|tar\.gz|zip)$/;
const isLocal = (text: string): boolean =>
  !/^(?!file:)[^\s;]*:\/\//.test(text) && (LOCAL.test(text) || /^[\w.-]+\/[^\s@;]*$/.test(text));

/** A name with its versions, or an address: pip takes nothing without a slash for a path, but a file that is a package. */
const isNoPath = (text: string): boolean =>
  text.includes('://') || (/^["']?[A-Za-z\d][\w.[\],-]*\s*(?:["'=<>!~;@].*)?$/.test(text) && !ARCHIVE.test(text));

const ARCHIVE = /\.(?:whl|tar\.gz|zip)["']?$/;

/** `.[prod]` without quotes is a glob to the shell, which matches no file. */
const WITH_EXTRAS = /^[\w./-]*\[[A-Za-z][\w,-]*\]$/;

const DESCRIPTION = /(?:^|\/)(?:pyproject\.toml|setup\.(?:py|cfg))$/;
const BARE: Pick<ProjectRequest, 'main' | 'extras' | 'groups'> = { main: true, extras: [], groups: [] };

class PipReader {
  readonly #step: Step;
  readonly #path: string;
  readonly #facts: ProjectFacts;
  readonly #elsewhere: Elsewhere;
  readonly #files: string[] = [];
  readonly #projects: ProjectRequest[] = [];
  readonly #named: Fact<string>[] = [];
  readonly #constraints: string[] = [];
  readonly #others: Asked[] = [];
  #hidden = false;

  constructor(step: Step, path: string, facts: ProjectFacts, elsewhere: Elsewhere) {
    this.#step = step;
    this.#path = path;
    this.#facts = facts;
    this.#elsewhere = elsewhere;
  }

  get #run(): RunInstruction {
    return this.#step.run;
  }

  requirements(word: Word): void {
    const exported = this.#elsewhere.exported(word, this.#step);
    const value = wordValue(word, this.#run);
    if (exported) this.#others.push({ ...exported, asks: exported.asks.map((ask) => ({ ...ask, step: this.#step })) });
    else if (value.known) this.requirementsAt(value.value);
    else this.#hidden = true;
  }

  requirementsAt(path: string): void {
    const file = this.#fileAt(path);
    if (file === undefined) this.#hidden = true;
    // What uv reads besides pip's own format: the project is described, not installed.
    else if (DESCRIPTION.test(file)) this.#projects.push({ files: [file], ...BARE });
    else this.#files.push(file);
  }

  constraints(word: Word): void {
    const value = wordValue(word, this.#run);
    const file = value.known ? this.#fileAt(value.value) : undefined;
    if (file !== undefined) this.#constraints.push(file);
  }

  /** A file of the workspace as it is there. */
  #fileAt(text: string): string | undefined {
    if (text.includes('://') || text.startsWith('/dev/')) return undefined;
    const path = pathTo(text, this.#step);
    if (!path.known || this.#elsewhere.isRewritten(path.value, this.#step)) return undefined;
    return workspaceFile(this.#run, path, this.#facts);
  }

  target(word: Word, editable: boolean): void {
    const built = isNoPath(word.text) ? undefined : this.#elsewhere.built(word, this.#step);
    if (built) {
      this.#others.push(built);
      return;
    }
    for (const text of this.#texts(word)) {
      if (text === undefined || text.startsWith('-')) this.#hidden = true;
      else if (isLocal(text)) this.#local(text);
      else this.#named.push({ value: editable ? `-e ${text}` : text, from: this.#from(word) });
    }
  }

  #texts(word: Word): readonly (string | undefined)[] {
    if (WITH_EXTRAS.test(word.text)) return [word.text];
    const values = expandWord(word, this.#run.before, this.#run.script);
    return values.known ? values.value : [nameInFront(word)];
  }

  #from({ span }: Word): Fact<string>['from'] {
    return { path: this.#path, span };
  }

  /** A folder that describes itself; what an archive brings nobody looks at. */
  #local(text: string): void {
    const [, path = text, bracket = ''] = /^(.*?)(?:\[([^\]]*)\])?$/.exec(text.replace(/^file:(?:\/\/)?/, '')) ?? [];
    const files = projectFiles(this.#run, pathTo(path, this.#step), this.#facts);
    const extras = bracket.split(',').map((name) => normalName(name.trim()));
    if (files.length === 0) this.#hidden = true;
    else this.#projects.push({ ...BARE, files, extras: extras.filter((name) => name !== '') });
  }

  /** `--group name`, and uv's `--extra name` that belong to the described projects. */
  projectOptions({ options }: PipTool): void {
    const groups = namesGiven(options, this.#run, '--group');
    const extras = namesGiven(options, this.#run, '--extra');
    const isWhole = options.some(({ canonical }) => canonical === '--all-extras');
    if (!groups || !extras) this.#hidden = true;
    else {
      if (isWhole || extras.length > 0)
        this.#projects.push(
          ...this.#projects.splice(0).map((each) => ({ ...each, extras: isWhole ? ('all' as const) : extras })),
        );
      for (const group of groups) this.#group(group);
    }
  }

  /** `--group prod`, `--group backend/pyproject.toml:prod`. */
  #group(text: string): void {
    const colon = text.lastIndexOf(':');
    const file = this.#fileAt(colon === -1 ? 'pyproject.toml' : text.slice(0, colon));
    if (file === undefined) this.#hidden = true;
    else this.#projects.push({ files: [file], main: false, extras: [], groups: [normalName(text.slice(colon + 1))] });
  }

  finish(noDeps: boolean, more: boolean): Asked {
    const isOwn = this.#files.length + this.#projects.length + this.#named.length > 0;
    const request = {
      by: 'pip',
      files: this.#files,
      projects: this.#projects,
      named: this.#named,
      constraints: this.#constraints,
      noDeps,
    } as const;
    const asks: readonly Ask[] = isOwn ? [{ request, step: this.#step, exact: true }] : [];
    return together([{ asks, hidden: this.#hidden || more, removed: [] }, ...this.#others]);
  }
}

const pathTo = (text: string, { directory }: Step): Known<string> =>
  text.startsWith('~') ? unknown('a home folder') : joinPath(directory, text);

/** `poetry==${VERSION}` is still Poetry: the name can be read, and the version is a condition that cannot. */
const nameInFront = ({ text }: Word): string | undefined =>
  /^["']?([A-Za-z0-9][\w.-]*(?:\[[\w,-]+\])?[=<>!~][^"']*)["']?$/.exec(text)?.[1];

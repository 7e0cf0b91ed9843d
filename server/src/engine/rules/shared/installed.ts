import {
  isBuildTool,
  isHarmlessProgram,
  isPackageScript,
  isPythonLibraryPackage,
  isStandaloneProgram,
} from '../../data/python-tools.ts';
import { contextCandidates } from '../../model/files.ts';
import { joinPath, normalizePath } from '../../model/state.ts';
import type { CopyInstruction, Instruction, RunInstruction, Stage } from '../../model/types.ts';
import { expandWord } from '../../model/words.ts';
import type { Word } from '../../shell/types.ts';
import { type Known, unknown } from '../../text/known.ts';
import { isWithin, lastPart } from '../../text/path.ts';
import { remembered } from '../../text/remembered.ts';
import { effectiveTool, runsUnreadScript } from './commands.ts';
import { type PoetryConfig, type Target, targetOf } from './install-targets.ts';
import { isOn, pathOf, type Step, stepsOf, variableOf, wordValue } from './steps.ts';

/** A place of its own for packages: a virtual environment, or what `pip install --user` fills. */
export interface Environment {
  readonly kind: 'venv' | 'user';
  /** Where it lies in the stage. */
  readonly path: string;
  /** Where it was made: what lies in its `bin` names that path. */
  readonly madeAt: string;
  /** What made it. */
  readonly maker: Step;
  /** What lays it into the stage or those it is FROM. */
  readonly bringer: RunInstruction | CopyInstruction;
  /** Packages of the application were installed into it. */
  readonly holdsApp: boolean;
  /** Its scripts look for Python beside themselves. */
  readonly relocatable: boolean;
}

/** Packages in a virtual environment with a made-up name: only the tool that made it finds it. */
export interface HiddenInstall {
  readonly tool: 'poetry' | 'pipenv';
  /** The folder of such environments. */
  readonly folder: string;
  readonly step: Step;
  /** A file of the project, where there is one, decides otherwise: its paths in the build context. */
  readonly unless: readonly string[];
}

/** What is known of the Python packages in a stage when all of its instructions have run. */
export interface Installed {
  readonly environments: readonly Environment[];
  readonly hidden: readonly HiddenInstall[];
  /** The application may be where the Python of the image finds it, or nobody can tell. */
  readonly mayBeInSystem: boolean;
  /** Folders that were copied from somewhere else and may hold anything. */
  readonly foreign: readonly string[];
  readonly poetry: PoetryConfig;
}

const PLAIN_FAMILIES = new Set(['python', 'uv', 'debian', 'ubuntu', 'alpine']);

/** An image that brings Python at most, and none of the packages that applications need. */
export const isPlainBase = ({ base }: Stage): boolean => base.plainEnvironment && PLAIN_FAMILIES.has(base.family);

export const installedIn: (stage: Stage) => Installed = remembered((stage: Stage) => new Reader(stage).read());

class Reader {
  readonly #stage: Stage;
  readonly #environments: Map<string, Environment>;
  readonly #poetry: Map<string, Known<string>>;
  readonly #foreign: string[];
  #hidden: HiddenInstall[];
  #system: boolean;

  constructor(stage: Stage) {
    const { parent } = stage;
    const start = parent && installedIn(parent);
    this.#stage = stage;
    this.#environments = new Map((start?.environments ?? []).map((each) => [each.path, each]));
    this.#poetry = new Map(start?.poetry);
    this.#foreign = [...(start?.foreign ?? [])];
    this.#hidden = [...(start?.hidden ?? [])];
    this.#system = start ? start.mayBeInSystem : !isPlainBase(stage);
  }

  read(): Installed {
    for (const instruction of this.#stage.instructions) this.#apply(instruction);
    return {
      environments: [...this.#environments.values()],
      hidden: this.#hidden,
      mayBeInSystem: this.#system,
      foreign: this.#foreign,
      poetry: this.#poetry,
    };
  }

  #apply(instruction: Instruction): void {
    switch (instruction.kind) {
      case 'run':
        if (instruction.script.opaque) this.#system = true;
        for (const step of stepsOf(instruction)) this.#applyStep(step);
        break;
      case 'copy':
      case 'add':
        this.#applyCopy(instruction);
        break;
      case 'onbuild':
      case 'unknown':
        this.#system = true;
        break;
      default:
    }
  }

  #applyStep(step: Step): void {
    const { command } = step;
    const tool = effectiveTool(command);
    switch (tool?.kind) {
      case 'venv': {
        const path = tool.directory ? pathOf(tool.directory, step) : joinPath(step.directory, '.venv');
        const relocatable =
          tool.options.some(({ canonical }) => canonical === '--relocatable') ||
          isOn(variableOf(step, 'UV_VENV_RELOCATABLE'));
        if (path.known) this.#make(step, path.value, relocatable);
        break;
      }
      case 'apt':
      case 'apk':
        if (tool.packages.some((word) => mayBeLibrary(word, step))) this.#system = true;
        break;
      case 'files':
        this.#applyFiles(tool.front, tool.paths, step);
        break;
      case 'poetry':
        this.#configurePoetry(tool.action, tool.args, step);
        this.#install(step);
        break;
      case 'pip':
      case 'uv':
      case 'pipenv':
      case 'pdm':
        this.#install(step);
        break;
      case undefined:
        if (mayInstall(step)) this.#system = true;
        break;
      default:
    }
  }

  #make(step: Step, path: string, relocatable: boolean): void {
    if (!step.certain || isMounted(step.run, path)) return;
    const there = this.#environments.get(path);
    this.#environments.set(path, {
      kind: 'venv',
      path,
      madeAt: path,
      maker: step,
      bringer: step.run,
      holdsApp: there?.holdsApp ?? false,
      relocatable,
    });
  }

  #install(step: Step): void {
    if (!installsApp(step)) return;
    const target = targetOf(step, { poetry: this.#poetry, isEnvironment: (path) => this.#environments.has(path) });
    if (target) this.#fill(step, target);
  }

  #fill(step: Step, target: Target): void {
    switch (target.kind) {
      case 'venv':
        this.#fillVenv(step, target.path);
        break;
      case 'user':
        if (!step.certain || isMounted(step.run, target.path)) return;
        this.#environments.set(target.path, {
          kind: 'user',
          path: target.path,
          madeAt: target.path,
          maker: step,
          bringer: step.run,
          holdsApp: true,
          relocatable: true,
        });
        break;
      case 'hidden':
        if (!step.certain) this.#system = true;
        else
          this.#hidden.push({
            tool: target.tool,
            folder: target.folder,
            step,
            unless: settingsFiles(target.tool, step),
          });
        break;
      default:
        this.#system = true;
    }
  }

  #fillVenv(step: Step, path: string): void {
    const { tool } = step.command;
    // Poetry and Pipenv use an active environment as it is, and make no other than their own.
    const makesOne = tool?.kind === 'uv' || (tool?.kind !== 'pip' && path.endsWith('/.venv'));
    if (!this.#environments.has(path) && makesOne) {
      // Another folder may be the project's.
      if (!variableOf(step, 'UV_PROJECT_ENVIRONMENT') && !isProjectFolder(step)) this.#system = true;
      else this.#make(step, path, false);
    }
    const there = this.#environments.get(path);
    if (there) this.#environments.set(path, { ...there, holdsApp: true });
  }

  #configurePoetry(action: string | undefined, [name, value]: readonly Word[], step: Step): void {
    const key = /^virtualenvs\.(.+)$/.exec(name?.literal ?? '')?.[1];
    if (action !== 'config' || key === undefined || !value) return;
    const given = wordValue(value, step.run);
    this.#poetry.set(key, step.certain ? given : unknown('poetry config may set it'));
  }

  #applyFiles(front: string, words: readonly Word[], step: Step): void {
    const paths = words.map((word) => pathOf(word, step));
    if (front === 'rm' || front === 'mv') {
      const gone = front === 'rm' ? paths : paths.slice(0, -1);
      for (const path of gone) if (path.known) this.#remove(path.value.replace(/\/\*$/, ''));
    }
    if (front !== 'ln' && front !== 'cp' && front !== 'mv' && front !== 'install') return;
    const moves = words.some((word) => /\bbin\b|site-packages|venv/.test(word.text));
    if (moves && !words.slice(0, -1).every((word) => isPlainFile(word.text))) this.#system = true;
  }

  #remove(path: string): void {
    for (const each of [...this.#environments.keys()]) if (isWithin(each, path)) this.#environments.delete(each);
    this.#hidden = this.#hidden.filter(({ folder }) => !isWithin(folder, path));
  }

  #applyCopy(instruction: CopyInstruction): void {
    const { origin, destination, sources, keepsParents } = instruction.copy;
    if (!destination.known) {
      this.#system = true;
      return;
    }
    const reachesSystem = isSystemPlace(destination.value);
    if (origin.kind === 'context') {
      const names = [destination.value, ...sources.flatMap((source) => (source.known ? [source.value] : []))];
      if (names.some((name) => isPackageScript(lastPart(name)) || name.includes('site-packages'))) this.#system = true;
      return;
    }
    this.#foreign.push(destination.value);
    if (reachesSystem && !sources.every((source) => source.known && isPlainFile(source.value))) this.#system = true;
    if (origin.kind !== 'stage') return;
    for (const source of sources) {
      if (!source.known) continue;
      const from = source.value === '.' ? '/' : `/${source.value}`;
      const to = keepsParents ? normalizePath(`${destination.value}/${from}`) : destination.value;
      this.#bring(origin.stage, from, to, instruction);
    }
  }

  /** What lies at a folder of another stage lies at this one afterwards. */
  #bring(stage: Stage, from: string, to: string, bringer: CopyInstruction): void {
    const installed = installedIn(stage);
    for (const each of installed.environments) {
      if (!isWithin(each.path, from)) continue;
      const path = normalizePath(`${to}/${each.path.slice(from === '/' ? 0 : from.length)}`);
      this.#environments.set(path, { ...each, path, bringer });
    }
    for (const each of installed.hidden)
      if (isWithin(each.folder, from) || isWithin(from, each.folder)) this.#system = true;
  }
}

/** `node`, `wait-for-it.sh`, `entrypoint.sh`: nothing of Python's. */
export const isPlainFile = (path: string): boolean => {
  const name = lastPart(path.replace(/["']/g, ''));
  return (
    isStandaloneProgram(name) ||
    /\.(?:sh|conf|ini|crt|pem|service|toml|ya?ml)$/.test(name) ||
    path.includes('node_modules')
  );
};

const SYSTEM_PLACE = /^\/(?:usr|bin|sbin|lib|lib64)(?:\/|$)/;

const isSystemPlace = (path: string): boolean => path === '/' || SYSTEM_PLACE.test(path);

/** What is written there does not stay in the image, or is what somebody brings along for this RUN. */
export const isMounted = (run: RunInstruction, path: string): boolean =>
  run.mounts.some(
    ({ mount, target }) =>
      mount.type !== 'secret' && mount.type !== 'ssh' && (!target.known || isWithin(path, target.value)),
  );

/** A system package that may put Django, a server or a library of Python where the system's Python finds it. */
export function mayBeLibrary(word: Word, { run }: Step): boolean {
  const values = expandWord(word, run.before, run.script);
  // `libpq-dev=17.*` is a pattern to the shell, but its name is not.
  const texts = values.known ? values.value : [/^["']?[\w.+-]+(?==)/.exec(word.text)?.[0]];
  return texts.some(
    (text) => text === undefined || isPythonLibraryPackage(text.toLowerCase().replace(/^["']|[=<>~@:/].*$/g, '')),
  );
}

const LOCAL = /^["']?(?:\.{1,2}(?:$|[/["'])|\/|file:)/;

/** An install that may bring Django or a server; one of build tools alone does not. */
function installsApp(step: Step): boolean {
  const tool = effectiveTool(step.command);
  if (tool?.kind !== 'pip') return true;
  if (tool.requirements.length > 0 || tool.editables.length > 0) return true;
  if (tool.options.some(({ canonical }) => canonical === '--group' || canonical === '--requirements-from-script'))
    return true;
  return tool.targets.some((word) => {
    const values = expandWord(word, step.run.before, step.run.script);
    if (!values.known) return !/^["']?[\w.-]+==/.test(word.text) || !isTool(word.text);
    return values.value.some((value) => LOCAL.test(value) || !isTool(value));
  });
}

/** `poetry==${POETRY_VERSION}` is still Poetry. */
function isTool(text: string): boolean {
  const name = /^["']?([A-Za-z0-9][\w.-]*)/.exec(text)?.[1];
  return name !== undefined && !text.includes('://') && isBuildTool(name.toLowerCase().replace(/[_.-]+/g, '-'));
}

const INTERPRETER = /^(?:python|pypy)[\d.]*$/;
const INSTALLER_WORD = /\bpip3?\b|site-packages|\bvenv\b|setup\.py/;

/** A command we do not read may install what it wants. */
export function mayInstall({ command }: Step): boolean {
  const { name, words, program, inner, joinedBy } = command;
  if (words.length === 0 || inner) return false;
  if (name === undefined) return program.length > 0;
  if (words.some((word) => INSTALLER_WORD.test(word.text))) return true;
  if (INTERPRETER.test(name))
    return !/^(?:-c|-V|--version|-m compileall|-|-m json\.tool)\b|^$/.test(argumentsOf(program)) && joinedBy !== '|';
  if (/^(?:ba|da|a|z)?sh$/.test(name)) return joinedBy !== '|';
  if (name === 'xargs') return !runsHarmless(program);
  return runsUnreadScript(command) || !isHarmlessProgram(name);
}

/** Programs that only touch files. */
const FILE_PROGRAM = /^(?:rm|mkdir|chmod|chown|touch|cp|mv)$/;

/** `xargs -r rm -rf`; an option's value would be no such program. */
function runsHarmless(program: readonly Word[]): boolean {
  const run = program.slice(1).find(({ text }) => !text.startsWith('-'))?.text ?? 'echo';
  return FILE_PROGRAM.test(run) || isHarmlessProgram(run);
}

const argumentsOf = (program: readonly Word[]): string =>
  program
    .slice(1)
    .map(({ text }) => text)
    .join(' ');

/** The folder holds the project, as far as the file shows: and none of those above it does. */
function isProjectFolder({ run, directory, command }: Step): boolean {
  if (!directory.known) return false;
  const file = command.tool?.kind === 'pipenv' ? 'Pipfile' : 'pyproject.toml';
  const holds = (folder: string): boolean => plainCandidates(run, `${folder}/${file}`).length > 0;
  const above: string[] = [];
  for (let at = directory.value; at !== '/'; ) {
    at = normalizePath(`${at}/..`);
    above.push(at);
  }
  return holds(directory.value) && !above.some(holds);
}

/** A path below something that is a file by its name. */
const isBelowFile = (path: string): boolean => /\.[a-z]{2,4}\//i.test(path);

const plainCandidates = (run: RunInstruction, path: string): string[] =>
  contextCandidates(run, path)
    .map((each) => each.path)
    .filter((each) => !isBelowFile(each));

/** Where a `poetry.toml` would lie in the context. */
function settingsFiles(tool: 'poetry' | 'pipenv', { run, directory }: Step): readonly string[] {
  if (tool === 'pipenv') return [];
  return directory.known ? plainCandidates(run, `${directory.value}/poetry.toml`) : ['.'];
}

import { effectiveTool } from '../../model/effective-tool.ts';
import type { Stage } from '../../model/types.ts';
import type { ComposeService } from '../../project/compose/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { ServerTool, Tool } from '../../shell/tools/types.ts';
import type { Command, Word } from '../../shell/types.ts';
import { type Known, unknown } from '../../text/known.ts';
import { remembered } from '../../text/remembered.ts';
import { mayChange } from './file-changes.ts';
import { fileAtStart } from './files-at-start.ts';
import { type GunicornConfig, gunicornConfig } from './gunicorn-config.ts';
import { contextFileAt, contextFileBefore, contextPath, imagePathsOf } from './image-layout.ts';
import { mountedPlacesOf } from './service-mounts.ts';
import { environmentInService } from './settings/start-environment.ts';
import type { Environment } from './settings/variable.ts';
import { type Started, type StartedCommand, valueAtStart, variableAt } from './started.ts';
import { inWorkspace } from './started-files.ts';
import { type Step, stepsOf, variableOf, wordValue } from './steps.ts';
import { directoryAt } from './working-directory.ts';

/** An image in which modules are looked for. */
export interface ModuleSource {
  readonly stage: Stage;
  readonly facts: ProjectFacts;
  /** The file of the workspace at a path of the image; known to be undefined where surely none lies. */
  fileAt(path: string): Known<string | undefined>;
  /** Every path at which a file of the workspace surely lies. */
  placesOf(file: string): readonly string[];
}

/** A program of Python and what it finds when it begins: one that the image starts, or one of a RUN. */
export interface PythonProcess extends ModuleSource {
  readonly command: Command;
  /** What it is in the end: gunicorn in `poetry run gunicorn`. */
  readonly tool: Tool | undefined;
  readonly directory: Known<string>;
  /** It is given a file of variables, and nobody knows what stands in there. */
  readonly hasVariableFile: boolean;
  valueOf(word: Word): Known<string>;
  /** Undefined where nothing sets the name. */
  variable(name: string): Known<string> | undefined;
  /** gunicorn's configuration file. */
  config(tool: ServerTool): Known<GunicornConfig>;
}

/** The image that a stage becomes, whatever starts in it. */
export const finishedImage = (stage: Stage, facts: ProjectFacts): ModuleSource => new FinishedImage(stage, facts);

class FinishedImage implements ModuleSource {
  readonly stage: Stage;
  readonly facts: ProjectFacts;

  constructor(stage: Stage, facts: ProjectFacts) {
    this.stage = stage;
    this.facts = facts;
  }

  fileAt(path: string): Known<string | undefined> {
    return inWorkspace(contextFileAt(this.stage, path, this.facts), this.facts);
  }

  placesOf(file: string): readonly string[] {
    return placesIn(this.stage, file, this.facts);
  }
}

const placesIn = (stage: Stage, file: string, facts: ProjectFacts): readonly string[] => {
  const path = contextPath(file, facts);
  return path === undefined ? [] : imagePathsOf(stage, path, facts);
};

/** A command is asked about by several rules, and each time for the same facts. */
const lastProcess = remembered((_: StartedCommand): { process?: PythonProcess } => ({}));

export function processAtStart(started: Started, at: StartedCommand, facts: ProjectFacts): PythonProcess {
  const last = lastProcess(at);
  if (last.process?.facts !== facts) last.process = processOf(started, at, facts);
  return last.process;
}

class StartedProcess implements PythonProcess {
  readonly facts: ProjectFacts;
  readonly #started: Started;
  readonly #at: StartedCommand;

  constructor(started: Started, at: StartedCommand, facts: ProjectFacts) {
    this.#started = started;
    this.#at = at;
    this.facts = facts;
  }

  get stage(): Stage {
    return this.#started.start.stage;
  }
  get command(): Command {
    return this.#at.command;
  }
  get tool(): Tool | undefined {
    return this.#at.tool;
  }

  get directory(): Known<string> {
    const { composeServices } = this.facts;
    const isMoved = composeServices.known && composeServices.value.some(({ workingDir }) => workingDir);
    return isMoved ? unknown('compose chooses the working directory') : directoryAt(this.#started, this.#at);
  }

  get hasVariableFile(): boolean {
    const { composeServices } = this.facts;
    return composeServices.known && composeServices.value.some(({ envFiles }) => envFiles.length > 0);
  }

  valueOf(word: Word): Known<string> {
    return valueAtStart(word, this.#started, this.#at);
  }

  variable(name: string): Known<string> | undefined {
    if (isGivenByCompose(name, this.facts)) return unknown(`compose sets ${name}`);
    return variableAt(this.#started, this.#at, name);
  }

  fileAt(path: string): Known<string | undefined> {
    return fileAtStart(this.#started, path, this.facts);
  }

  placesOf(file: string): readonly string[] {
    return placesIn(this.stage, file, this.facts);
  }

  config(tool: ServerTool): Known<GunicornConfig> {
    return gunicornConfig(this.#started, this.#at, tool, this.facts);
  }
}

const processOf = (started: Started, at: StartedCommand, facts: ProjectFacts): PythonProcess =>
  started.service ? new ServiceProcess(started, at, started.service, facts) : new StartedProcess(started, at, facts);

/** The same where it is known which service of compose starts it, and nothing but that. */
class ServiceProcess extends StartedProcess {
  readonly #started: Started;
  readonly #at: StartedCommand;
  readonly #service: ComposeService;
  readonly #directory: Known<string>;
  readonly #environment: Environment;

  constructor(started: Started, at: StartedCommand, service: ComposeService, facts: ProjectFacts) {
    super(started, at, facts);
    this.#started = started;
    this.#at = at;
    this.#service = service;
    this.#directory = directoryAt(started, at);
    this.#environment = environmentInService(started, at, service, facts);
  }

  override get directory(): Known<string> {
    return this.#directory;
  }

  /** One that is at hand is part of the environment. */
  override get hasVariableFile(): boolean {
    return !this.facts.serviceVariables(this.#service).given.known;
  }

  override variable(name: string): Known<string> | undefined {
    // As for an image, a file that is not at hand is asked for what such files do set, and for nothing else.
    const isHidden = this.hasVariableFile && this.#service.environment.every((each) => each.name !== name);
    if (isHidden) return variableAt(this.#started, this.#at, name);
    const variable = this.#environment.of(name);
    if (variable.kind === 'unset') return undefined;
    return variable.kind === 'set' ? variable.value : unknown(variable.why);
  }

  override placesOf(file: string): readonly string[] {
    const mounted = mountedPlacesOf(this.#service, file);
    return [...new Set([...super.placesOf(file), ...mounted])].filter((path) => {
      const lying = this.fileAt(path);
      return lying.known && lying.value === file;
    });
  }
}

/** A service that builds the image sets a variable. */
export const isGivenByCompose = (name: string, facts: ProjectFacts): boolean =>
  facts.composeServices.known && facts.composeServices.value.some((service) => gives(service, name, facts));

/** By itself, or with a file of variables that can be read. */
function gives(service: ComposeService, name: string, facts: ProjectFacts): boolean {
  const { given } = facts.serviceVariables(service);
  return (
    service.environment.some((each) => each.name === name) ||
    (given.known && given.value.some((each) => each.name === name))
  );
}

export const processOfStep = (step: Step, facts: ProjectFacts): PythonProcess => new RunProcess(step, facts);

class RunProcess implements PythonProcess {
  readonly facts: ProjectFacts;
  readonly #step: Step;

  constructor(step: Step, facts: ProjectFacts) {
    this.#step = step;
    this.facts = facts;
  }

  get stage(): Stage {
    return this.#step.run.stage;
  }
  get command(): Command {
    return this.#step.command;
  }
  get tool(): Tool | undefined {
    return effectiveTool(this.#step.command);
  }
  get directory(): Known<string> {
    return this.#step.directory;
  }
  get hasVariableFile(): boolean {
    return false;
  }

  valueOf(word: Word): Known<string> {
    return wordValue(word, this.#step.run);
  }

  variable(name: string): Known<string> | undefined {
    return variableOf(this.#step, name) ?? this.#step.run.before.env(name);
  }

  fileAt(path: string): Known<string | undefined> {
    const { run, command } = this.#step;
    for (const step of stepsOf(run)) {
      if (step.command === command) break;
      if (mayChange(step, path)) return unknown('a command in front of it may write the file');
    }
    return inWorkspace(contextFileBefore(run, path, this.facts), this.facts);
  }

  placesOf(file: string): readonly string[] {
    return placesIn(this.stage, file, this.facts);
  }

  config(): Known<GunicornConfig> {
    return unknown('no server runs while an image is built');
  }
}

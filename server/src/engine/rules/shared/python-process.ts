import { effectiveTool } from '../../model/effective-tool.ts';
import type { Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { ServerTool, Tool } from '../../shell/tools/types.ts';
import type { Command, Word } from '../../shell/types.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { mayChange } from './file-changes.ts';
import { fileAtStart } from './files-at-start.ts';
import { gunicornConfig } from './gunicorn-config.ts';
import { contextFileBefore } from './image-layout.ts';
import { type Started, type StartedCommand, valueAtStart, variableAt, workspacePath } from './started.ts';
import { type Step, stepsOf, variableOf, wordValue } from './steps.ts';
import { directoryAt } from './working-directory.ts';

/** A program of Python and what it finds when it begins: one that the image starts, or one of a RUN. */
export interface PythonProcess {
  readonly stage: Stage;
  readonly command: Command;
  /** What it is in the end: gunicorn in `poetry run gunicorn`. */
  readonly tool: Tool | undefined;
  readonly directory: Known<string>;
  readonly facts: ProjectFacts;
  valueOf(word: Word): Known<string>;
  /** Undefined where nothing sets the name. */
  variable(name: string): Known<string> | undefined;
  /** The file of the workspace at a path of the image; known to be undefined where surely none lies. */
  fileAt(path: string): Known<string | undefined>;
  /** The text of gunicorn's configuration file; empty where there is none. */
  config(tool: ServerTool): Known<string>;
}

export const processAtStart = (started: Started, at: StartedCommand, facts: ProjectFacts): PythonProcess =>
  new StartedProcess(started, at, facts);

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

  valueOf(word: Word): Known<string> {
    return valueAtStart(word, this.#started, this.#at);
  }

  variable(name: string): Known<string> | undefined {
    const { composeServices } = this.facts;
    const services = composeServices.known ? composeServices.value : [];
    if (services.some(({ environment }) => environment.some((each) => each.name === name)))
      return unknown(`compose sets ${name}`);
    return variableAt(this.#started, this.#at, name);
  }

  fileAt(path: string): Known<string | undefined> {
    return fileAtStart(this.#started, path, this.facts);
  }

  config(tool: ServerTool): Known<string> {
    return gunicornConfig(this.#started, this.#at, tool, this.facts);
  }
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
    const file = contextFileBefore(run, path, this.facts);
    return file.known && file.value !== undefined ? known(workspacePath(file.value, this.facts)) : file;
  }

  config(): Known<string> {
    return unknown('no server runs while an image is built');
  }
}

import { inheritedInstructions } from '../../../model/instruction-lists.ts';
import type { CopyInstruction, Model } from '../../../model/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import type { PipTool, Tool } from '../../../shell/tools/types.ts';
import type { Word } from '../../../shell/types.ts';
import { lastPart } from '../../../text/path.ts';
import { effectiveTool } from '../commands.ts';
import { isOn, type Step, stepsOf, variableOf } from '../steps.ts';
import {
  copiedWheels,
  mountedWheels,
  type PipInstall,
  pointsInto,
  type WheelFolder,
  wheelBuilds,
  wheelBuildsAt,
} from '../wheels.ts';
import { askManager } from './ask-manager.ts';
import { askPip, askPipSync, type Elsewhere } from './ask-pip.ts';
import { type Asked, HIDDEN, normalName, together } from './asked.ts';
import { type Export, exportFor } from './exports.ts';

/** Reads what commands install. */
export class Asks implements Elsewhere {
  readonly #model: Model;
  readonly #facts: ProjectFacts;

  constructor(model: Model, facts: ProjectFacts) {
    this.#model = model;
    this.#facts = facts;
  }

  /** What a command installs for the image's Python; undefined for one that installs nothing. */
  of(step: Step): Asked | undefined {
    if (step.command.name === 'pip-sync') return askPipSync(step, this.#model.path, this.#facts, this);
    const found: Asked[] = [];
    for (let tool = step.command.tool; tool; tool = 'ran' in tool ? tool.ran : undefined) {
      const asked = this.#ofTool(tool, step);
      if (asked) found.push(asked);
    }
    return found.length === 0 ? undefined : together(found);
  }

  /** What a command fetches: besides what is installed, what `pip wheel` builds for another install. */
  fetchedBy(step: Step): Asked | undefined {
    const tool = effectiveTool(step.command);
    return tool?.kind === 'pip' && FETCHES.has(tool.action ?? '') ? this.#askPip(tool, step) : this.of(step);
  }

  #ofTool(tool: Tool, step: Step): Asked | undefined {
    switch (tool.kind) {
      case 'pip':
        return this.#ofPip(tool, step);
      case 'uv':
        return syncs(tool.action, tool, step) ? this.#ofManager(tool, step) : undefined;
      case 'poetry':
        return POETRY.has(tool.action ?? '') ? this.#ofManager(tool, step) : undefined;
      case 'pipenv':
      case 'pdm':
        return INSTALLS.has(tool.action ?? '') ? this.#ofManager(tool, step) : undefined;
      default:
        return undefined;
    }
  }

  #ofPip(tool: PipTool, step: Step): Asked | undefined {
    if (tool.options.some(({ canonical }) => canonical === '--dry-run')) return undefined;
    if (tool.action === 'uninstall') return { asks: [], hidden: false, removed: tool.targets.map(nameOf) };
    if (tool.action === undefined) return step.command.openEnded ? HIDDEN : undefined;
    return tool.action === 'install' || tool.action === 'sync' ? this.#askPip(tool, step) : undefined;
  }

  #askPip(tool: PipTool, step: Step): Asked {
    return askPip(step, tool, this.#model.path, this.#facts, this);
  }

  /** `uv add x`, `poetry add x`, `pipenv install x`: what the project has, and something more. */
  #ofManager(tool: Extract<Tool, { kind: 'uv' | 'poetry' | 'pipenv' | 'pdm' }>, step: Step): Asked | undefined {
    if (tool.options.some(({ canonical }) => canonical === '--dry-run' || canonical === '--check')) return undefined;
    const asked = askManager(step, tool, this.#facts);
    const words = tool.action === 'run' ? [] : tool.args;
    if (words.length === 0) return asked;
    const named = words.map(({ literal, span }) => ({ value: literal ?? '', from: { path: this.#model.path, span } }));
    const request = { by: 'pip', files: [], projects: [], named, constraints: [], noDeps: false } as const;
    return together([asked, { asks: [{ request, step, exact: true }], hidden: false, removed: [] }]);
  }

  exported(word: Word, step: Step): Asked | undefined {
    const found = exportFor(word, step, this.#model);
    return found && this.#ofExport(found);
  }

  #ofExport({ step, tool }: Export): Asked {
    if (tool.kind !== 'pip') return askManager(step, tool, this.#facts);
    // `uv pip compile` names files as `sync` does.
    return this.#askPip(tool, step);
  }

  built(word: Word, step: Step): Asked | undefined {
    const folder = wheelFolders(step).find(({ path }) => pointsInto(word, step, path));
    if (folder) return this.#ofFolder(folder);
    const builds = wheelBuildsAt(word, step);
    return builds.length === 0 ? undefined : this.#ofBuilds(builds);
  }

  #ofFolder({ origin, source, partly, bringer }: WheelFolder): Asked {
    const builds = origin.kind === 'stage' ? wheelBuilds(origin.stage, source) : [];
    if (builds.length === 0 || (partly && !bringsAll(bringer))) return HIDDEN;
    return this.#ofBuilds(builds);
  }

  #ofBuilds(builds: readonly PipInstall[]): Asked {
    return together(builds.map(({ step, tool }) => this.#askPip(tool, step)));
  }

  isRewritten(path: string, step: Step): boolean {
    const name = lastPart(path);
    for (const each of inheritedInstructions(step.run.stage)) {
      if (each.kind !== 'run') continue;
      for (const earlier of stepsOf(each)) {
        if (earlier.command === step.command) return false;
        if (rewrites(earlier, name)) return true;
      }
    }
    return false;
  }
}

/** The folders of wheels that a command finds, the nearest first. */
function wheelFolders(step: Step): readonly WheelFolder[] {
  const before = inheritedInstructions(step.run.stage).filter(
    (each): each is CopyInstruction =>
      (each.kind === 'copy' || each.kind === 'add') && (each.stage !== step.run.stage || each.index < step.run.index),
  );
  return [...mountedWheels(step.run), ...before.reverse().flatMap((copy) => copiedWheels(copy) ?? [])];
}

/** `COPY --from=builder /wheels/*.whl /wheels/` */
function bringsAll(bringer: WheelFolder['bringer']): boolean {
  if (bringer.kind === 'run') return false;
  return bringer.copy.sources.every((source) => source.known && /\/\*(?:\.whl)?$/.test(source.value));
}

const FETCHES = new Set(['wheel', 'download']);
const INSTALLS = new Set(['install', 'sync', 'add', 'update']);
const POETRY = new Set(['install', 'sync', 'add', 'update']);

/** `uv run` brings the environment up to date before it runs something. */
function syncs(action: string | undefined, tool: Extract<Tool, { kind: 'uv' }>, step: Step): boolean {
  if (action === 'sync' || action === 'add') return true;
  const stays = ['--no-sync', '--no-project', '--isolated', '--script'];
  return (
    action === 'run' &&
    !tool.options.some(({ canonical }) => stays.includes(canonical)) &&
    !isOn(variableOf(step, 'UV_NO_SYNC')) &&
    !isOn(variableOf(step, 'UV_NO_PROJECT'))
  );
}

const nameOf = ({ text }: Word): string => normalName(/^["']?([\w.-]*)/.exec(text)?.[1] ?? '');

const CHANGES_FILES = new Set(['sed', 'cp', 'mv', 'install', 'ln']);
/** Programs that read a file they name. */
const ONLY_READ = /^(?:cat|echo|printf|ls|test|\[|grep|head|tail|wc|sha256sum|md5sum|dos2unix|chmod|chown|stat)$/;

/** A command may write a file of this name, or change what is in it. */
function rewrites({ command: { redirects, tool, words, name } }: Step, file: string): boolean {
  const isTarget = redirects.some(
    ({ operator, target }) => operator.includes('>') && target !== undefined && mentions(target, file),
  );
  if (isTarget) return true;
  if (!words.some((word) => mentions(word, file))) return false;
  if (tool) return tool.kind === 'download' || (tool.kind === 'files' && CHANGES_FILES.has(tool.front));
  return !ONLY_READ.test(name ?? '');
}

const mentions = ({ text }: Word, file: string): boolean => lastPart(text.replace(/["']/g, '')) === file;

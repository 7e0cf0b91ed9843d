import { isPattern } from '../../model/context-sources.ts';
import { sourcesFor } from '../../model/files.ts';
import { inheritedCopies } from '../../model/instruction-lists.ts';
import { normalizePath } from '../../model/state.ts';
import type { BaseImage, CopyInstruction, Instruction, Stage } from '../../model/types.ts';
import type { ContextListing, ProjectFacts, SentListing } from '../../project/types.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { isWithin } from '../../text/path.ts';
import { remembered } from '../../text/remembered.ts';
import { excludesFiles } from './context-copies.ts';
import { mayChange } from './file-changes.ts';
import { isPlainBase } from './file-presence.ts';
import { landingPlaces, originsIn } from './landings.ts';
import { stepsOf } from './steps.ts';

/** The file of the build context that lies at a path; known to be undefined where surely none does. */
type Lying = Known<string | undefined>;

/** The file of the build context that lies at a path of a finished image, as it is built and before anything is mounted. */
export const contextFileAt = (stage: Stage, path: string, facts: ProjectFacts): Lying =>
  layoutOf(stage, facts).find(stage.instructions.length, path);

/** The same in front of an instruction. What a RUN mounts for itself is not known to be a file of the image. */
export function contextFileBefore(instruction: Instruction, path: string, facts: ProjectFacts): Lying {
  const target = normalizePath(path);
  const hides =
    instruction.kind === 'run' &&
    instruction.mounts.some(({ target: place }) => !place.known || isWithin(target, place.value));
  if (hides) return unknown('a mount lies over it');
  return layoutOf(instruction.stage, facts).find(instruction.index, target);
}

/** Every path of a finished image at which a file of the build context surely lies. */
export const imagePathsOf = (stage: Stage, file: string, facts: ProjectFacts): readonly string[] =>
  layoutOf(stage, facts).placesOf(file);

/** The folder of an image in which the project's manage.py lies. */
export function projectRootIn(stage: Stage, facts: ProjectFacts): Known<string> {
  if (!facts.project.known) return facts.project;
  const file = contextPath(facts.project.value.pathOf('manage.py'), facts);
  if (file === undefined) return unknown('the project lies outside of the build context');
  const [place, ...others] = imagePathsOf(stage, file, facts);
  if (place === undefined) return unknown('nobody knows where manage.py lies in the image');
  return others.length > 0 ? unknown('manage.py lies in the image more than once') : known(folderOf(place));
}

/** A file of the workspace by its path in the build context; undefined outside of it. */
export function contextPath(file: string, { context }: ProjectFacts): string | undefined {
  if (!context.known) return undefined;
  const { root } = context.value;
  if (root === '') return file;
  return file.startsWith(`${root}/`) ? file.slice(root.length + 1) : undefined;
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';

/** Layouts with the facts they were made of: a model is judged by one set of them at a time. */
const lastLayout = remembered((_: Stage): { layout?: ImageLayout } => ({}));

function layoutOf(stage: Stage, facts: ProjectFacts): ImageLayout {
  const last = lastLayout(stage);
  if (last.layout?.facts !== facts) last.layout = new ImageLayout(stage, facts);
  return last.layout;
}

class ImageLayout {
  readonly facts: ProjectFacts;
  readonly #stage: Stage;
  readonly #found = new Map<string, Lying>();

  constructor(stage: Stage, facts: ProjectFacts) {
    this.#stage = stage;
    this.facts = facts;
  }

  /** What lies at a path when the first instructions of the stage have run. */
  find(end: number, path: string): Lying {
    const target = normalizePath(path);
    const key = `${end} ${target}`;
    const earlier = this.#found.get(key);
    if (earlier) return earlier;
    const found = this.#search(end, target);
    this.#found.set(key, found);
    return found;
  }

  #search(end: number, path: string): Lying {
    for (const stage of this.#stage.ancestry) {
      for (let at = (stage === this.#stage ? end : stage.instructions.length) - 1; at >= 0; at--) {
        const instruction = stage.instructions[at];
        const left = instruction && this.#leftBy(instruction, path);
        if (left) return left;
      }
    }
    return inBase(this.#stage.base, path);
  }

  /** What an instruction makes of a path; undefined where it leaves it as it was. */
  #leftBy(instruction: Instruction, path: string): Lying | undefined {
    switch (instruction.kind) {
      case 'copy':
      case 'add':
        return this.#copied(instruction, path);
      case 'run': {
        const isTouched = instruction.script.opaque || stepsOf(instruction).some((step) => mayChange(step, path));
        return isTouched ? unknown('a RUN may write it') : undefined;
      }
      case 'onbuild':
        return instruction.stage === this.#stage ? undefined : unknown('ONBUILD may write it');
      case 'unknown':
        return unknown('an instruction is not understood');
      default:
        return undefined;
    }
  }

  #copied(copy: CopyInstruction, path: string): Lying | undefined {
    const { origin, sources, destination } = copy.copy;
    if (!destination.known) return unknown('a variable hides where a COPY goes');
    if (!isWithin(path, destination.value)) return undefined;
    const isHidden =
      hasMarks(copy) ||
      copy.copy.keepsParents ||
      sources.length !== copy.node.sources.length ||
      !sources.every(isKnown);
    if (isHidden) return unknown('nobody can tell what a COPY brings');
    if (origin.kind === 'context') return this.#fromContext(copy, path);
    if (origin.kind === 'stage') return this.#fromStage(copy, origin.stage, path);
    return unknown('it may come from another image');
  }

  #fromContext(copy: CopyInstruction, path: string): Lying | undefined {
    const sent = this.facts.sent();
    if (!sent.known) return sent;
    const origins = originsIn(sent.value, copy, path);
    if (!origins) return unknown('nobody can tell what a COPY brings');
    if (origins.some((each) => isOutOfSight(each, sent.value, this.facts))) return unknown('it may lie in the context');
    const found = origins.findLast((each) => filesOf(sent.value).has(each));
    if (found === undefined) return undefined;
    return excludesFiles(copy) ? unknown('a COPY may leave it out') : known(found);
  }

  #fromStage(copy: CopyInstruction, stage: Stage, path: string): Lying | undefined {
    if (copy.copy.sources.some((source) => source.known && isPattern(source.value)))
      return unknown('nobody can tell what a COPY brings');
    let hidden: Lying | undefined;
    for (const origin of [...sourcesFor(copy.copy, path)].reverse()) {
      const found = layoutOf(stage, this.facts).find(stage.instructions.length, origin);
      if (!found.known) hidden ??= found;
      else if (found.value !== undefined) return excludesFiles(copy) ? unknown('a COPY may leave it out') : found;
    }
    return hidden;
  }

  placesOf(file: string): readonly string[] {
    return [...this.#mayLieAt(file)].filter((path) => {
      const lying = this.find(this.#stage.instructions.length, path);
      return lying.known && lying.value === file;
    });
  }

  #mayLieAt(file: string): ReadonlySet<string> {
    const places = new Set<string>();
    for (const copy of inheritedCopies(this.#stage)) {
      const { origin, destination } = copy.copy;
      if (!destination.known || (origin.kind !== 'context' && origin.kind !== 'stage')) continue;
      const from = origin.kind === 'context' ? [file] : layoutOf(origin.stage, this.facts).placesOf(file);
      for (const path of from)
        for (const place of landingPlaces(copy, path, this.#stage, this.facts)) places.add(place);
    }
    return places;
  }
}

const isKnown = ({ known: isSeen }: Known<string>): boolean => isSeen;

/** Somebody fills the line in before Docker reads it. */
const hasMarks = ({ node }: CopyInstruction): boolean => /\{[{%]/.test(node.args.text);

const filesOf: (listing: SentListing) => ReadonlySet<string> = remembered(
  (listing: SentListing) => new Set(listing.below('.')),
);

/** A path of the context that nobody has looked at: in a folder that is passed over, behind a link, or of a submodule that is not there. */
export function isOutOfSight(path: string, listing: ContextListing, { workspace }: ProjectFacts): boolean {
  if ([...listing.skipped, ...listing.links].some((folder) => isWithin(path, folder))) return true;
  const top = path.split('/')[0] ?? path;
  return !listing.has(top) && path !== top && workspace.known && hasSubmodules(workspace.value);
}

const hasSubmodules = remembered((files: readonly string[]): boolean => files.includes('.gitmodules'));

/** Folders that base images fill. Debian's `/usr/src` is empty. */
const SYSTEM =
  /^\/(?:usr\/(?!src\/|app\/)|s?bin\/|lib\w*\/|etc\/|boot\/|dev\/|proc\/|sys\/|run\/|var\/lib\/|opt\/(?:venv|conda)\/)/;

const inBase = (base: BaseImage, path: string): Lying =>
  isPlainBase(base) && !SYSTEM.test(path) ? known(undefined) : unknown('the base image may hold it');

import { type ContextSource, contextSources } from '../../model/context-sources.ts';
import { allInstructions, allRuns } from '../../model/instruction-lists.ts';
import type { CopyInstruction, Model } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { isWithin } from '../../text/path.ts';

/** What one source of a COPY really brings from the context. */
export interface Brought extends ContextSource {
  readonly files: readonly string[];
  /** Those that fit, by a function that is asked for again. */
  fitting(fits: (path: string) => boolean): readonly string[];
  /** Folders whose files nobody has listed: .git, node_modules, virtual environments. */
  readonly skipped: readonly string[];
}

const hasFlag = ({ node }: CopyInstruction, name: string): boolean => node.flags.some((flag) => flag.name === name);

/** `--exclude` leaves out files in ways of its own. */
export const excludesFiles = (copy: CopyInstruction): boolean => hasFlag(copy, 'exclude');

/** COPYs of the context in order, with what reaches the image through them; nothing where that is not known. */
export function broughtFromContext(model: Model, facts: ProjectFacts): readonly Brought[] {
  const sent = facts.sent();
  if (!sent.known || model.syntax.templated) return [];
  const { value } = sent;
  return allInstructions(model)
    .flatMap(contextSources)
    .flatMap((source) => {
      const files = excludesFiles(source.copy) ? undefined : value.copied(source.path);
      if (!files) return [];
      const isAll = source.path === '.' || source.path === '*';
      const skipped = isAll ? value.skipped : value.skipped.filter((folder) => isWithin(folder, source.path));
      return [{ ...source, files, skipped, fitting: (fits) => value.copied(source.path, fits) ?? [] }];
    });
}

/** Paths of the context that COPYs and mounts name: somebody wants what lies there. */
export const namedInContext = (model: Model): readonly string[] => [
  ...allInstructions(model).flatMap((instruction) => contextSources(instruction).map(({ path }) => path)),
  ...allRuns(model).flatMap(({ mounts }) =>
    mounts.flatMap(({ origin, source }) => (origin.kind === 'context' && source.known ? [source.value] : [])),
  ),
];

/** The first of them that becomes part of an image that ships, else the first. */
export const mostTelling = <T extends ContextSource>(sources: readonly T[]): T | undefined =>
  sources.find(({ copy }) => copy.stage.shipsLayers) ?? sources[0];

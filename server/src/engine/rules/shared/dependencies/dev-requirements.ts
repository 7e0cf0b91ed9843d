import type { DependencyFile, Include } from '../../../project/dependencies/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import type { Word } from '../../../shell/types.ts';
import { lastPart } from '../../../text/path.ts';
import type { Related } from '../../define.ts';
import { pathOf, type Step } from '../steps.ts';
import { shortened } from '../wording.ts';
import { isEmpty } from './dev-groups.ts';
import { workspaceFile } from './project-files.ts';

/** What an install takes of requirements for development. */
interface DevRequirements {
  /** For a message. */
  readonly what: string;
  readonly related: readonly Related[];
}

/** `requirements-dev.txt`, `requirements/local.txt`, `test-requirements.txt`. */
const DEVELOPMENT_FILE =
  /(?:^|\/)(?:requirements?[._-](?:dev|devel|development|local|tests?|testing)|(?:dev|devel|development|local|tests?|testing)(?:[._-]requirements?)?)\.(?:txt|in)$/i;

/** A requirements file that a command names is for development, or takes in one that is. */
export function devRequirements(word: Word, step: Step, facts: ProjectFacts): DevRequirements | undefined {
  const name = word.literal;
  // A name in a variable is chosen for each build.
  if (name === undefined) return undefined;
  const file = requirementsAt(workspaceFile(step.run, pathOf(word, step), facts), facts);
  if (DEVELOPMENT_FILE.test(name) && !(file && asksForNothing(file)))
    return { what: `${shortened(name)} is for development`, related: [] };
  const include = file && developmentInclude(file, facts);
  if (include?.path === undefined) return undefined;
  return {
    what: `${shortened(lastPart(name), 24)} takes ${shortened(lastPart(include.path), 24)} along`,
    related: [{ ...include.from, message: 'It is included here' }],
  };
}

function requirementsAt(path: string | undefined, { dependencies }: ProjectFacts): DependencyFile | undefined {
  const file = path === undefined ? undefined : dependencies.get(path);
  return file?.known ? file.value : undefined;
}

const asksForNothing = ({ groups, includes, lock }: DependencyFile): boolean =>
  !lock && includes.every(({ as }) => as === 'constraints') && groups.every(isEmpty);

/** Where a requirements file, or one that it includes, takes in one for development. */
function developmentInclude(start: DependencyFile, facts: ProjectFacts): Include | undefined {
  const files = new Set([start]);
  // What is added on the way is looked at as well.
  for (const { includes } of files) {
    for (const include of includes) {
      const file = include.as === 'requirements' ? requirementsAt(include.path, facts) : undefined;
      if (!file) continue;
      if (DEVELOPMENT_FILE.test(file.path) && !asksForNothing(file)) return include;
      files.add(file);
    }
  }
  return undefined;
}

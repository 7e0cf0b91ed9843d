import { CATEGORIES, type Category } from '../../server/src/engine/rules/define.ts';
import type { RuleFile } from '../generate/rule-files.ts';

const USAGE = `Usage: npm run new-rule <id> [category]
  id        names the problem in kebab-case: healthcheck-missing
  category  one of ${CATEGORIES.join(', ')} (default: correctness)`;

const isCategory = (text: string): text is Category => (CATEGORIES as readonly string[]).includes(text);

/** What was asked for, or why it cannot be. */
export function readRequest(
  args: readonly string[],
  usedIds: readonly string[],
): RuleFile | { readonly problem: string } {
  const [id, category = 'correctness', ...rest] = args;
  if (id === undefined || rest.length > 0) return { problem: USAGE };
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id)) {
    return { problem: `"${id}" is no rule id: ids are kebab-case.\n${USAGE}` };
  }
  if (usedIds.includes(id)) return { problem: `There is a rule "${id}" already: ids are never used twice.` };
  if (!isCategory(category)) return { problem: `There is no category "${category}".\n${USAGE}` };
  return { id, category };
}

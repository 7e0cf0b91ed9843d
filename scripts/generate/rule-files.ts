import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CATEGORIES, type Category, type Rule } from '../../server/src/engine/rules/define.ts';

export const RULES_FOLDER = 'server/src/engine/rules';

/** A rule by the place of its file: the folder is its category, the name its id. */
export interface RuleFile {
  readonly category: Category;
  readonly id: string;
}

export const rulePath = ({ category, id }: RuleFile): string => `${RULES_FOLDER}/${category}/${id}.ts`;
export const ruleTestPath = ({ category, id }: RuleFile): string => `test/rules/${category}/${id}.test.ts`;
export const pagePath = (id: string): string => `docs/rules/${id}.md`;

/** Every rule file, in the order of the categories and of the ids in them. */
export function listRuleFiles(root: string): readonly RuleFile[] {
  return CATEGORIES.flatMap((category) => {
    const folder = join(root, RULES_FOLDER, category);
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ts')) : [];
    return names.sort().map((name) => ({ category, id: name.slice(0, -'.ts'.length) }));
  });
}

/** Reads the rules from their files and not through the index, which may be stale. */
export function loadRules(root: string, files: readonly RuleFile[]): Promise<readonly Rule[]> {
  return Promise.all(files.map((file) => loadRule(root, file)));
}

async function loadRule(root: string, file: RuleFile): Promise<Rule> {
  const path = rulePath(file);
  const loaded: { readonly default?: Rule } = await import(pathToFileURL(join(root, path)).href);
  const rule = loaded.default;
  if (rule === undefined) throw new Error(`${path} has no default export: write \`export default defineRule(…)\`.`);
  if (rule.id !== file.id) throw new Error(`${path} holds the rule "${rule.id}": name the file ${rule.id}.ts.`);
  if (rule.category !== file.category) {
    throw new Error(`${path} is of the category "${rule.category}": move it to ${rulePath(rule)}.`);
  }
  return rule;
}

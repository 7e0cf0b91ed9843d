import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from '../../server/src/engine/rules/define.ts';
import type { GeneratedFile } from './generated-file.ts';
import { generatedProof } from './proof.ts';
import { listRuleFiles, loadRules, pagePath, RULES_FOLDER, rulePath } from './rule-files.ts';
import { ruleIndexSource } from './rule-index.ts';
import { RULES_SETTING, rulesSetting } from './rules-setting.ts';
import { replaceSection } from './sections.ts';
import { generatedSnippets } from './snippets.ts';

export const generatedIndex = (root: string): GeneratedFile => ({
  path: `${RULES_FOLDER}/index.ts`,
  content: ruleIndexSource(listRuleFiles(root)),
});

/** Everything that is generated from the rules themselves. The index must be fresh: running the examples loads it. */
export async function generatedFiles(root: string): Promise<readonly GeneratedFile[]> {
  const { renderRulePage, renderRulesTable } = await import('../../server/src/engine/docs/render.ts');
  const rules = await loadRules(root, listRuleFiles(root));
  const pages = rules.map((rule) => ({
    path: pagePath(rule.id),
    content: `<!-- Written by \`npm run generate\` from ${rulePath(rule)}. Do not edit. -->\n\n${renderRulePage(rule)}`,
  }));
  const wanted = new Set(pages.map(({ path }) => path));
  const stale = readdirSync(join(root, 'docs/rules'))
    .map((name) => `docs/rules/${name}`)
    .filter((path) => !wanted.has(path))
    .map((path) => ({ path, content: undefined }));
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const manifest = readFileSync(join(root, 'package.json'), 'utf8');
  return [
    ...pages,
    ...stale,
    ...(await practicePages(root, rules)),
    await generatedProof(root, rules),
    ...(await generatedSnippets()),
    { path: 'README.md', content: replaceSection(readme, renderRulesTable(rules, 'docs/rules')) },
    { path: 'package.json', content: withRulesSetting(manifest, rulesSetting(rules)) },
  ];
}

interface Manifest {
  readonly contributes?: { readonly configuration?: { readonly properties?: Readonly<Record<string, unknown>> } };
}

function withRulesSetting(text: string, setting: object): string {
  const manifest = JSON.parse(text) as Manifest;
  const { contributes } = manifest;
  const configuration = {
    title: 'Django Dockerfile',
    ...contributes?.configuration,
    properties: { ...contributes?.configuration?.properties, [RULES_SETTING]: setting },
  };
  return `${JSON.stringify({ ...manifest, contributes: { ...contributes, configuration } }, null, 2)}\n`;
}

/** The pages of practices, and the one that leads to them. */
async function practicePages(root: string, rules: readonly Rule[]): Promise<readonly GeneratedFile[]> {
  const { renderPracticePage, renderPracticesIndex } = await import('../../server/src/engine/docs/practice-pages.ts');
  const { PRACTICES } = await import('../../server/src/engine/practices/index.ts');
  const written = (from: string, text: string): string =>
    `<!-- Written by \`npm run generate\` from ${from}. Do not edit. -->\n\n${text}`;
  const folder = 'docs/practices';
  const files = [
    { path: `${folder}/README.md`, content: written('server/src/engine/practices', renderPracticesIndex()) },
    ...PRACTICES.map((practice) => ({
      path: `${folder}/${practice.id}.md`,
      content: written(`server/src/engine/practices/${practice.id}.ts`, renderPracticePage(practice, rules)),
    })),
  ];
  const wanted = new Set(files.map(({ path }) => path));
  const there = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [];
  const stale = there.map((name) => `${folder}/${name}`).filter((path) => !wanted.has(path));
  return [...files, ...stale.map((path) => ({ path, content: undefined }))];
}

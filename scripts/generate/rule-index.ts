import type { RuleFile } from './rule-files.ts';

const WIDTH = 120;

const variable = (id: string): string => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The source of rules/index.ts, formatted as Biome would. */
export function ruleIndexSource(files: readonly RuleFile[]): string {
  const imports = files
    .map(({ category, id }) => `import ${variable(id)} from './${category}/${id}.ts';`)
    .sort(bySource);
  const type = "import type { Rule } from './define.ts';";
  return `// Written by \`npm run generate\` from the files of the rules. Do not edit.
${[...imports, type].sort(bySource).join('\n')}

/** Every rule, in the order of the categories. */
${declaration(files.map(({ id }) => variable(id)))}

export const findRule = (id: string): Rule | undefined => RULES.find((rule) => rule.id === id);
`;
}

const source = (line: string): string => line.slice(line.indexOf("'"));
const bySource = (a: string, b: string): number => (source(a) < source(b) ? -1 : 1);

function declaration(names: readonly string[]): string {
  const start = 'export const RULES: readonly Rule[] = [';
  const line = `${start}${names.join(', ')}];`;
  return line.length <= WIDTH ? line : `${start}\n${names.map((name) => `  ${name},\n`).join('')}];`;
}

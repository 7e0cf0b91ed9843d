import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RuleCases } from './types.ts';

const FOLDER = 'test/images/cases';

/** Every file of test/images/cases, in the order of the rules' ids. */
export function loadCases(root: string): Promise<readonly RuleCases[]> {
  const names = readdirSync(join(root, FOLDER)).filter((name) => name.endsWith('.ts'));
  return Promise.all(names.sort().map((name) => loadFile(root, name)));
}

async function loadFile(root: string, name: string): Promise<RuleCases> {
  const path = `${FOLDER}/${name}`;
  const loaded: { readonly default?: RuleCases } = await import(pathToFileURL(join(root, path)).href);
  const cases = loaded.default;
  if (!cases) throw new Error(`${path} has no default export: write \`export default imageCases(…)\`.`);
  if (`${cases.rule}.ts` !== name)
    throw new Error(`${path} holds cases of "${cases.rule}": name the file ${cases.rule}.ts.`);
  return cases;
}

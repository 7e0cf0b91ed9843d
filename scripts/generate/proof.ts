import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Rule } from '../../server/src/engine/rules/define.ts';
import { loadCases } from '../images/cases/load.ts';
import { loadDocuments } from '../images/documents/load.ts';
import { renderProof } from '../images/proof/page.ts';
import type { HandKept } from '../images/proof/types.ts';
import type { GeneratedFile } from './generated-file.ts';

const KEPT = 'test/images/proof.ts';

/** The page about the proofs, from the cases and what is kept by hand. */
export async function generatedProof(root: string, rules: readonly Rule[]): Promise<GeneratedFile> {
  const loaded: { readonly default: HandKept } = await import(pathToFileURL(join(root, KEPT)).href);
  const page = renderProof(rules, await loadCases(root), await loadDocuments(root), loaded.default);
  return {
    path: 'docs/proof.md',
    content: `<!-- Written by \`npm run generate\` from test/images. Do not edit. -->\n\n${page}`,
  };
}

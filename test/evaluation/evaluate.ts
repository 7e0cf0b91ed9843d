/**
 * Judges the Dockerfiles of a folder of checkouts, one repository a subfolder, and prints the figures of docs/evaluation.md.
 *
 *   npm run evaluate -- DIR                 the figures
 *   npm run evaluate -- DIR --findings      every finding, to be read by a person
 */
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { analysisOptions } from '../../server/src/cli/analysis-options.ts';
import { Session } from '../../server/src/cli/session.ts';
import { collectTargets } from '../../server/src/cli/targets.ts';
import { type AnalysisInput, analyze } from '../../server/src/engine/analyze.ts';
import { lineOf } from '../support/judge.ts';
import { figures } from './figures.ts';
import { evaluateFile, type FileResult } from './file-result.ts';

const [folder, ...flags] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Usage: npm run evaluate -- DIR [--findings]');
  process.exit(2);
}

const results: FileResult[] = [];
for (const { name: repository } of readdirSync(resolve(folder), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .sort((a, b) => (a.name < b.name ? -1 : 1))) {
  for await (const { name, input } of inputsOf(join(resolve(folder), repository))) {
    const { detection, findings } = analyze(input);
    if (!detection.judged) continue;
    results.push(evaluateFile(`${repository}/${name}`, input));
    if (!flags.includes('--findings')) continue;
    for (const { rule, severity, message, span } of findings)
      console.log(`${repository}/${name}:${lineOf(input.text, span.start)}\t${severity}\t${rule}\t${message}`);
  }
}
console.log(figures(results));

async function* inputsOf(cwd: string): AsyncGenerator<{ name: string; input: AnalysisInput }> {
  const terminal = {
    cwd,
    entry: cwd,
    colours: false,
    out: () => undefined,
    complain: () => undefined,
    readInput: async () => new Uint8Array(),
  };
  const options = { ...analysisOptions({ 'fail-on': 'never', project: cwd, today: '2026-12-01' }) };
  const session = await Session.open(terminal, options);
  for (const document of await collectTargets(session, [])) {
    const text = await readFile(document.absolute, 'utf8').catch(() => undefined);
    if (text !== undefined) yield { name: document.shown, input: await session.input(document, text) };
  }
}

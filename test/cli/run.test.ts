import { expect, test } from 'vitest';
import { analysisOptions } from '../../server/src/cli/analysis-options.ts';
import { eachDocument, endCode, reportFailures } from '../../server/src/cli/run.ts';
import { Session } from '../../server/src/cli/session.ts';
import type { Terminal } from '../../server/src/cli/terminal.ts';
import type { Analysis } from '../../server/src/engine/analyze.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function open() {
  const complaints: string[] = [];
  const cwd = temporaryFolder();
  const terminal: Terminal = {
    cwd,
    entry: '',
    colours: false,
    out: () => undefined,
    complain: (line) => {
      complaints.push(line);
    },
    readInput: async () => new Uint8Array(),
  };
  const session = await Session.open(terminal, analysisOptions({ 'fail-on': 'warning' }));
  const documents = await Promise.all(['a', 'b'].map((name) => session.place(`${cwd}/${name}`)));
  return { session, complaints, documents };
}

test('a document that goes wrong is one line and exit 2, and the others follow', async () => {
  const { session, complaints, documents } = await open();
  const results = await eachDocument(session, documents, async ({ shown }) => {
    if (shown === 'a') throw new Error('it broke\nin many lines');
    return shown;
  });
  expect([results, complaints, endCode(session, [])]).toEqual([['b'], ['a: it broke'], 2]);
});

test('a rule that fails is one line, and changes nothing about the end', async () => {
  const { session, complaints, documents } = await open();
  const analysis: Analysis = {
    findings: [],
    failures: [{ rule: 'runs-as-root', error: 'it broke\nin many lines' }],
    detection: { verdict: 'python', judged: true, reason: '' },
    skipped: undefined,
    model: undefined,
  };
  for (const document of documents.slice(0, 1)) reportFailures(session, document, analysis);
  expect([complaints, endCode(session, [])]).toEqual([['a: rule runs-as-root failed: it broke'], 0]);
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Connection, createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { NodeReader } from '../host/node-reader.ts';
import { today } from '../host/today.ts';
import type { ServerHost } from './host.ts';

/** Where the package keeps the rules' pages, seen from the bundle. */
const RULE_PAGES = join(import.meta.dirname, '..', 'docs', 'rules');

export const host: ServerHost = {
  reader: (uri) => (uri.startsWith('file:') ? new NodeReader(fileURLToPath(uri)) : undefined),
  today: () => today(),
  rulePageFile: (rule) => {
    const page = join(RULE_PAGES, `${rule}.md`);
    return existsSync(page) ? pathToFileURL(page).href : undefined;
  },
};

/** To the client that started this process, over the channel its arguments name (`--stdio`, `--node-ipc` …). */
export function connect(): Connection {
  const connection = createConnection(ProposedFeatures.all);
  // What slips through every handler is a defect, and still no reason to leave the editor without a server.
  const report = (error: unknown): void =>
    connection.console.error(`Unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
  return connection;
}

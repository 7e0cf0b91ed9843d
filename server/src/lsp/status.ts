import type { Connection } from 'vscode-languageserver';
import type { Check, NoCheck } from './checker.ts';
import { type DocumentStatus, STATUS_NOTIFICATION } from './messages.ts';

/** Tells the client what came of each document, whenever that changes. */
export class StatusReporter {
  readonly #connection: Connection;
  readonly #told = new Map<string, string>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  tell(result: Check | NoCheck): void {
    const status = statusOf(result);
    const text = JSON.stringify(status);
    if (this.#told.get(status.uri) === text) return;
    this.#told.set(status.uri, text);
    void this.#connection.sendNotification(STATUS_NOTIFICATION, status);
  }

  closed(uri: string): void {
    this.#told.delete(uri);
  }
}

function statusOf(result: Check | NoCheck): DocumentStatus {
  const { uri } = result.document;
  if ('off' in result) return { uri, state: 'off', reason: result.off, findings: 0, failures: [] };
  const { skipped, detection, findings, failures } = result.analysis;
  const state = skipped !== undefined ? 'skipped' : detection.judged ? 'checked' : 'not-judged';
  return {
    uri,
    state,
    reason: detection.reason,
    findings: findings.length,
    failures: failures.map(({ rule }) => rule),
  };
}

import { type Diagnostic, type DocumentDiagnosticReport, DocumentDiagnosticReportKind } from 'vscode-languageserver';

interface Sent {
  readonly resultId: string;
  /** Positions may be the same in two versions, and yet the client's marks have moved with the typing. */
  readonly version: number;
  readonly items: string;
}

/** What the client has been told of each document, so that the same need not be told twice. */
export class Reports {
  readonly #sent = new Map<string, Sent>();
  #last = 0;

  answer(
    uri: string,
    version: number,
    items: Diagnostic[],
    previousResultId: string | undefined,
  ): DocumentDiagnosticReport {
    const sent = this.#sent.get(uri);
    const text = JSON.stringify(items);
    if (sent && sent.resultId === previousResultId && sent.version === version && sent.items === text) {
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: sent.resultId };
    }
    const resultId = String(++this.#last);
    this.#sent.set(uri, { resultId, version, items: text });
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  closed(uri: string): void {
    this.#sent.delete(uri);
  }
}

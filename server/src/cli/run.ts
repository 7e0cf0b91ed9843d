import type { Analysis } from '../engine/analyze.ts';
import { CLEAN, type ExitCode, FINDINGS, TROUBLE } from './exit-codes.ts';
import { type FileReport, hasFailing } from './report/report.ts';
import type { Document, Session } from './session.ts';

/** Does something with each document. One that goes wrong is one line on stderr, and the others follow. */
export async function eachDocument<T>(
  session: Session,
  documents: readonly Document[],
  work: (document: Document) => Promise<T | undefined>,
): Promise<T[]> {
  const results: T[] = [];
  for (const document of documents) {
    try {
      const result = await work(document);
      if (result !== undefined) results.push(result);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      session.fail(`${document.shown}: ${reason.split('\n')[0]}`);
    }
  }
  return results;
}

/** A rule that failed is said, and does not change how the run ends: the other rules' findings stand. */
export function reportFailures({ terminal }: Session, document: Document, analysis: Analysis): void {
  for (const { rule, error } of analysis.failures) {
    terminal.complain(`${document.shown}: rule ${rule} failed: ${error.split('\n')[0]}`);
  }
  if (analysis.skipped !== undefined) terminal.complain(`${document.shown}: not analysed: ${analysis.skipped}`);
}

export function endCode(session: Session, reports: readonly FileReport[]): ExitCode {
  if (session.trouble) return TROUBLE;
  return hasFailing(reports, session.options.failOn) ? FINDINGS : CLEAN;
}

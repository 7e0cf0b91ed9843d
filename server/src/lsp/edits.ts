import type { WorkspaceEdit } from 'vscode-languageserver';
import type { Finding } from '../engine/analyze.ts';
import { chosenFix, type FixChoice, fixAll } from '../engine/fix/fix-all.ts';
import type { TextEdit } from '../engine/text/edits.ts';
import type { Check } from './checker.ts';
import { minimalEdits } from './minimal-edits.ts';
import { toProtocolEdits } from './positions.ts';

/** Turns changes into edits of the client's documents. */
export class Edits {
  readonly #versioned: boolean;
  readonly #report: (problem: string) => void;

  /** @param report Says a defect of ours that must not stay silent. */
  constructor(versioned: boolean, report: (problem: string) => void) {
    this.#versioned = versioned;
    this.#report = report;
  }

  /** Bound to the version it was computed for, so that a client can refuse it when somebody has typed on. */
  of({ document, version }: Check, edits: readonly TextEdit[]): WorkspaceEdit | undefined {
    if (edits.length === 0) return undefined;
    const { uri } = document;
    const changes = toProtocolEdits(document, edits);
    return this.#versioned
      ? { documentChanges: [{ textDocument: { uri, version }, edits: changes }] }
      : { changes: { [uri]: changes } };
  }

  /** The safe fixes of the whole document as one edit. */
  fixAll(check: Check): WorkspaceEdit | undefined {
    return this.#fixes(check, check.analysis.findings, { safety: 'safe' });
  }

  /** All fixes of one rule as one edit: who asks for the rule by name also wants those that should be looked at. */
  fixAllOf(check: Check, rule: string): WorkspaceEdit | undefined {
    const concerned = check.analysis.findings.filter((finding) => finding.rule === rule);
    return this.#fixes(check, concerned, { safety: 'review', rules: [rule] });
  }

  #fixes(check: Check, concerned: readonly Finding[], choice: FixChoice): WorkspaceEdit | undefined {
    // Without a single fix there is nothing to run to a fixpoint.
    if (!concerned.some((finding) => chosenFix(finding, choice))) return undefined;
    const { text, conflict } = fixAll(check.input, choice);
    if (conflict !== undefined) this.#report(conflict);
    return this.of(check, minimalEdits(check.input.text, text));
  }
}

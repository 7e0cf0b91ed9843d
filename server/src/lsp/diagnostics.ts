import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../engine/analyze.ts';
import type { Related, Severity } from '../engine/rules/define.ts';
import type { Check } from './checker.ts';
import type { ClientFeatures } from './features.ts';
import { addressOf } from './folders.ts';
import { toRange } from './positions.ts';

export const SOURCE = 'django-dockerfile';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS: Readonly<Record<Finding['tags'][number], DiagnosticTag>> = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
};

/** Turns findings into what the client understands. */
export class DiagnosticConverter {
  readonly #features: ClientFeatures;
  readonly #pageLink: (rule: string) => string | undefined;

  constructor(features: ClientFeatures, pageLink: (rule: string) => string | undefined) {
    this.#features = features;
    this.#pageLink = pageLink;
  }

  all(check: Check): Diagnostic[] {
    return check.analysis.findings.map((finding) => this.one(check, finding));
  }

  one(check: Check, finding: Finding): Diagnostic {
    const { codeDescription, diagnosticTags, relatedInformation } = this.#features;
    const href = codeDescription ? this.#pageLink(finding.rule) : undefined;
    const related = finding.related.map((each) => relatedAt(check, each));
    return {
      range: toRange(check.document, finding.span),
      severity: SEVERITIES[finding.severity],
      code: finding.rule,
      ...(href === undefined ? {} : { codeDescription: { href } }),
      source: SOURCE,
      message: finding.message,
      ...(diagnosticTags && finding.tags.length > 0 ? { tags: finding.tags.map((tag) => TAGS[tag]) } : {}),
      ...(relatedInformation && related.length > 0 ? { relatedInformation: related } : {}),
    };
  }
}

function relatedAt({ document, place }: Check, { span, message, path }: Related): DiagnosticRelatedInformation {
  if (path === undefined || !place) return { location: { uri: document.uri, range: toRange(document, span) }, message };
  const uri = addressOf(place.root, path);
  // Nothing here knows the lines of another file.
  const start = { line: 0, character: 0 };
  return { location: { uri, range: { start, end: start } }, message };
}

/** Problems of a configuration file, where they stand in it. */
export const configDiagnostics = (
  document: TextDocument,
  problems: readonly { readonly message: string; readonly span: { start: number; end: number } | undefined }[],
): Diagnostic[] =>
  problems.map(({ message, span }) => ({
    range: toRange(document, span ?? { start: 0, end: 0 }),
    severity: DiagnosticSeverity.Warning,
    source: SOURCE,
    message,
  }));

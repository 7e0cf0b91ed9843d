import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../engine/analyze.ts';
import type { ProjectFacts } from '../engine/project/types.ts';
import type { Related, Severity } from '../engine/rules/define.ts';
import { remembered } from '../engine/text/remembered.ts';
import { addressBelow } from '../host/paths.ts';
import type { Check } from './checker.ts';
import type { ClientFeatures } from './features.ts';
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
    const related = finding.related.flatMap((each) => relatedAt(check, each) ?? []);
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

/** The files that facts come from, as documents that know their lines. */
const documentsOf = remembered((_: ProjectFacts) => new Map<string, TextDocument>());

function relatedAt(check: Check, { span, message, path }: Related): DiagnosticRelatedInformation | undefined {
  const { document, place, input } = check;
  if (path === undefined) return { location: { uri: document.uri, range: toRange(document, span) }, message };
  const uri = place && addressBelow(place.root, path);
  if (uri === undefined) return undefined;
  // The text that the finding was made from, for its span is one of that text.
  const file = sourceAt(input.facts, path, uri);
  return { location: { uri, range: file ? toRange(file, span) : FILE_START }, message };
}

const FILE_START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function sourceAt(facts: ProjectFacts, path: string, uri: string): TextDocument | undefined {
  const documents = documentsOf(facts);
  const source = facts.source(path);
  if (!documents.has(path) && source.known) documents.set(path, TextDocument.create(uri, 'plaintext', 0, source.value));
  return documents.get(path);
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

import type {
  AnnotatedTextEdit,
  TextEdit as ProtocolEdit,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileChange, LineFeeds } from '../engine/fix/elsewhere.ts';
import type { WideFix } from '../engine/fix/fix.ts';
import type { Check } from './checker.ts';
import type { ClientFeatures } from './features.ts';
import { type FileNow, type FilesNow, type FilesNowHost, filesNow } from './files-now.ts';
import type { ActionData } from './messages.ts';
import { toProtocolEdits } from './positions.ts';

type Changes = NonNullable<WorkspaceEdit['documentChanges']>;
type Supported = Pick<ClientFeatures, 'versionedEdits' | 'createsFiles' | 'changeAnnotations' | 'extras'>;

/** What a code action holds of a fix that changes other files. */
export interface WideAction {
  readonly edit: WorkspaceEdit;
  /** Where the edit is not all of it. */
  readonly data?: ActionData;
}

const ANNOTATION = 'elsewhere';

/** Looks at the files that fixes would change, and gives what makes edits of these fixes as the files are at this moment. */
export async function wideActionsNow(
  check: Check,
  fixes: readonly WideFix[],
  client: Supported,
  host: FilesNowHost,
): Promise<(fix: WideFix) => WideAction | undefined> {
  const possible = fixes.filter((fix) => canApply(fix, client));
  if (!check.place || possible.length === 0) return () => undefined;
  const paths = possible.flatMap(({ elsewhere }) => elsewhere.map(({ path }) => path));
  const now = await filesNow(check.place, paths, host);
  return (fix) => (possible.includes(fix) ? wideAction(check, fix, now, client) : undefined);
}

/** Whether a client can do what a fix wants; else there is no use in looking at the files. */
const canApply = ({ elsewhere }: WideFix, client: Supported): boolean =>
  client.versionedEdits &&
  (client.createsFiles || elsewhere.every(({ kind }) => kind !== 'create')) &&
  (client.extras.lineFeeds === true || elsewhere.every(({ kind }) => kind !== 'line-feeds'));

/**
 * A fix that changes other files, as one edit that a person confirms as a whole. Undefined where a file is no longer what the fix was
 * made for: an edit that meets another text would corrupt it, and the facts that would give a better one are on their way.
 */
function wideAction(check: Check, fix: WideFix, now: FilesNow, client: Supported): WideAction | undefined {
  const mark = (edits: readonly ProtocolEdit[]): AnnotatedTextEdit[] | ProtocolEdit[] =>
    edits.map((edit) => (client.changeAnnotations ? { ...edit, annotationId: ANNOTATION } : edit));
  const { uri } = check.document;
  const changes: Changes = [];
  const lineFeeds: string[] = [];
  if (fix.edits.length > 0) {
    const edits = mark(toProtocolEdits(check.document, fix.edits));
    changes.push({ textDocument: { uri, version: check.version }, edits });
  }
  for (const change of fix.elsewhere) {
    const file = now.get(change.path);
    if (!file || !isAsExpected(change, file)) return undefined;
    if (change.kind === 'create') {
      const annotation = client.changeAnnotations ? { annotationId: ANNOTATION } : {};
      const options = { overwrite: false, ignoreIfExists: false };
      changes.push({ kind: 'create', uri: file.uri, options, ...annotation });
    }
    if (change.kind === 'line-feeds') {
      lineFeeds.push(file.uri);
      changes.push({ textDocument: { uri: file.uri, version: file.version }, edits: [] });
    } else changes.push(...textChange(change, file, mark));
  }
  const label = fix.title;
  const description = `Changes ${fix.elsewhere.map(({ path }) => path).join(', ')}`;
  const annotations = { [ANNOTATION]: { label, description, needsConfirmation: true } };
  return {
    edit: { documentChanges: changes, ...(client.changeAnnotations ? { changeAnnotations: annotations } : {}) },
    ...(lineFeeds.length > 0 ? { data: { lineFeeds, label, description } } : {}),
  };
}

const isAsExpected = (change: FileChange, { text }: FileNow): boolean =>
  text === (change.kind === 'create' ? undefined : change.before);

/** The text of a new file, or the edits of an old one, bound to its version where the client has told us of one. */
function textChange(
  change: Exclude<FileChange, LineFeeds>,
  { uri, version }: FileNow,
  mark: (edits: readonly ProtocolEdit[]) => TextDocumentEdit['edits'],
): TextDocumentEdit[] {
  const [before, edits] =
    change.kind === 'create'
      ? ['', [{ span: { start: 0, end: 0 }, newText: change.text }]]
      : [change.before, change.edits];
  if (edits.every(({ span, newText }) => newText === '' && span.start === span.end)) return [];
  const document = TextDocument.create(uri, 'plaintext', 0, before);
  return [{ textDocument: { uri, version }, edits: mark(toProtocolEdits(document, edits)) }];
}

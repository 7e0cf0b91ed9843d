import type {
  AnnotatedTextEdit,
  TextEdit as ProtocolEdit,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileChange } from '../engine/fix/elsewhere.ts';
import type { WideFix } from '../engine/fix/fix.ts';
import type { Check } from './checker.ts';
import type { ClientFeatures } from './features.ts';
import { type FileNow, type FilesNow, type FilesNowHost, filesNow } from './files-now.ts';
import { toProtocolEdits } from './positions.ts';

type Changes = NonNullable<WorkspaceEdit['documentChanges']>;
type Supported = Pick<ClientFeatures, 'versionedEdits' | 'createsFiles' | 'changeAnnotations'>;

const ANNOTATION = 'elsewhere';

/** Looks at the files that fixes would change, and gives what makes edits of these fixes as the files are at this moment. */
export async function wideEditsNow(
  check: Check,
  fixes: readonly WideFix[],
  client: Supported,
  host: FilesNowHost,
): Promise<(fix: WideFix) => WorkspaceEdit | undefined> {
  const possible = fixes.filter((fix) => canApply(fix, client));
  if (!check.place || possible.length === 0) return () => undefined;
  const paths = possible.flatMap(({ elsewhere }) => elsewhere.map(({ path }) => path));
  const now = await filesNow(check.place, paths, host);
  return (fix) => (possible.includes(fix) ? wideEdit(check, fix, now, client) : undefined);
}

/** Whether a client can do what a fix wants; else there is no use in looking at the files. */
const canApply = ({ elsewhere }: WideFix, client: Supported): boolean =>
  client.versionedEdits && (client.createsFiles || elsewhere.every(({ kind }) => kind === 'edit'));

/**
 * A fix that changes other files, as one edit that a person confirms as a whole. Undefined where a file is no longer what the fix was
 * made for: an edit that meets another text would corrupt it, and the facts that would give a better one are on their way.
 */
function wideEdit(check: Check, fix: WideFix, now: FilesNow, client: Supported): WorkspaceEdit | undefined {
  const mark = (edits: readonly ProtocolEdit[]): AnnotatedTextEdit[] | ProtocolEdit[] =>
    edits.map((edit) => (client.changeAnnotations ? { ...edit, annotationId: ANNOTATION } : edit));
  const { uri } = check.document;
  const changes: Changes = [];
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
    changes.push(...textChange(change, file, mark));
  }
  if (!client.changeAnnotations) return { documentChanges: changes };
  const description = `Changes ${fix.elsewhere.map(({ path }) => path).join(', ')}`;
  const changeAnnotations = { [ANNOTATION]: { label: fix.title, description, needsConfirmation: true } };
  return { documentChanges: changes, changeAnnotations };
}

const isAsExpected = (change: FileChange, { text }: FileNow): boolean =>
  text === (change.kind === 'create' ? undefined : change.before);

/** The text of a new file, or the edits of an old one, bound to its version where the client has told us of one. */
function textChange(
  change: FileChange,
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

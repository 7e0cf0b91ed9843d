import type { Connection } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { addressBelow } from '../host/paths.ts';
import type { ClientFeatures } from './features.ts';
import { decoded, type Place } from './folders.ts';
import { OPEN_TEXT_REQUEST, type ResourceParams } from './messages.ts';
import type { Projects } from './projects.ts';

/** A file as it is at this moment. */
export interface FileNow {
  readonly uri: string;
  /** Undefined where there is no such file. */
  readonly text: string | undefined;
  /** Of the document that the client has told us about; null where it has told of none. */
  readonly version: number | null;
}

/** By path in the workspace folder; files whose text nobody can tell are not among them. */
export type FilesNow = ReadonlyMap<string, FileNow>;

/** The document at an address, however the client escapes it. */
export const openAt = (documents: readonly TextDocument[], uri: string): TextDocument | undefined =>
  documents.find((each) => each.uri === uri || decoded(each.uri) === decoded(uri));

export interface FilesNowHost {
  readonly documents: () => readonly TextDocument[];
  readonly projects: Projects;
  /** What the client has open at an address and has not told us about; undefined where it has nothing, or cannot say. */
  readonly unsyncedText: (uri: string) => Promise<string | undefined>;
}

/** Asks clients that can say so. */
export const unsyncedTextVia =
  (connection: Connection, { extras }: ClientFeatures): FilesNowHost['unsyncedText'] =>
  async (uri) => {
    if (!extras.openTexts) return undefined;
    const params: ResourceParams = { uri };
    return (await connection.sendRequest<string | null>(OPEN_TEXT_REQUEST, params)) ?? undefined;
  };

/**
 * Reads files anew, past everything that is remembered. Facts may be older than the files: a watcher tells late, or not at all. Edits
 * of other files are offered only where this finds the very text that they were made for.
 */
export async function filesNow(place: Place, paths: Iterable<string>, host: FilesNowHost): Promise<FilesNow> {
  const found = await Promise.all(
    Array.from(new Set(paths), async (path) => [path, await fileNow(place, path, host)] as const),
  );
  return new Map(found.flatMap(([path, file]) => (file ? [[path, file] as const] : [])));
}

async function fileNow(place: Place, path: string, host: FilesNowHost): Promise<FileNow | undefined> {
  const uri = addressBelow(place.root, path);
  if (uri === undefined) return undefined;
  const open = openAt(host.documents(), uri);
  if (open) return { uri: open.uri, text: open.getText(), version: open.version };
  const [read, unsynced] = await Promise.all([
    host.projects.at(place)?.read(path),
    host.unsyncedText(uri).catch(() => null),
  ]);
  if (unsynced === null) return undefined;
  if (unsynced !== undefined) return { uri, text: unsynced, version: null };
  if (!read || read.state === 'refused') return undefined;
  return { uri, text: read.state === 'ok' ? read.value : undefined, version: null };
}

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Document } from './types.ts';

/** The whole Dockerfiles of test/images, by name. */
export async function loadDocuments(root: string): Promise<Readonly<Record<string, Document>>> {
  const loaded: { readonly default: Readonly<Record<string, Document>> } = await import(
    pathToFileURL(join(root, 'test/images/documents.ts')).href
  );
  return loaded.default;
}

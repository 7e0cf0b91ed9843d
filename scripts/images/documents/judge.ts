import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { imageOf, judgeImages } from '../cases/judge.ts';
import { stockProject } from '../cases/project.ts';
import { writeContext, writeFiles } from '../context.ts';
import type { Engine } from '../engine/types.ts';
import { repaired } from './repair.ts';
import type { Document } from './types.ts';

/** Builds a document's image when it is repaired, and throws where it does not do what the document claims. */
export async function judgeDocument(name: string, document: Document, engine: Engine): Promise<void> {
  const project = { ...(await stockProject(document.project ?? 'pip', engine)), ...document.files };
  const { text, files } = repaired(document, project);
  const dockerfiles = writeContext({ Dockerfile: text });
  const context = writeContext(files);
  const build = () => engine.build({ context, dockerfile: join(dockerfiles, 'Dockerfile'), name });
  try {
    const result = await build();
    const after = imageOf(result, 'when it is repaired');
    const rebuild = (files: Readonly<Record<string, string>>) => {
      writeFiles(context, files);
      return build();
    };
    await judgeImages({ before: undefined, after, log: result.log, rebuild }, document);
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n── repaired ──\n${text}`);
  } finally {
    for (const folder of [dockerfiles, context]) rmSync(folder, { recursive: true });
  }
}

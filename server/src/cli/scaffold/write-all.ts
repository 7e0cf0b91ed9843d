import { randomBytes } from 'node:crypto';
import { chmod, link, lstat, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface NewFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly executable: boolean;
}

/** Which of the files are there already; a link counts, wherever it leads. */
export async function alreadyThere(files: readonly NewFile[]): Promise<readonly NewFile[]> {
  const found = await Promise.all(files.map(async (file) => ((await isThere(file.path)) ? [file] : [])));
  return found.flat();
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Something that was done, and how to take it back. */
type Undo = () => Promise<void>;

/**
 * Writes all files or none: each is written under another name first, so that a full disk or a closed folder shows before anything has
 * changed, and what has been put in its place is taken back when a later one fails.
 */
export async function writeAll(files: readonly NewFile[], replace: boolean): Promise<void> {
  const prepared: { readonly file: NewFile; readonly temporary: string }[] = [];
  const done: Undo[] = [];
  try {
    for (const file of files) {
      const temporary = join(dirname(file.path), `.django-dockerfile-${randomBytes(6).toString('hex')}.tmp`);
      prepared.push({ file, temporary });
      await writeFile(temporary, file.text, { flag: 'wx' });
      await chmod(temporary, file.executable ? 0o755 : 0o644);
    }
    for (const { file, temporary } of prepared) done.push(await put(temporary, file.path, replace));
  } catch (error) {
    for (const undo of done.reverse()) await undo();
    throw error;
  } finally {
    for (const { temporary } of prepared) await rm(temporary, { force: true });
  }
}

async function put(temporary: string, path: string, replace: boolean): Promise<Undo> {
  if (!replace || !(await isThere(path))) {
    // A hard link never takes the place of a file that has come in between.
    await link(temporary, path);
    return () => rm(path, { force: true });
  }
  const [before, { mode }] = [await readFile(path), await lstat(path)];
  await rename(temporary, path);
  return () => writeFile(path, before, { mode });
}

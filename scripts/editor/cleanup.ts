import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What must be undone when this process ends, however it ends: editors stopped, temporary folders removed.
 * Tasks are synchronous because nothing asynchronous runs any more in an `exit` handler, and that handler is
 * the one place which also sees `process.exit()` and uncaught errors.
 */
const tasks: (() => void)[] = [];
let listening = false;

/** Returns what takes the task back, for things that come to their end by themselves. */
export function atExit(task: () => void): () => void {
  tasks.push(task);
  listen();
  return () => {
    const index = tasks.indexOf(task);
    if (index !== -1) tasks.splice(index, 1);
  };
}

function listen(): void {
  if (listening) return;
  listening = true;
  process.on('exit', () => {
    // Last in, first out: an editor is stopped before the folder it writes to is removed.
    for (const undo of tasks.reverse()) {
      try {
        undo();
      } catch {
        // The other tasks still deserve their turn, and a temporary folder left over is not worth an error.
      }
    }
  });
  // Without a handler a signal ends the process at once and no `exit` event is sent.
  process.on('SIGINT', () => process.exit(130));
  process.on('SIGTERM', () => process.exit(143));
  process.on('SIGHUP', () => process.exit(129));
}

/** A fresh folder, removed when this process ends. */
export function temporaryFolder(purpose: string): string {
  // Short on purpose: code-server keeps a Unix socket in there, whose path may not exceed about 100 characters.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `ddf-${purpose}-`)));
  atExit(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  return folder;
}

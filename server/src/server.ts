/**
 * The server of the extension, one file for both places where it runs: the desktop starts it as a process, a browser as a
 * worker. What only one of them can load is loaded there alone.
 */
import { startServer } from './lsp/server.ts';

const place = 'WorkerGlobalScope' in globalThis ? import('./lsp/worker.ts') : import('./lsp/node.ts');
void place.then(({ connect, host }) => startServer(connect(), host));

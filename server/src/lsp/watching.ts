import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
} from 'vscode-languageserver';
import type { ClientFeatures } from './features.ts';
import type { Log } from './log.ts';
import { guarded } from './log.ts';

/**
 * Every file: what a COPY names, what requirements include and which script starts the server is known only from the files
 * themselves. Clients watch the workspace anyway, and what concerns nobody is dropped on arrival.
 */
const EVERY_FILE = '**/*';

/** Has the client tell when settings or files change. */
export async function watch(connection: Connection, features: ClientFeatures, log: Log): Promise<void> {
  const { client } = connection;
  if (features.registerConfiguration) {
    const section = { section: 'djangoDockerfile' };
    await guarded(log, 'Registering for settings', undefined, async () => {
      await client.register(DidChangeConfigurationNotification.type, section);
    });
  }
  if (features.registerWatchers) {
    const watchers = { watchers: [{ globPattern: EVERY_FILE }] };
    await guarded(log, 'Registering for file changes', undefined, async () => {
      await client.register(DidChangeWatchedFilesNotification.type, watchers);
    });
  }
}

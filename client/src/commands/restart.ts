import type { BaseLanguageClient } from 'vscode-languageclient';

/** Stops the server if it runs, and starts it: also after it failed or gave up. */
export async function restart(client: BaseLanguageClient): Promise<void> {
  if (client.needsStop()) {
    // A client that is still starting cannot be stopped.
    await client.start();
    await client.stop();
  }
  await client.start();
}

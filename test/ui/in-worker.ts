import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { readManifest } from '../../scripts/editor/checkout.ts';
import { startCodeServer } from '../../scripts/editor/code-server.ts';
import type { Editor } from '../../scripts/editor/prepare.ts';
import { copySample } from '../../scripts/editor/sample.ts';
import { quietSettings } from '../../scripts/editor/settings.ts';
import { test } from '../support/runner.ts';
import { Workbench } from './workbench.ts';

export interface Machine {
  readonly editor: Editor;
  readonly browser: Browser;
  /** The packaged extension. */
  readonly vsix: string;
}

/** The extension in the browser's own extension host, where VS Code for the Web runs it. */
export function declareInWorker({ editor, browser, vsix }: Machine): void {
  test(
    'in a browser alone, the server runs in a worker of its own',
    async ({ after }) => {
      const { publisher, name } = readManifest();
      const settings = { ...quietSettings, 'remote.extensionKind': { [`${publisher}.${name}`]: ['web'] } };
      const server = await startCodeServer(editor, { vsix: [vsix], settings });
      after(() => server.stop());
      const page = await browser.newPage();
      after(() => page.close());
      const workbench = new Workbench(page);
      await workbench.open(server.address(copySample()));
      await workbench.openFile('Dockerfile');
      await workbench.waitForSquiggle('warning');
      const [first, ...others] = await serversOf(page);
      assert.ok(first, 'no worker runs our server');
      assert.equal(others.length, 0);
      const ended = new Promise((resolve) => first.once('close', resolve));
      await workbench.runCommand('Django Dockerfile: Restart Server');
      await ended;
      await workbench.waitForSquiggle('warning');
      await workbench.startCommand('Django Dockerfile: Scaffold Django Dockerfile');
      const [manager] = await workbench.readQuestion('What installs the packages?');
      assert.match(manager ?? '', /^pip requirements\/base\.txt line 1/);
      await workbench.press('Escape');
      await workbench.waitUntilNoQuestion();
    },
    { timeoutMs: 90_000 },
  );
}

async function serversOf(page: Page) {
  const workers = page.workers();
  const names = await Promise.all(workers.map((worker) => worker.evaluate(() => self.name)));
  return workers.filter((_, index) => names[index]?.endsWith('Django Dockerfile'));
}

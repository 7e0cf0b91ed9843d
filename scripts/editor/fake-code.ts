/**
 * Stands in for VS Code's executable where only code-server is to be had: takes the arguments that
 * @vscode/test-electron gives to `code`, serves the same VS Code, opens it in Chromium, and ends with the exit code
 * of the test run.
 */
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { startCodeServer } from './code-server.ts';
import { prepareEditorAndBrowser } from './prepare.ts';

/** The whole run. Tests have their own, shorter limits; this one is for an editor that never starts them. */
const TIMEOUT_MS = 10 * 60_000;

const args = process.argv.slice(2);

function option(name: string): string | undefined {
  const prefix = `--${name}=`;
  return args.find((arg) => arg.startsWith(prefix))?.slice(prefix.length);
}

async function runTests(): Promise<number> {
  const folder = args.find((arg) => !arg.startsWith('-'));
  const development = option('extensionDevelopmentPath');
  const tests = option('extensionTestsPath');
  if (folder === undefined || development === undefined || tests === undefined) {
    console.error('usage: FOLDER --extensionDevelopmentPath=… --extensionTestsPath=…');
    return 2;
  }
  const prepared = await prepareEditorAndBrowser();
  if (!prepared.ready) {
    console.error(prepared.why);
    return 2;
  }
  const userDataDir = option('user-data-dir');
  const extensionsDir = option('extensions-dir');
  const server = await startCodeServer(prepared.value, {
    smokeTestDriver: true,
    workspaceTrust: !args.includes('--disable-workspace-trust'),
    ...(userDataDir === undefined ? {} : { userDataDir }),
    ...(extensionsDir === undefined ? {} : { extensionsDir }),
  });
  const browser = await launchBrowser(prepared.value);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const exitCode = testResult(page);
    await page.exposeFunction('codeAutomationLog', relay);
    const startup = [
      ['extensionDevelopmentPath', server.remoteUri(development)],
      ['extensionTestsPath', server.remoteUri(tests)],
      ['skipWelcome', 'true'],
      ['skipReleaseNotes', 'true'],
    ] as const;
    await page.goto(server.address(folder, new Map(startup)));
    return await exitCode;
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** The code with which the test run wants to end. */
function testResult(page: Page): Promise<number> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Error(`no end of the tests after ${TIMEOUT_MS / 60_000} minutes`));
    setTimeout(giveUp, TIMEOUT_MS).unref();
    page.on('crash', () => reject(new Error('the page crashed')));
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
  });
}

/** Everything the page and the extension host write to their consoles, tests included. */
function relay(type: string, values: readonly unknown[]): void {
  const stream = type === 'error' || type === 'warn' ? process.stderr : process.stdout;
  stream.write(`${format(...values)}\n`);
}

let exitCode = 1;
try {
  exitCode = await runTests();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
}
// Not merely `exitCode`: a browser that hangs must not keep the run alive.
process.exit(exitCode);

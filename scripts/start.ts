/**
 * `npm start`: an editor with the extension, opened on the sample project. VS Code itself where it is installed,
 * else the embedded one, in a browser. Both with a profile of their own, so that nobody's settings are touched.
 *
 *   npm start -- --no-open    only serve the embedded editor and print its address
 *   PORT=8080 npm start       serve it there; any free port otherwise
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { temporaryFolder } from './editor/cleanup.ts';
import { startCodeServer, writeSettings } from './editor/code-server.ts';
import { buildExtension, packExtension } from './editor/extension.ts';
import { prepareEditor } from './editor/prepare.ts';
import { findProgram, plainEnvironment, run, runOrThrow } from './editor/processes.ts';
import { copySample } from './editor/sample.ts';
import { quietSettings } from './editor/settings.ts';
import { hasDisplay } from './editor/vscode.ts';

const OPENERS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', linux: 'xdg-open' };

async function start(): Promise<void> {
  const { values } = parseArgs({ options: { 'no-open': { type: 'boolean', default: false } } });
  const port = wantedPort();
  console.log('Building the extension …');
  await buildExtension();
  const vsix = join(temporaryFolder('vsix'), 'extension.vsix');
  await packExtension(vsix);
  const project = copySample();

  const mayOpen = !values['no-open'] && hasDisplay();
  const code = mayOpen && port === undefined ? findProgram('code') : undefined;
  if (code !== undefined) await openInVSCode(code, vsix, project);
  else await serve(vsix, project, port, mayOpen);
}

function wantedPort(): number | undefined {
  const wanted = process.env.PORT;
  if (wanted === undefined || wanted === '') return undefined;
  const port = Number(wanted);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error(`PORT is ${wanted}, which is not a port`);
}

async function openInVSCode(code: string, vsix: string, project: string): Promise<void> {
  const profile = temporaryFolder('profile');
  writeSettings(profile, quietSettings);
  const folders = ['--user-data-dir', profile, '--extensions-dir', join(profile, 'extensions')];
  const env = plainEnvironment();
  await runOrThrow(code, [...folders, '--install-extension', vsix], { env });
  console.log(`Opening ${project} in VS Code; this ends when its window is closed.`);
  const window = ['--new-window', '--wait', '--disable-workspace-trust', project, join(project, 'Dockerfile')];
  await run(code, [...folders, ...window], { env });
}

async function serve(vsix: string, project: string, port: number | undefined, mayOpen: boolean): Promise<void> {
  const prepared = await prepareEditor();
  if (!prepared.ready) throw new Error(`There is no VS Code to open, and none can be embedded: ${prepared.why}`);
  const options = { vsix: [vsix], settings: quietSettings, ...(port === undefined ? {} : { port }) };
  const server = await startCodeServer(prepared.value, options);
  const address = server.address(project, new Map([['openFile', server.remoteUri(join(project, 'Dockerfile'))]]));
  console.log(`Open ${address}\nCtrl-C ends it.`);
  const opener = mayOpen ? OPENERS[process.platform] : undefined;
  if (opener !== undefined) await run(opener, [address]);
  // Until Ctrl-C, or until somebody stops the server.
  process.exitCode = await server.ended;
}

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { atExit, temporaryFolder } from './cleanup.ts';
import type { Editor } from './prepare.ts';
import { killGroup, lastLines, plainEnvironment, runOrThrow } from './processes.ts';

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 5_000;

export interface CodeServerOptions {
  /** Lets a page load an extension under development and its tests. It also hides notifications, so not for UI tests. */
  readonly smokeTestDriver?: boolean;
  /** With it a folder opens in Restricted Mode until somebody trusts it. */
  readonly workspaceTrust?: boolean;
  /** Fresh when left out. */
  readonly userDataDir?: string;
  readonly extensionsDir?: string;
  /** Extensions to install before the start. */
  readonly vsix?: readonly string[];
  /** The user's settings.json; an existing one is left alone when this is absent. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** A free one when left out. */
  readonly port?: number;
}

export interface CodeServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** The address that opens a folder; `payload` is what VS Code calls the startup options of a page. */
  address(folder: string, payload?: ReadonlyMap<string, string>): string;
  /** How pages of this server name a file of this machine. */
  remoteUri(path: string): string;
  stop(): Promise<void>;
  /** The exit code, once the server ended by itself or was stopped. */
  readonly ended: Promise<number>;
}

export async function startCodeServer(editor: Editor, options: CodeServerOptions = {}): Promise<CodeServer> {
  const own = temporaryFolder('editor');
  const userDataDir = options.userDataDir ?? join(own, 'user');
  const extensionsDir = options.extensionsDir ?? join(own, 'extensions');
  for (const folder of [userDataDir, extensionsDir]) mkdirSync(folder, { recursive: true });
  if (options.settings !== undefined) writeSettings(userDataDir, options.settings);

  const config = join(own, 'config.yaml');
  // An empty one: code-server reads, and where it is missing writes, a file in the home folder otherwise.
  writeFileSync(config, '{}\n');
  const folders = ['--config', config, '--user-data-dir', userDataDir, '--extensions-dir', extensionsDir];
  // Sockets and other leftovers then go with our folder.
  const elsewhere = { TMPDIR: own, XDG_RUNTIME_DIR: own, XDG_DATA_HOME: own };
  const env = { ...plainEnvironment(), ...elsewhere, EXTENSIONS_GALLERY: NO_GALLERY };
  for (const vsix of options.vsix ?? []) {
    await runOrThrow(process.execPath, [editor.codeServer, ...folders, '--install-extension', vsix], { env });
  }

  const args = [
    ...folders,
    ...['--auth', 'none', '--bind-addr', `127.0.0.1:${options.port ?? 0}`],
    ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
    ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
    ...(options.smokeTestDriver ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
  ];
  // The leader of a group of its own: the server's extension hosts and terminals go down with it.
  const child = spawn(process.execPath, [editor.codeServer, ...args], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  atExit(() => killGroup(child, 'SIGKILL'));
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  const origin = await listening(child);
  const host = new URL(origin).host;
  const remoteUri = (path: string) => `vscode-remote://${host}${path}`;
  return {
    origin,
    remoteUri,
    address: (folder, payload) =>
      `${origin}/?folder=${encodeURI(folder)}` +
      (payload === undefined ? '' : `&payload=${encodeURIComponent(JSON.stringify([...payload]))}`),
    stop: () => stop(child, ended),
    ended,
  };
}

/** No marketplace: the editor would only log, every minute, that it cannot be reached. */
const NO_GALLERY = '{}';

export function writeSettings(userDataDir: string, settings: Readonly<Record<string, unknown>>): void {
  mkdirSync(join(userDataDir, 'User'), { recursive: true });
  writeFileSync(join(userDataDir, 'User', 'settings.json'), `${JSON.stringify(settings, null, 2)}\n`);
}

/** The address the server prints once it listens. Asking for it, instead of for a free port beforehand, leaves no gap for another program. */
async function listening(child: ChildProcess): Promise<string> {
  let log = '';
  const note = (chunk: string) => {
    log += chunk;
  };
  child.stdout?.setEncoding('utf8').on('data', note);
  child.stderr?.setEncoding('utf8').on('data', note);
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const origin = /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(log)?.[1];
    if (origin !== undefined && (await isHealthy(origin))) return origin;
    await sleep(50);
  }
  killGroup(child, 'SIGKILL');
  const reason = /EADDRINUSE/.test(log) ? 'its port is in use' : `its log ends with\n${lastLines(log, 15)}`;
  throw new Error(`code-server did not start: ${reason}`);
}

async function isHealthy(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/healthz`)).ok;
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess, ended: Promise<number>): Promise<void> {
  killGroup(child, 'SIGTERM');
  await Promise.race([ended, sleep(STOP_TIMEOUT_MS, undefined, { ref: false })]);
  killGroup(child, 'SIGKILL');
}

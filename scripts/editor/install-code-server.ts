import { copyFileSync, existsSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached } from './cache.ts';
import { findProgram, plainEnvironment, runOrThrow } from './processes.ts';

/** code-server 4.N is VS Code 1.N. */
const CODE_SERVER_VERSION = '4.139.1';

/** Part of the cache's key: raise it when what is installed changes without the version. */
const RECIPE = 1;

const STAND_INS = ['spdlog', 'native-watchdog'];
const standInFolder = fileURLToPath(new URL('./stand-ins/', import.meta.url));

/**
 * The script that starts code-server, installed by npm into the cache when it is not there yet.
 *
 * No install script is run. They would compile VS Code's native modules, which needs a compiler, the headers of
 * this Node and of Kerberos, a minute, and since npm 11 a permission per package, and they refuse to run on another
 * Node than theirs. What an editor on loopback needs from native code comes prebuilt (file watcher, terminal, search)
 * or is optional, but for @vscode/spdlog, without which every output channel stays empty, and @vscode/native-watchdog,
 * without which every extension host complains. A few lines of JavaScript stand in for these.
 */
export async function installCodeServer(): Promise<string> {
  const nodeMajor = process.versions.node.split('.')[0];
  const entryIn = (folder: string) => join(folder, 'node_modules', 'code-server', 'out', 'node', 'entry.js');
  const folder = await cached(`code-server-${CODE_SERVER_VERSION}-node${nodeMajor}-r${RECIPE}`, async (target) => {
    console.log(`Installing code-server ${CODE_SERVER_VERSION} (once, about 20 s) …`);
    writeFileSync(join(target, 'package.json'), '{ "private": true }\n');
    await npmInstall(target, `code-server@${CODE_SERVER_VERSION}`);
    // code-server's own install script would do this step: VS Code's dependencies, pinned by its shrinkwrap.
    const vscode = join(target, 'node_modules', 'code-server', 'lib', 'vscode');
    await npmInstall(vscode);
    for (const name of STAND_INS) {
      copyFileSync(join(standInFolder, `${name}.cjs`), join(vscode, 'node_modules', '@vscode', name, 'index.js'));
    }
    if (!existsSync(entryIn(target))) throw new Error(`code-server ${CODE_SERVER_VERSION} has no ${entryIn('')}`);
  });
  return entryIn(folder);
}

async function npmInstall(folder: string, ...packages: string[]): Promise<void> {
  const flags = ['--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--no-save', '--loglevel=error'];
  await runOrThrow(process.execPath, [npmScript(), 'install', ...flags, ...packages], {
    cwd: folder,
    env: plainEnvironment(),
  });
}

/** npm run by this Node: the `npm` on the PATH may start an older one, for which the packages were not made. */
function npmScript(): string {
  const running = process.env.npm_execpath;
  if (running?.endsWith('npm-cli.js') && existsSync(running)) return running;
  const onPath = findProgram('npm');
  const candidates = onPath === undefined ? [] : [realpathSync(onPath)];
  // Some distributions put a shell script at the end of the link, beside the script that is wanted.
  for (const path of [...candidates, ...candidates.map((path) => join(dirname(path), 'npm-cli.js'))]) {
    if (path.endsWith('npm-cli.js') && existsSync(path)) return path;
  }
  throw new Error('npm was not found on the PATH');
}

/**
 * The packaged extension in a real editor and a real browser, used with mouse and keyboard.
 * Unlike test/vscode it sees what a person sees; and it is the only test of what is in the .vsix.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { launchBrowser } from '../../scripts/editor/browser.ts';
import { root } from '../../scripts/editor/checkout.ts';
import { startCodeServer } from '../../scripts/editor/code-server.ts';
import { packExtension } from '../../scripts/editor/extension.ts';
import { prepareEditorAndBrowser } from '../../scripts/editor/prepare.ts';
import { copySample } from '../../scripts/editor/sample.ts';
import { quietSettings } from '../../scripts/editor/settings.ts';
import { endWithoutRun } from '../../scripts/suites/protocol.ts';
import { runTests } from '../support/runner.ts';
import { declareInWorker } from './in-worker.ts';
import { declareScaffold } from './scaffold.ts';
import { declareScenario } from './scenario.ts';
import { Workbench } from './workbench.ts';

const prepared = await prepareEditorAndBrowser();
if (!prepared.ready) endWithoutRun(prepared.why);

const out = join(root, 'out/ui');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const vsix = join(out, 'extension.vsix');
await packExtension(vsix);
const project = copySample();
const server = await startCodeServer(prepared.value, { vsix: [vsix], settings: quietSettings });
const browser = await launchBrowser(prepared.value);
const workbench = new Workbench(await browser.newPage({ viewport: { width: 1280, height: 900 } }));

let shots = 0;
const shoot = (name: string) =>
  workbench.screenshot(join(out, `${String(++shots).padStart(2, '0')}-${name.replaceAll(/[^a-z0-9]+/gi, '-')}.png`));

await workbench.open(server.address(project));
declareScenario({ workbench, project, shoot });
declareScaffold({ workbench, openFolder: (folder) => workbench.open(server.address(folder)), shoot });
declareInWorker({ editor: prepared.value, browser, vsix });
const failed = await runTests({
  print: (line) => console.log(line),
  dependent: true,
  onFailure: (name) => shoot(`failed ${name}`),
});
console.error(`Screenshots are in ${relative(process.cwd(), out)}`);
await browser.close();
await server.stop();
process.exit(failed > 0 ? 1 : 0);

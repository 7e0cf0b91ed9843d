import { createWriteStream, mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { root } from '../../scripts/editor/checkout.ts';
import { temporaryFolder } from '../../scripts/editor/cleanup.ts';
import { writeSettings } from '../../scripts/editor/code-server.ts';
import { quietSettings } from '../../scripts/editor/settings.ts';
import { frameMapper, OnlyMarkedLines } from './output.ts';

export interface Launch {
  /** What `findCodeForTests` found. */
  readonly code: string;
  /** A CommonJS bundle that exports `run`. */
  readonly bundle: string;
  readonly workspace: string;
  /** Gets the lines that the bundle marks; everything else goes to a log. */
  readonly shown: NodeJS.WritableStream;
}

/** Runs a bundle inside the extension host of a real VS Code, in a profile of its own; rejects when it fails. */
export async function launchEditor({ code, bundle, workspace, shown }: Launch): Promise<void> {
  const profile = temporaryFolder('profile');
  writeSettings(profile, quietSettings);
  mkdirSync(join(root, 'out/vscode'), { recursive: true });
  const logFile = join(root, 'out/vscode/editor.log');
  const log = createWriteStream(logFile);
  const polish = frameMapper(bundle);
  const output = new OnlyMarkedLines(shown, log, polish);
  const errors = new OnlyMarkedLines(shown, log, polish);
  try {
    await runTests({
      vscodeExecutablePath: code,
      extensionDevelopmentPath: root,
      extensionTestsPath: bundle,
      launchArgs: [workspace, `--user-data-dir=${profile}`, `--extensions-dir=${join(profile, 'extensions')}`],
      stdout: output,
      stderr: errors,
    });
  } catch (error) {
    const reason = output.shown === 0 ? ['No test ran.', ...errors.firstError, ...output.firstError] : [];
    const failure = error instanceof Error ? error.message : String(error);
    throw new Error([...reason, `${failure}; the editor's own output is in ${relative(root, logFile)}`].join('\n'));
  }
}

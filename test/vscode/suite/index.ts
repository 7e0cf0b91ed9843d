import { runTests } from '../../support/runner.ts';
import { MARK } from './mark.ts';

/** What VS Code calls in the extension host. The tests are in `*.test.ts`, which run.ts bundles in front of this. */
export async function run(): Promise<void> {
  const failed = await runTests({ print: (line) => console.log(MARK + line) });
  if (failed > 0) throw new Error(`${failed} failed`);
}

import { join } from 'node:path';
import { root } from '../../../editor/checkout.ts';
import { run } from '../../../editor/processes.ts';
import type { Helpers } from '../helpers.ts';
import type { Check } from '../trial.ts';

const CLI = join(root, 'server/src/cli.ts');

/** Looks at the files before anything is built. */
export async function judgeFiles(home: string, helpers: Helpers, check: Check): Promise<void> {
  await check('the Dockerfile has no finding of ours, not even a hint', async () => {
    const args = ['--no-warnings', CLI, 'check', 'Dockerfile', '--fail-on', 'hint'];
    const { code, output } = await run(process.execPath, args, { cwd: home });
    if (code !== 0) throw new Error(output);
  });
  const tools: Readonly<Record<string, string>> = {
    'hadolint finds nothing but DL3008': 'hadolint --ignore DL3008 --failure-threshold style Dockerfile',
    'no file tells a linter what to ignore':
      '! grep --ignore-case --line-number -E "hadolint|shellcheck|dockerfile-ignore|check=skip" Dockerfile entrypoint.sh',
    'the script is one of sh': 'sh -n entrypoint.sh && shellcheck entrypoint.sh',
  };
  for (const [says, command] of Object.entries(tools))
    await check(says, async () => {
      const mounts = [{ folder: home, target: '/project' }];
      const { code, stdout, stderr } = await helpers.tools.run(['sh', '-c', `cd /project && ${command}`], { mounts });
      if (code !== 0) throw new Error(`${stdout}${stderr}`);
    });
}

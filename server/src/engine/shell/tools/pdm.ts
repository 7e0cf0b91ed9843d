import { type Call, NOTHING_STARTED } from './call.ts';
import { optionTable, readArguments } from './options.ts';
import { requirementWord } from './requirement.ts';
import type { PdmTool } from './types.ts';

const PDM = optionTable(
  `-p --project=, -c --config=, -L --lockfile=, --override=, -k --skip=, -G --group --with=, --without=, -C --config-setting=
   --env=, --env-file=, --working-dir=, -o --output=, -f --format=, --venv?, -e --editable=, -v --verbose, -q --quiet, -g --global
   --dry-run, --frozen-lockfile --no-lock, --check, --plugins, --no-default, -d --dev, --prod --production, --no-editable
   --no-self, -x --fail-fast, --no-isolation, --clean, --only-keep --clean-unselected, -r --reinstall, -s --site-packages
   --recreate, -l --list, -j --json`,
  { abbreviations: true, shortEquals: true },
);

export function readPdm(call: Call): PdmTool {
  const before = readArguments(call.args, PDM, 1);
  const action = before.positionals[0]?.literal;
  const runs = action === 'run';
  const own = readArguments(before.rest, PDM, runs ? 0 : undefined);
  return {
    kind: 'pdm',
    program: call.program,
    options: [...before.options, ...own.options],
    action,
    args: runs ? own.rest : own.positionals.map(requirementWord),
    ...(runs ? call.start(own.rest) : NOTHING_STARTED),
  };
}

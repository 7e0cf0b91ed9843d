import { type Call, NOTHING_STARTED } from './call.ts';
import { hasOption, optionTable, readArguments } from './options.ts';
import { requirementWord } from './requirement.ts';
import type { PipenvTool } from './types.ts';

const PIPENV = optionTable(
  `--pypi-mirror=, --python=, --extra-pip-args=, --resolver=, --categories=, --extras=, --config-settings=, -i --index=
   -r --requirements=, -e --editable=, -o --output=, --system, --deploy, --site-packages, --no-site-packages, -v --verbose
   -q --quiet, --clear, --pre, -d --dev, --all, --ignore-pipfile, --skip-lock, --keep-outdated, --sequential, --bare, --clean
   --dev-only, --hash, --exclude-markers, --exclude-index, --from-pipfile, --no-lock, --lock, -y --yes, -h --help, --version`,
);

export function readPipenv(call: Call): PipenvTool {
  const before = readArguments(call.args, PIPENV, 1);
  const action = before.positionals[0]?.literal;
  const runs = action === 'run';
  const own = readArguments(before.rest, PIPENV, runs ? 0 : undefined);
  const options = [...before.options, ...own.options];
  return {
    kind: 'pipenv',
    program: call.program,
    options,
    action,
    args: runs ? own.rest : own.positionals.map(requirementWord),
    system: hasOption(options, '--system'),
    deploy: hasOption(options, '--deploy'),
    dev: hasOption(options, '--dev', '--dev-only'),
    ...(runs ? call.start(own.rest) : NOTHING_STARTED),
  };
}

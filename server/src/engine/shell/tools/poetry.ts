import type { Call } from './call.ts';
import { NOTHING_STARTED } from './call.ts';
import { hasOption, lastOption, optionTable, readArguments, valuesOf } from './options.ts';
import { requirementWord } from './requirement.ts';
import type { Option, PoetryTool } from './types.ts';

/** Of all commands together (Poetry 2.5, and what Poetry 1 had). */
const POETRY = optionTable(
  `--without=, --with=, --only=, -E --extras=, -P --project=, -C --directory=, -G --group=, --optional=, --python=
   --platform=, --markers=, --source=, -f --format=, -o --output=, --name=, --readme=, -r --repository=, -u --username=, -p --password=
   --sync, --no-root, --no-directory, --dry-run, --all-extras, --all-groups, --only-root, --compile, --no-dev, --dev
   -h --help, -q --quiet, -V --version, --ansi, --no-ansi, -n --no-interaction, --no-plugins, --no-cache, -v --verbose
   --lock, --local, --unset, --list, --without-hashes, --all, --no-update, --remove-untracked`,
);

/** Commands that have commands of their own: `poetry self add`, `poetry env use`. */
const GROUPS = new Set(['self', 'env', 'cache', 'source', 'debug', 'python']);

const groupsIn = (options: readonly Option[], name: string): readonly string[] =>
  valuesOf(options, name).flatMap((word) => (word.literal ?? '').split(','));

/** The development group stays away: `--only main`, `--without dev`, and the `--no-dev` of Poetry 1. */
function leavesDevOut(options: readonly Option[]): boolean {
  const only = groupsIn(options, '--only');
  const keepsOthers = only.length > 0 && !only.includes('dev');
  return hasOption(options, '--no-dev') || keepsOthers || groupsIn(options, '--without').includes('dev');
}

export function readPoetry(call: Call): PoetryTool {
  const before = readArguments(call.args, POETRY, 1);
  const verb = before.positionals[0]?.literal;
  const runs = verb === 'run';
  const own = readArguments(before.rest, POETRY, runs ? 0 : undefined);
  const options = [...before.options, ...own.options];
  const second = GROUPS.has(verb ?? '') ? own.positionals[0]?.literal : undefined;
  const args = runs ? own.rest : second === undefined ? own.positionals : own.positionals.slice(1);
  return {
    kind: 'poetry',
    program: call.program,
    options,
    action: second === undefined ? verb : `${verb} ${second}`,
    args: runs ? args : args.map(requirementWord),
    noCache: lastOption(options, '--no-cache'),
    noRoot: hasOption(options, '--no-root'),
    withoutDev: leavesDevOut(options),
    ...(runs ? call.start(own.rest) : NOTHING_STARTED),
  };
}

import type { Word } from '../types.ts';
import type { Call } from './call.ts';
import { lastOption, optionTable, readArguments } from './options.ts';
import type { ManageTool } from './types.ts';

/** Of Django's own commands, and the options of every command. */
const MANAGE = optionTable(
  `--settings=, --pythonpath=, -v --verbosity=, --database=, -i --ignore=, -l --locale=, -x --exclude=, -e --extension=
   -d --domain=, --username=, --email=, --template=, --format=, --indent=, --output -o=, --app=, --tag=, --exclude-tag=, --parallel?
   -n --name=, --fail-level=, --testrunner=, -k=, --deployment=, --noinput --no-input, --traceback, --no-color, --force-color
   --skip-checks, -c --clear, --link, --dry-run, --no-post-process, --no-default-ignore, --check, --plan, --fake, --fake-initial
   --run-syncdb, --prune, --merge, --empty, --noreload, --nothreading, --insecure, --nostatic, -6 --ipv6, --deploy, --version`,
  { abbreviations: true, shortEquals: true },
);

function read(call: Call, front: ManageTool['front'], script: Word | undefined): ManageTool {
  const { options: before, positionals, rest } = readArguments(call.args, MANAGE, 1);
  const [subcommand] = positionals;
  const options = [...before, ...readArguments(rest, MANAGE).options];
  return {
    kind: 'manage',
    front,
    program: call.program,
    script,
    options,
    subcommand,
    action: subcommand?.literal,
    args: rest,
    settings: lastOption(options, '--settings')?.literal,
  };
}

export const readManagePy = (call: Call): ManageTool => read(call, 'manage.py', call.program);

/** `python -m manage migrate`: the script is found by its module name. */
export const readManageModule = (call: Call): ManageTool => read(call, 'manage.py', undefined);

export const readDjangoAdmin = (call: Call): ManageTool => read(call, 'django-admin', undefined);

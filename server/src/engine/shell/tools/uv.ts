import type { Word } from '../types.ts';
import { type Call, NOTHING_STARTED, type Started } from './call.ts';
import { hasOption, lastOption, type OptionTable, optionTable, readArguments, valuesOf } from './options.ts';
import { readUvPip } from './pip.ts';
import { requirementWord } from './requirement.ts';
import type { Option, PipTool, UvTool, VenvTool } from './types.ts';
import { UV_ALWAYS, UV_INDEXES } from './uv-options.ts';

const CLAP = { shortEquals: true };

const UV = optionTable(UV_ALWAYS, CLAP);

const PROJECT = `${UV_ALWAYS}
  ${UV_INDEXES}
  --extra=, --all-extras, --no-extra=, --dev, --no-dev, --only-dev, --group=, --no-group=, --no-default-groups, --only-group=
  --all-groups, --no-editable, --no-editable-package=, --inexact, --exact, --active, --no-install-project
  --no-install-workspace, --no-install-local, --no-install-package=, --locked, --frozen, --dry-run, --all-packages
  --package=, --python-platform=, --check, --output-format=, --reinstall, --refresh, --no-build, --no-build-package=
  --no-binary, --no-binary-package=, --require-build-hashes, --no-require-build-hashes, --no-sync, --isolated, --no-project
  --env-file=, --no-env-file`;

const SYNC = optionTable(`${PROJECT}, --script=`, CLAP);
const EXPORT = optionTable(
  `${PROJECT}, --script=, --format=, --prune=, -o --output-file=, --no-emit-package=, --no-emit-project, --no-emit-workspace
   --no-emit-local, --no-hashes, --hashes, --no-annotate, --no-header`,
  CLAP,
);
const RUN = optionTable(
  `${PROJECT}, -m --module, -s --script, --gui-script, -w --with=, --with-editable=, --with-requirements=`,
  CLAP,
);
const ADD = optionTable(
  `${PROJECT}, --script=, -r --requirements=, -c --constraints=, -m --marker=, --optional=, --editable, --raw, --bounds=, --rev=
   --tag=, --branch=, --lfs, --workspace, --no-workspace`,
  CLAP,
);
const TOOL = optionTable(
  `${PROJECT}, --from=, -w --with=, --with-editable=, --with-requirements=, --with-executables-from=, -c --constraints=
   --overrides=, --excludes=, -b --build-constraints=, -e --editable, --force, --lfs, --torch-backend=`,
  CLAP,
);
const PYTHON = optionTable(
  `${UV_ALWAYS}, -i --install-dir=, --no-bin, --no-registry, --mirror=, --pypy-mirror=, --graalpy-mirror=, --pyodide-mirror=
   --python-downloads-json-url=, -r --reinstall, -f --force, -U --upgrade, --default, --compile-bytecode`,
  CLAP,
);
const VENV = optionTable(
  `${UV_ALWAYS}
   ${UV_INDEXES}
   --no-project, --seed, -c --clear, --force, --allow-existing, --prompt=, --system-site-packages, --relocatable, --refresh`,
  CLAP,
);

const TABLES: Readonly<Record<string, OptionTable>> = {
  sync: SYNC,
  lock: SYNC,
  tree: SYNC,
  export: EXPORT,
  add: ADD,
  remove: ADD,
  tool: TOOL,
  python: PYTHON,
  venv: VENV,
};

/** Commands that have commands of their own: `uv tool install`. */
const GROUPS = new Set(['tool', 'python', 'cache', 'self', 'auth', 'workspace']);

/** The development group is left out: it is part of `dev` installs only by default. */
const leavesDevOut = (options: readonly Option[]): boolean =>
  hasOption(options, '--no-dev', '--no-default-groups', '--only-group') ||
  valuesOf(options, '--no-group').some((word) => word.literal === 'dev');

interface Found {
  readonly action: string | undefined;
  readonly options: readonly Option[];
  readonly args: readonly Word[];
  readonly started: Started;
}

const uvTool = ({ program }: Call, { action, options, args, started }: Found): UvTool => ({
  kind: 'uv',
  program,
  options,
  action,
  args,
  noCache: lastOption(options, '--no-cache'),
  locked: hasOption(options, '--locked'),
  frozen: hasOption(options, '--frozen'),
  noDev: leavesDevOut(options),
  noInstallProject: hasOption(options, '--no-install-project', '--no-install-workspace', '--no-install-local'),
  ...started,
});

/** `uv run [options] program …`, `uv run -m module …`: what follows the first word is the program's own. */
function readRun(call: Call, before: readonly Option[], words: readonly Word[]): UvTool {
  const { options, rest } = readArguments(words, RUN, 0);
  const started = hasOption(options, '--module') ? call.startModule(rest) : call.start(rest);
  return uvTool(call, { action: 'run', options: [...before, ...options], args: rest, started });
}

function readToolRun(call: Call, before: readonly Option[], words: readonly Word[]): UvTool {
  const { options, rest } = readArguments(words, TOOL, 0);
  return uvTool(call, { action: 'tool run', options: [...before, ...options], args: rest, started: call.start(rest) });
}

export function readUv(call: Call): UvTool | PipTool | VenvTool {
  const { options: before, positionals, rest } = readArguments(call.args, UV, 1);
  const [verb] = positionals;
  switch (verb?.literal) {
    case 'pip': {
      const pip = readUvPip({ ...call, args: rest });
      return { ...pip, options: [...before, ...pip.options], noCache: pip.noCache ?? lastOption(before, '--no-cache') };
    }
    case 'run':
      return readRun(call, before, rest);
    case 'venv': {
      const venv = readArguments(rest, VENV);
      return {
        kind: 'venv',
        program: call.program,
        options: [...before, ...venv.options],
        directory: venv.positionals[0],
      };
    }
  }
  const isGroup = GROUPS.has(verb?.literal ?? '');
  if (verb?.literal === 'tool' && rest[0]?.literal === 'run') return readToolRun(call, before, rest.slice(1));
  const own = readArguments(rest, TABLES[verb?.literal ?? ''] ?? SYNC);
  const second = isGroup ? own.positionals[0]?.literal : undefined;
  return uvTool(call, {
    action: second === undefined ? verb?.literal : `${verb?.literal} ${second}`,
    options: [...before, ...own.options],
    args: (second === undefined ? own.positionals : own.positionals.slice(1)).map(requirementWord),
    started: NOTHING_STARTED,
  });
}

export const readUvx = (call: Call): UvTool => readToolRun(call, [], call.args);

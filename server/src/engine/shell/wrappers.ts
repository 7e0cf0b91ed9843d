import { hasOption, type OptionTable, optionTable, readArguments } from './tools/options.ts';
import type { Assignment, Word } from './types.ts';
import { baseName, head, tail } from './words.ts';

/** What runs behind the programs that only run another one. */
export interface Unwrapped {
  readonly wrappers: readonly string[];
  /** Assignments an `env` makes. */
  readonly assignments: readonly Assignment[];
  readonly program: readonly Word[];
}

interface Peeled {
  readonly rest: readonly Word[];
  readonly assignments?: readonly Assignment[];
}

/** The words behind a wrapper's own; undefined when this call does something else than running them. */
type Wrapper = (args: readonly Word[]) => Peeled | undefined;

const behindOptions =
  (table: OptionTable, operands = 0): Wrapper =>
  (args) => ({ rest: readArguments(args, table, operands).rest });

const plain = (entries = '', operands = 0): Wrapper => behindOptions(optionTable(entries), operands);

const ENV = optionTable('-u --unset=, -C --chdir=, -S --split-string=, -i --ignore-environment, -0 --null, -v --debug');

function env(args: readonly Word[]): Peeled | undefined {
  const { options, rest } = readArguments(args, ENV, 0);
  if (hasOption(options, '--split-string')) return undefined;
  const assignments: Assignment[] = [];
  for (const word of rest) {
    const name = /^([A-Za-z_]\w*)=/.exec(head(word))?.[1];
    if (name === undefined) break;
    assignments.push({ name, value: tail(word, name.length + 1), span: word.span });
  }
  return { rest: rest.slice(assignments.length), assignments };
}

const COMMAND = optionTable('-p, -v, -V');

/** `command -v curl` asks where curl is. */
function command(args: readonly Word[]): Peeled | undefined {
  const { options, rest } = readArguments(args, COMMAND, 0);
  return hasOption(options, '-v', '-V') ? undefined : { rest };
}

/** Another user's command is more than a wrapped one: the reader of `drop` tools has it. */
export const SUDO = optionTable(
  `-u --user=, -g --group=, -h --host=, -p --prompt=, -C --close-from=, -D --chdir=, -R --chroot=, -T --command-timeout=
   -U --other-user=, -r --role=, -t --type=, -A, -b, -E, -e, -H, -i, -K, -k, -l, -n, -P, -S, -s, -V, -v, --preserve-env?`,
);

function sudo(args: readonly Word[]): Peeled | undefined {
  const { options, rest } = readArguments(args, SUDO, 0);
  if (hasOption(options, '--user')) return undefined;
  const program = rest.findIndex((word) => !/^[A-Za-z_]\w*=/.test(head(word)));
  return { rest: program === -1 ? [] : rest.slice(program) };
}

/** `wait-for-it.sh db:5432 -t 30 -- gunicorn`: the program stands behind `--`. */
function behindDashes(args: readonly Word[]): Peeled | undefined {
  const dashes = args.findIndex((word) => word.literal === '--');
  return dashes === -1 ? undefined : { rest: args.slice(dashes + 1) };
}

/** `newrelic-admin run-program gunicorn`. */
const behindSubcommand =
  (subcommand: string): Wrapper =>
  ([first, ...rest]) =>
    first?.literal === subcommand ? { rest } : undefined;

const tini = plain('-p=, -e=, -s, -g, -v, -w, -l, -h, --version');

const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  ['exec', plain('-a=, -c, -l')],
  ['builtin', plain()],
  ['env', env],
  ['command', command],
  ['sudo', sudo],
  ['nohup', plain()],
  ['nice', plain('-n --adjustment=')],
  ['ionice', plain('-c --class=, -n --classdata=, -t --ignore')],
  ['time', plain('-f --format=, -o --output=, -a --append, -p --portability, -v --verbose, -q --quiet')],
  ['timeout', plain('-k --kill-after=, -s --signal=, -v --verbose, --preserve-status, --foreground', 1)],
  ['setsid', plain('-c --ctty, -f --fork, -w --wait')],
  ['stdbuf', plain('-i --input=, -o --output=, -e --error=')],
  ['tini', tini],
  ['tini-static', tini],
  ['docker-init', tini],
  ['dumb-init', plain('-r --rewrite=, -c --single-child, -v --verbose')],
  ['catatonit', plain('-g, -L, -P, -V')],
  ['busybox', plain()],
  ['eatmydata', plain()],
  [
    'xvfb-run',
    plain(
      '-n --server-num=, -s --server-args=, -e --error-file=, -f --auth-file=, -p --xauth-protocol=, -w --wait=, -a --auto-servernum, -l --listen-tcp',
    ),
  ],
  ['ddtrace-run', plain()],
  ['newrelic-admin', behindSubcommand('run-program')],
  [
    'opentelemetry-instrument',
    plain('--traces_exporter=, --metrics_exporter=, --logs_exporter=, --service_name=, --exporter_otlp_endpoint='),
  ],
  ['wait-for-it', behindDashes],
  ['wait-for-it.sh', behindDashes],
  ['wait-for', behindDashes],
  ['wait-for.sh', behindDashes],
]);

const MAX_WRAPPERS = 16;

export function unwrap(words: readonly Word[]): Unwrapped {
  const wrappers: string[] = [];
  const assignments: Assignment[] = [];
  let program = words;
  while (wrappers.length < MAX_WRAPPERS) {
    const [first] = program;
    const name = first && baseName(first);
    const wrapper = name === undefined ? undefined : WRAPPERS.get(name);
    const peeled = wrapper?.(program.slice(1));
    if (name === undefined || !peeled) break;
    wrappers.push(name);
    assignments.push(...(peeled.assignments ?? []));
    program = peeled.rest;
  }
  return { wrappers, assignments, program };
}

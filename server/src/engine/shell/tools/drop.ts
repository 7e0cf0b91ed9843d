import type { Word } from '../types.ts';
import { SUDO } from '../wrappers.ts';
import { type Call, NOTHING_STARTED } from './call.ts';
import { lastOption, type OptionTable, optionTable, readArguments } from './options.ts';
import type { DropTool, Option } from './types.ts';

interface Dropped {
  readonly options: readonly Option[];
  readonly user: Word | undefined;
  readonly runs: readonly Word[];
}

type Reading = (args: readonly Word[]) => Dropped | undefined;

/** `gosu user program …`: the first word is the user. */
const byOperand =
  (table: OptionTable): Reading =>
  (args) => {
    const { options, positionals, rest } = readArguments(args, table, 1);
    return { options, user: positionals[0], runs: rest };
  };

/** `chpst -u user program …`: an option names the user; without it the program runs as before. */
const byOption =
  (table: OptionTable, ...names: readonly string[]): Reading =>
  (args) => {
    const { options, rest } = readArguments(args, table, 0);
    const user = lastOption(options, ...names)?.value;
    return user && { options, user, runs: rest };
  };

const LOGIN = optionTable(
  `-u --user=, -g --group=, -G --supp-group=, -s --shell=, -w --whitelist-environment=, -c --command=, --session-command=
   -m -p --preserve-environment, -l --login, -f --fast, -P --pty`,
);

/** `su - app -c '…'`, `runuser -u app -- gunicorn`. */
function login(args: readonly Word[]): Dropped {
  const first = readArguments(args, LOGIN, 1);
  const named = lastOption(first.options, '--user')?.value;
  if (named) {
    const { options, rest } = readArguments(args, LOGIN, 0);
    return { options, user: named, runs: rest };
  }
  const isLogin = first.positionals[0]?.literal === '-';
  const behind = readArguments(isLogin ? first.rest : args, LOGIN);
  // What follows the user goes to the login shell, not to a program.
  return { options: [...(isLogin ? first.options : []), ...behind.options], user: behind.positionals[0], runs: [] };
}

const DAEMON = optionTable(
  `-c --chuid=, -u --user=, -g --group=, -x --exec=, -a --startas=, -n --name=, -p --pidfile=, -d --chdir=, -k --umask=, -s --signal=
   -R --retry=, -r --chroot=, -N --nicelevel=, -P --procsched=, -I --iosched=, -O --output=, -e --env=, -S --start, -K --stop
   -b --background, -m --make-pidfile, -q --quiet, -v --verbose, -C --no-close, -o --oknodo, -t --test`,
  { abbreviations: true },
);

/** `start-stop-daemon --start --chuid app --exec /venv/bin/gunicorn -- config.wsgi`. */
function daemon(args: readonly Word[]): Dropped | undefined {
  const { options, positionals } = readArguments(args, DAEMON);
  const user = lastOption(options, '--chuid', '--user')?.value;
  const program = lastOption(options, '--startas', '--exec')?.value;
  return user && { options, user, runs: program ? [program, ...positionals] : [] };
}

const NO_OPTIONS = optionTable('');

const READINGS: Readonly<Record<string, Reading>> = {
  gosu: byOperand(NO_OPTIONS),
  'su-exec': byOperand(NO_OPTIONS),
  setuidgid: byOperand(NO_OPTIONS),
  's6-setuidgid': byOperand(NO_OPTIONS),
  's6-applyuidgid': byOption(optionTable('-u=, -g=, -G=, -z, -U'), '-u'),
  chpst: byOption(
    optionTable('-u=, -U=, -e=, -/=, -n=, -l=, -L=, -m=, -d=, -o=, -p=, -f=, -c=, -C=, -b=, -v, -P, -0, -1, -2'),
    '-u',
  ),
  setpriv: byOption(
    optionTable(
      `--reuid=, --ruid=, --euid=, --regid=, --rgid=, --egid=, --groups=, --ambient-caps=, --inh-caps=, --bounding-set=, --securebits=
       --pdeathsig=, --selinux-label=, --apparmor-profile=, --clear-groups, --keep-groups, --init-groups, --reset-env
       --nnp --no-new-privs, -d --dump`,
      { abbreviations: true },
    ),
    '--reuid',
    '--euid',
    '--ruid',
  ),
  sudo: byOption(SUDO, '--user'),
  doas: byOption(optionTable('-u=, -C=, -L, -n, -s'), '-u'),
  su: login,
  runuser: login,
  'start-stop-daemon': daemon,
};

/** `app:staff` → `app`. */
const userPart = (word: Word | undefined): string | undefined => word?.literal?.replace(/[:.].*$/, '');

export function readDrop(call: Call): DropTool | undefined {
  const dropped = READINGS[call.name]?.(call.args);
  if (!dropped) return undefined;
  const { options, user, runs } = dropped;
  const started = runs.length > 0 ? call.start(runs) : NOTHING_STARTED;
  return { kind: 'drop', front: call.name, program: call.program, options, user: userPart(user), ...started };
}

import type { Call } from './call.ts';
import { hasOption, lastOption, type OptionTable, optionTable, readArguments } from './options.ts';
import type { Option, UserTool } from './types.ts';

const GETOPT = { abbreviations: true };

const USERADD = optionTable(
  `-b --base-dir=, -c --comment=, -d --home-dir --home=, -e --expiredate=, -f --inactive=, -g --gid=, -G --groups=, -k --skel=
   -K --key=, -p --password=, -R --root=, -P --prefix=, -s --shell=, -u --uid=, -Z --selinux-user=, -D --defaults, -l --no-log-init
   -m --create-home, -M --no-create-home, -N --no-user-group, -o --non-unique, -r --system, -U --user-group, --badname
   -F --add-subids-for-system, --btrfs-subvolume-home`,
  GETOPT,
);

const GROUPADD = optionTable(
  '-g --gid=, -K --key=, -p --password=, -R --root=, -P --prefix=, -U --users=, -f --force, -o --non-unique, -r --system',
  GETOPT,
);

/** Three programs share the name: Debian's script, BusyBox' applet, and on Red Hat a link to `useradd`. */
const ADDUSER = optionTable(
  `-u --uid=, --gid=, --ingroup=, --firstuid=, --lastuid=, --firstgid=, --lastgid=, --home -h=, -s --shell=, --gecos=, --comment=, --conf=
   -g=, -G=, -k=, -d=, -c=, -b=, --group, --system, --add-extra-groups --add_extra_groups, --disabled-password, --disabled-login
   --no-create-home, --allow-all-names, --allow-bad-names --force-badname, --quiet -q, --verbose, --debug, -S, -D, -H, -r, -m, -M, -N, -U, -o`,
  GETOPT,
);

const ADDGROUP = optionTable(
  '-g --gid=, --firstgid=, --lastgid=, --conf=, --group, --system, -S, -r, --quiet -q, --verbose, --debug, --allow-all-names, --force-badname',
  GETOPT,
);

const TABLES: Readonly<Record<UserTool['front'], OptionTable>> = {
  useradd: USERADD,
  adduser: ADDUSER,
  groupadd: GROUPADD,
  addgroup: ADDGROUP,
};

const isFront = (name: string): name is UserTool['front'] => Object.hasOwn(TABLES, name);

function primaryGroup(front: UserTool['front'], options: readonly Option[]): string | undefined {
  const named = lastOption(options, '--gid', '--ingroup')?.literal;
  if (named !== undefined || front !== 'adduser') return named;
  // `-G` is BusyBox' primary group. Its `-g` is a comment, but a number there is what Red Hat's `useradd -g` means.
  const number = lastOption(options, '-g')?.literal;
  return lastOption(options, '-G')?.literal ?? (/^\d+$/.test(number ?? '') ? number : undefined);
}

function homeWanted(options: readonly Option[]): boolean | undefined {
  if (hasOption(options, '--no-create-home', '-M', '-H')) return false;
  return hasOption(options, '--create-home', '-m') ? true : undefined;
}

export function readUser({ program, name, args }: Call): UserTool | undefined {
  if (!isFront(name)) return undefined;
  const { options, positionals } = readArguments(args, TABLES[name]);
  const [account, group] = positionals;
  const joins = (name === 'adduser' || name === 'addgroup') && account && group ? { account, group } : undefined;
  const system = hasOption(options, '--system', '-S', '-r');
  return {
    kind: 'user',
    front: name,
    program,
    options,
    account: joins ? undefined : account,
    // `adduser --system --group app` makes an account with a group of its own; without `--system` only the group.
    group: name === 'groupadd' || name === 'addgroup' || (!system && hasOption(options, '--group')),
    joins,
    uid: lastOption(options, '--uid')?.literal,
    gid: primaryGroup(name, options),
    system,
    createHome: homeWanted(options),
    shell: lastOption(options, '--shell')?.literal,
  };
}

import type { Word } from '../types.ts';
import { head } from '../words.ts';
import type { Call } from './call.ts';
import { hasOption, type OptionTable, optionTable, readArguments } from './options.ts';
import type { FilesTool } from './types.ts';

type Front = FilesTool['front'];

const GETOPT = { abbreviations: true };

const OWNERSHIP = optionTable(
  `-R --recursive, -c --changes, -f --silent --quiet, -v --verbose, -h --no-dereference, --dereference, -H, -L, -P, --from=, --reference=
   --preserve-root, --no-preserve-root`,
  GETOPT,
);

const COPYING = `-S --suffix=, -t --target-directory=, -T --no-target-directory, --backup?, -b, -f --force, -i --interactive, -n --no-clobber
  -u --update?, -v --verbose, -Z, --context?, --strip-trailing-slashes`;

const TABLES: Readonly<Record<Front, OptionTable>> = {
  chown: OWNERSHIP,
  chgrp: OWNERSHIP,
  chmod: OWNERSHIP,
  rm: optionTable(
    '-r -R --recursive, -f --force, -i, -I, --interactive?, -d --dir, -v --verbose, --one-file-system, --preserve-root?',
    GETOPT,
  ),
  mkdir: optionTable('-m --mode=, -p --parents, -v --verbose, -Z, --context?', GETOPT),
  install: optionTable(
    `-g --group=, -m --mode=, -o --owner=, -S --suffix=, -t --target-directory=, --strip-program=, -b, -c, -C --compare, -d --directory, -D
     -p --preserve-timestamps, -s --strip, -T --no-target-directory, -v --verbose, -Z, --backup?, --context?`,
    GETOPT,
  ),
  cp: optionTable(
    `${COPYING}, -R -r --recursive, -a --archive, -d, -H, -l --link, -L --dereference, -P --no-dereference, -p, --preserve?, --no-preserve=
     --parents, --reflink?, --sparse=, -s --symbolic-link, -x --one-file-system, --attributes-only, --remove-destination`,
    GETOPT,
  ),
  mv: optionTable(COPYING, GETOPT),
  ln: optionTable(
    `${COPYING}, -s --symbolic, -r --relative, -n --no-dereference, -d -F --directory, -L --logical, -P --physical`,
    GETOPT,
  ),
  touch: optionTable(
    '-d --date=, -r --reference=, -t=, --time=, -a, -c --no-create, -f, -h --no-dereference, -m',
    GETOPT,
  ),
  sed: optionTable(
    `-e --expression=, -f --file=, -l --line-length=, -i --in-place?, -n --quiet --silent, -E -r --regexp-extended, -s --separate
     -u --unbuffered, -z --null-data, --follow-symlinks, --posix, --sandbox, --debug`,
    GETOPT,
  ),
};

const isFront = (name: string): name is Front => Object.hasOwn(TABLES, name);

/** Takes the owner or mode in front of the paths, unless another file gives it. */
const SETS = new Set<Front>(['chown', 'chgrp', 'chmod']);

/** `chmod -x file` and `chmod -R -w dir`: a mode may look like options. */
const MODE = /^-[rwxXst]+$/;

function splitMode(front: Front, args: readonly Word[]): { mode: Word | undefined; others: readonly Word[] } {
  const mode = front === 'chmod' ? args.find((word) => MODE.test(head(word))) : undefined;
  return { mode, others: mode ? args.filter((word) => word !== mode) : args };
}

export function readFiles({ program, name, args }: Call): FilesTool | undefined {
  if (!isFront(name)) return undefined;
  const { mode, others } = splitMode(name, args);
  const { options, positionals } = readArguments(others, TABLES[name]);
  const setsFirst = SETS.has(name) && !mode && !hasOption(options, '--reference');
  const scriptFirst = name === 'sed' && !hasOption(options, '--expression', '--file');
  return {
    kind: 'files',
    front: name,
    program,
    options,
    recursive: hasOption(options, '--recursive', '--archive'),
    paths: setsFirst || scriptFirst ? positionals.slice(1) : positionals,
    setting: setsFirst ? positionals[0] : mode,
  };
}

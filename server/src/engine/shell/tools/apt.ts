import type { Call } from './call.ts';
import { hasOption, optionsNamed, optionTable, readArguments } from './options.ts';
import type { AptTool, Option } from './types.ts';

const APT = optionTable(
  `-y --yes --assume-yes, --assume-no, -q --quiet?, -o --option=, -c --config-file=, -t --target-release --default-release=
   -a --host-architecture=, -P --build-profiles=, -d --download-only, -s --simulate --just-print --dry-run --recon --no-act
   -f --fix-broken, -m --ignore-missing --fix-missing, -b --compile --build, -u --show-upgraded, -V --verbose-versions
   --no-install-recommends, --install-recommends?, --no-install-suggests, --install-suggests, --no-upgrade, --only-upgrade
   --allow-downgrades, --allow-remove-essential, --allow-change-held-packages, --force-yes, --print-uris, --purge, --reinstall
   --auto-remove --autoremove, --no-remove, --trivial-only, --allow-unauthenticated, --allow-releaseinfo-change
   --download, --no-download, --with-source=, --planner=, --solver=`,
  { shortEquals: true },
);

const APTITUDE = optionTable(
  `-y --assume-yes, -q --quiet?, -o=, -t --target-release=, -w --width=, -F --display-format=, -O --sort=, -S=, --add-user-tag=
   --add-user-tag-to=, --remove-user-tag=, --remove-user-tag-from=, --group-by=, --log-file=, --log-level=, --show-package-names=
   -R --without-recommends --no-install-recommends, -r --with-recommends, -f --fix-broken, -d --download-only, -s --simulate
   -D --show-deps, -P --prompt, -V --show-versions, -v --verbose, -Z, -h --help, --purge-unused, --schedule-only, --safe-resolver`,
);

const TRUTHS = new Set(['1', 'true', 'yes', 'on', 'with', 'enable']);
const LIES = new Set(['0', 'false', 'no', 'off', 'without', 'disable']);

/** `-o APT::Get::Assume-Yes=true`: apt takes names in any case, and a name without value for true. */
const setsConfig = (options: readonly Option[], name: string, values: ReadonlySet<string>): boolean =>
  optionsNamed(options, '--option', '-o').some((option) => {
    const [key, value = 'true'] = (option.literal ?? '').toLowerCase().split('=', 2);
    return key === name && values.has(value);
  });

/** From the second level on, quiet means yes: `-qq`, `-q -q`, `-q=2`. */
const quietLevel = (options: readonly Option[]): number =>
  optionsNamed(options, '--quiet').reduce((level, option) => {
    const given = Number.parseInt(option.literal ?? '', 10);
    return Number.isNaN(given) ? level + 1 : given;
  }, 0);

export function readApt({ program, name, args }: Call): AptTool | undefined {
  if (name !== 'apt' && name !== 'apt-get' && name !== 'aptitude') return undefined;
  const { options, positionals } = readArguments(args, name === 'aptitude' ? APTITUDE : APT);
  const [subcommand, ...packages] = positionals;
  const assumeYes =
    hasOption(options, '--yes', '--assume-yes') ||
    setsConfig(options, 'apt::get::assume-yes', TRUTHS) ||
    (name !== 'aptitude' && quietLevel(options) >= 2);
  const noRecommends =
    hasOption(options, '--no-install-recommends', '--without-recommends') ||
    optionsNamed(options, '--install-recommends').some((option) => LIES.has(option.literal ?? '')) ||
    setsConfig(options, 'apt::install-recommends', LIES);
  return {
    kind: 'apt',
    front: name,
    program,
    options,
    subcommand,
    action: subcommand?.literal,
    packages,
    assumeYes,
    noRecommends,
  };
}

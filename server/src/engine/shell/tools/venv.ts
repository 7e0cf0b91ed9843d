import type { Call } from './call.ts';
import { optionTable, readArguments } from './options.ts';
import type { VenvTool } from './types.ts';

/** Of `python -m venv` and of virtualenv. */
const VENV = optionTable(
  `--prompt=, -p --python=, --try-first-with=, --app-data=, --discovery=, --creator=, --seeder=, --activators=, --extra-search-dir=, --pip=
   --setuptools=, --wheel=, --system-site-packages, --symlinks, --copies --always-copy, --clear, --upgrade, --without-pip --no-pip
   --upgrade-deps, --without-scm-ignore-files, --no-download --never-download, --download, --no-seed, --no-setuptools, --no-wheel
   -q --quiet, -v --verbose, --reset-app-data, --no-vcs-ignore, --no-periodic-update`,
  { abbreviations: true, shortEquals: true },
);

export function readVenv({ program, args }: Call): VenvTool {
  const { options, positionals } = readArguments(args, VENV);
  return { kind: 'venv', program, options, directory: positionals[0] };
}

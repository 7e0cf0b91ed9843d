import type { Word } from '../types.ts';
import type { Call } from './call.ts';
import {
  hasOption,
  lastOption,
  type OptionTable,
  optionsNamed,
  optionTable,
  readArguments,
  valuesOf,
} from './options.ts';
import { requirementWord } from './requirement.ts';
import type { PipTool } from './types.ts';
import { UV_ALWAYS, UV_INDEXES } from './uv-options.ts';

/** Of `install`, `download`, `wheel`, `uninstall`, `cache` and all commands together (pip 26.3). */
const PIP = optionTable(
  `-r --requirement=, -c --constraint=, --build-constraint=, --requirements-from-script=, -e --editable=, -t --target=
   --platform=, --python-version=, --implementation=, --abi=, --root=, --prefix=, --src --source --source-dir --source-directory=
   --upgrade-strategy=, -C --config-settings=, --global-option=, --install-option=, --build-option=, --no-binary=, --only-binary=
   --progress-bar=, --root-user-action=, --report=, --group=, --all-releases=, --only-final=, --refresh-package=
   --uploaded-prior-to=, -i --index-url --pypi-url=, --extra-index-url=, -f --find-links=, --python=
   --log --log-file --local-log=, --keyring-provider=, --proxy=, --retries=, --timeout --default-timeout=, --exists-action=
   --trusted-host=, --cert=, --client-cert=, --cache-dir=, --use-feature=, --use-deprecated=, --resume-retries=
   -d --dest --destination-dir --destination-directory=, -w --wheel-dir=, --format=
   --no-deps --no-dependencies, --only-deps, --dry-run, --user, --no-user, -U --upgrade, --force-reinstall
   -I --ignore-installed, --ignore-requires-python, --no-build-isolation, --use-pep517, --no-use-pep517
   --check-build-dependencies, --break-system-packages, --compile, --no-compile, --no-warn-script-location, --no-warn-conflicts
   --require-hashes, --no-require-hashes, --no-clean, --pre, --prefer-binary, --no-index, --no-verify, -y --yes
   -h --help, --debug, --isolated, --require-virtualenv --require-venv, -v --verbose, -V --version, -q --quiet, --no-input
   --no-cache-dir, --disable-pip-version-check, --no-color, --no-python-version-warning, --no-proxy-env`,
  { abbreviations: true },
);

const UV_PIP = optionTable(
  `${UV_ALWAYS}
   ${UV_INDEXES}
   -r --requirements --requirement=, -e --editable=, --no-editable, --no-editable-package=, -c --constraints --constraint=
   --overrides --override=, --excludes --exclude=, -b --build-constraints --build-constraint=, --extra=, --all-extras, --cert=
   --group=, --no-deps, --require-hashes, --no-verify-hashes, --require-build-hashes, --system, --break-system-packages
   --no-break-system-packages, -t --target=, --prefix=, --no-build, --no-binary=, --only-binary=, --python-version=
   --python-platform=, --exact, --strict, --dry-run, --check, --output-format=, --torch-backend=, --user
   --allow-empty-requirements, -o --output-file=, --format=, --annotation-style=, --custom-compile-command=, --no-emit-package=
   --reinstall --force-reinstall, --refresh, --generate-hashes, --universal, -y`,
  { shortEquals: true },
);

/** Commands whose own words name packages. */
const NAMES_PACKAGES = new Set(['install', 'download', 'wheel', 'uninstall']);
/** Commands whose own words name files of requirements: `uv pip sync requirements.txt`. */
const NAMES_FILES = new Set(['sync', 'compile']);
/** Commands that have commands of their own: `pip cache purge`. */
const GROUPS = new Set(['cache', 'config', 'index']);

function read(call: Call, front: 'pip' | 'uv', table: OptionTable): PipTool {
  const { options, positionals } = readArguments(call.args, table);
  const [subcommand, ...words] = positionals;
  const verb = subcommand?.literal ?? '';
  const second = GROUPS.has(verb) ? words[0]?.literal : undefined;
  const files: readonly Word[] = NAMES_FILES.has(verb) ? words : [];
  return {
    kind: 'pip',
    front,
    program: call.program,
    options,
    subcommand,
    action: second === undefined ? subcommand?.literal : `${verb} ${second}`,
    requirements: [...valuesOf(options, '--requirement', '--requirements'), ...files],
    constraints: valuesOf(options, '--constraint', '--constraints'),
    editables: valuesOf(options, '--editable'),
    targets: NAMES_PACKAGES.has(verb) ? words.map(requirementWord) : [],
    noCache: lastOption(options, '--no-cache-dir', '--no-cache'),
    user: hasOption(options, '--user'),
    noDeps: hasOption(options, '--no-deps'),
    noIndex: hasOption(options, '--no-index'),
    findLinks: optionsNamed(options, '--find-links').flatMap(({ literal }) => (literal === undefined ? [] : [literal])),
    upgrade: hasOption(options, '--upgrade'),
    breakSystemPackages: hasOption(options, '--break-system-packages'),
    destination: options.find(({ canonical }) =>
      ['--system', '--python', '--prefix', '--target', '--root'].includes(canonical),
    ),
  };
}

export const readPip = (call: Call): PipTool => read(call, 'pip', PIP);

/** The words behind `uv pip`; options in front of `pip` belong to it as well. */
export const readUvPip = (call: Call): PipTool => read(call, 'uv', UV_PIP);

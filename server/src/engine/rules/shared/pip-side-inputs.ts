import type { RunInstruction } from '../../model/types.ts';
import { commandsOf } from './commands.ts';
import type { DependencyInstall } from './dependency-install.ts';

/** Options of `pip install` and `uv pip install` that name no file, or only those that are looked at elsewhere. */
const HARMLESS = new Set(
  `--requirement --requirements --constraint --constraints --no-cache-dir --no-cache --upgrade --quiet --verbose --no-deps
   --disable-pip-version-check --no-input --progress-bar --timeout --retries --resume-retries --user --prefer-binary --only-binary
   --no-binary --no-build --require-hashes --pre --prerelease --root-user-action --no-warn-script-location --no-warn-conflicts
   --compile --compile-bytecode --no-compile --break-system-packages --use-pep517 --no-build-isolation --force-reinstall
   --ignore-installed --upgrade-strategy --no-color --trusted-host --allow-insecure-host --exists-action --no-index --system
   --ignore-requires-python --use-feature --use-deprecated --no-clean --no-python-version-warning --index-strategy --link-mode
   --resolution --strict --reinstall --no-progress`.split(/\s+/),
);

/** Variables that name files which pip or uv read as well. */
const FILE_VARIABLES = [
  ...[
    'CONSTRAINT',
    'BUILD_CONSTRAINT',
    'REQUIREMENT',
    'FIND_LINKS',
    'CERT',
    'CLIENT_CERT',
    'CONFIG_FILE',
    'EDITABLE',
  ].map((name) => `PIP_${name}`),
  ...['CONSTRAINT', 'BUILD_CONSTRAINT', 'OVERRIDE', 'FIND_LINKS', 'CONFIG_FILE'].map((name) => `UV_${name}`),
  ...['PIP_TARGET', 'PIP_PREFIX', 'PIP_SRC', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE'],
];

/** An option of a pip install that may name a file of the project, or lays the packages elsewhere. */
const mayReadMore = ({ installer, command: { tool } }: DependencyInstall): boolean =>
  installer === 'pip' &&
  tool !== undefined &&
  tool.options.some(({ canonical, value, literal }) => {
    if (HARMLESS.has(canonical)) return false;
    return value === undefined || !(literal ?? value.text).includes('://');
  });

/** What the install reads depends on an ARG, which every build may set otherwise. */
const dependsOnBuild = ({ command }: DependencyInstall, { before }: RunInstruction): boolean =>
  command.words.some((word) =>
    word.parts.some(
      (part) => part.kind === 'variable' && before.arg(part.name) !== undefined && !before.declaredEnv(part.name),
    ),
  );

/** The installs read nothing besides the files they are given, in this build as in every other. */
export const readsNothingElse = (run: RunInstruction, installs: readonly DependencyInstall[]): boolean =>
  !installs.some((install) => install.command.openEnded || mayReadMore(install) || dependsOnBuild(install, run)) &&
  !FILE_VARIABLES.some(
    (name) =>
      run.before.declaredEnv(name) !== undefined ||
      run.before.arg(name) !== undefined ||
      commandsOf(run.script).some(({ assignments }) => assignments.some((each) => each.name === name)),
  );

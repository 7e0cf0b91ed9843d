import { addOption, isArrayItem } from '../../fix/add-option.ts';
import type { Stage } from '../../model/types.ts';
import type { Word } from '../../shell/types.ts';
import { covering } from '../../text/span.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { mayBeConfigured } from '../shared/download-cache.ts';
import { isOff, type Step, variableOf, wordValue } from '../shared/steps.ts';
import {
  copiedWheels,
  findLinksOf,
  installsIn,
  mountedWheels,
  type PipInstall,
  pointsInto,
  usesWheels,
  type WheelFolder,
  wheelBuilds,
} from '../shared/wheels.ts';
import { shortened } from '../shared/wording.ts';

interface Loose {
  readonly install: PipInstall;
  readonly options: readonly string[];
}

/** Somebody wants packages of an index. */
const WANTS_INDEX = new Set(['--index-url', '--extra-index-url', '--default-index', '--index', '--user', '--editable']);

const isSet = (step: Step, name: string): boolean => {
  const value = variableOf(step, name);
  return value !== undefined && !isOff(value);
};

/** The install as it is written is all there is to it: no variable, no file adds to it. */
const isPlain = ({ step, tool }: PipInstall): boolean =>
  !tool.noIndex &&
  !step.command.openEnded &&
  ![
    'PIP_NO_INDEX',
    'PIP_FIND_LINKS',
    'UV_NO_INDEX',
    'UV_FIND_LINKS',
    'PIP_NO_DEPS',
    'PIP_INDEX_URL',
    'PIP_EXTRA_INDEX_URL',
  ].some((name) => isSet(step, name)) &&
  !tool.options.some(({ canonical }) => WANTS_INDEX.has(canonical)) &&
  !mayBeConfigured(step.run);

/** The folders of wheels that are there when an install begins, nearest last. */
function foldersAt({ step: { run } }: PipInstall, stage: Stage): WheelFolder[] {
  const copies = [...stage.ancestry]
    .reverse()
    .flatMap((each) => (each === stage ? stage.instructions.slice(0, run.index) : each.instructions));
  return [...copies.flatMap((each) => (each.kind === 'copy' ? (copiedWheels(each) ?? []) : [])), ...mountedWheels(run)];
}

const fileName = (word: Word, step: Step): string | undefined => {
  const value = wordValue(word, step.run);
  return value.known ? value.value.slice(value.value.lastIndexOf('/') + 1) : undefined;
};

/** The wheels were built from a file of the same name as the one that is installed. */
function isBuiltFor({ step, tool }: PipInstall, { origin, source }: WheelFolder): boolean {
  if (origin.kind !== 'stage') return false;
  const built = wheelBuilds(origin.stage, source).flatMap((build) =>
    build.tool.requirements.map((word) => fileName(word, build.step)),
  );
  return tool.requirements.length > 0 && tool.requirements.every((word) => built.includes(fileName(word, step)));
}

/** Every package is named by the file of its wheel. */
const namesWheelsOnly = ({ step, tool }: PipInstall, { path }: WheelFolder): boolean =>
  tool.requirements.length === 0 && tool.targets.every((word) => pointsInto(word, step, path));

function judge(install: PipInstall, folder: WheelFolder, others: readonly PipInstall[]): Problem<Loose> | undefined {
  const { step, tool } = install;
  const path = shortened(folder.path);
  const span = step.command.program.map((word) => word.span).reduce(covering);
  const from =
    folder.bringer.kind === 'run' ? [] : [{ span: folder.bringer.span, message: 'The wheels come from here' }];
  if (usesWheels(install, folder)) {
    const named = namesWheelsOnly(install, folder);
    // Packages by their names may be meant to come from PyPI.
    if (named ? tool.noDeps : findLinksOf(tool).length === 0 || !isBuiltFor(install, folder)) return undefined;
    const message = `Without --no-index pip may take other packages from PyPI than the wheels in ${path}`;
    return { span, message, related: from, data: { install, options: ['--no-index'] } };
  }
  if (others.some((each) => usesWheels(each, folder)) || !isBuiltFor(install, folder) || tool.editables.length > 0)
    return undefined;
  const message = `The wheels in ${path} are not used: pip downloads and builds every package once more`;
  return { span, message, related: from, data: { install, options: ['--no-index', `--find-links=${folder.path}`] } };
}

function addOptions({ fix }: FixContext<object>, { install: { step, tool }, options }: Loose) {
  const { subcommand } = tool;
  const draft = fix.draft();
  if (!subcommand || options.some((option) => !/^[\w./=@+-]+$/.test(option))) return undefined;
  const glue = isArrayItem(step.run, subcommand) ? '", "' : ' ';
  if (!addOption(draft, step.run, subcommand, options.join(glue))) return undefined;
  return draft.build(`Add ${shortened(options.join(' '), 60)}`, 'review');
}

export default defineRule<Loose>({
  id: 'wheels-not-used',
  category: 'stages',
  severity: 'warning',
  severities: ['warning'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  mentions: ['wheel', '.whl'],
  appliesTo: { programs: ['pip'] },
  docs: {
    summary: 'pip installs past the wheels that were built for it',
    why:
      'A stage that builds wheels compiles every dependency once, so that the final stage of a Django project needs no compiler. pip ' +
      'looks at PyPI all the same unless it is told `--no-index`: it downloads what it finds there, compiles again where there is no ' +
      'wheel, and installs a newer version than the one that was built and tested.',
    examples: [
      {
        title: 'The wheels are there, and PyPI is asked as well',
        before:
          'FROM python:3.13-slim-trixie AS builder\nCOPY requirements.txt .\n' +
          'RUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt\n\nFROM python:3.13-slim-trixie\n' +
          'RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels \\\n    pip install --no-cache-dir /wheels/*\n' +
          'CMD ["gunicorn", "config.wsgi:application"]\n',
      },
      {
        title: 'Nobody tells pip where they are',
        before:
          'FROM python:3.13-slim-trixie AS builder\nCOPY requirements.txt .\n' +
          'RUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt\n\nFROM python:3.13-slim-trixie\n' +
          'COPY --from=builder /wheels /wheels\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n' +
          'CMD ["gunicorn", "config.wsgi:application"]\n',
      },
      {
        title: 'Wheels and nothing else',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie AS builder\nCOPY requirements.txt .\n' +
          'RUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt\n\nFROM python:3.13-slim-trixie\n' +
          'RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels \\\n    pip install --no-cache-dir --no-index /wheels/*\n' +
          'CMD ["gunicorn", "config.wsgi:application"]\n',
      },
    ],
    whenToIgnore: 'When only some of the packages are built as wheels, and the others are meant to come from an index.',
    references: [
      'https://pip.pypa.io/en/stable/topics/repeatable-installs/#using-a-wheelhouse-aka-installation-bundles',
      'https://pip.pypa.io/en/stable/cli/pip_install/#cmdoption-no-index',
    ],
  },
  *check({ model }): Generator<Problem<Loose>> {
    for (const stage of model.stages) {
      if (stage.role === 'develops') continue;
      const installs = stage.instructions.flatMap((each) => (each.kind === 'run' ? installsIn(each) : []));
      for (const install of installs) {
        if (!isPlain(install)) continue;
        const problem = foldersAt(install, stage)
          .map((folder) => judge(install, folder, installs))
          .find((each) => each !== undefined);
        if (problem) yield problem;
      }
    }
  },
  buildFix: (context, { data }) => addOptions(context, data),
});

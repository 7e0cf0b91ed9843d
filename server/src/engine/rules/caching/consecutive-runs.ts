import { commentsBetween, mergeRuns } from '../../fix/merge-runs.ts';
import type { Instruction, RunInstruction, Stage } from '../../model/types.ts';
import type { Command } from '../../shell/types.ts';
import type { DockerfileSyntax } from '../../syntax/nodes.ts';
import { isWithin } from '../../text/path.ts';
import { covering } from '../../text/span.ts';
import { defineRule } from '../define.ts';
import { layerSeverity } from '../shared/layer-severity.ts';
import { hasShellText, haveSameFlags, mergeSafety } from '../shared/run-merging.ts';

type Family = 'packages' | 'python' | 'users';

/** RUNs that follow each other and are of one family. */
interface Group {
  readonly family: Family;
  readonly runs: readonly RunInstruction[];
}

const STEPS: Readonly<Record<Family, string>> = {
  packages: 'package',
  python: 'Python package',
  users: 'user and file',
};

/** Changes of files that are there already: they belong to other steps on the same files only. */
const EDITS = new Set(['chown', 'chgrp', 'chmod', 'sed', 'touch', 'ln']);

/** What uv, Poetry, Pipenv and PDM do besides running programs of somebody's own and writing lock files. */
const INSTALLS = /^(?:install|sync|add|remove|uninstall|config|self|cache|tool install|python)\b/;

/** Where installers leave what nobody needs any more. */
const LEFTOVERS = /^["']?(?:\/var\/|\/tmp|~|\$HOME|\/root\/)|cache|wheels|\.whl|requirements/i;

/** What a command is about; `any` goes with every family. */
function familyOf({ tool, name, words }: Command): Family | 'any' | undefined {
  switch (tool?.kind) {
    case 'state':
      return 'any';
    case 'apt':
    case 'apk':
      return 'packages';
    case 'pip':
    case 'venv':
      return 'python';
    case 'uv':
    case 'poetry':
    case 'pipenv':
    case 'pdm':
      return INSTALLS.test(tool.action ?? '') ? 'python' : undefined;
    case 'user':
      return 'users';
    case 'files':
      if (tool.front === 'rm') return tool.paths.every((path) => LEFTOVERS.test(path.text)) ? 'any' : undefined;
      return tool.front === 'mkdir' || tool.front === 'install' || EDITS.has(tool.front) ? 'users' : undefined;
    default:
      return words.length === 0 || name === 'echo' || name === 'true' || name === ':' ? 'any' : undefined;
  }
}

/** The one family of all commands of a RUN. */
function familyOfRun({ script: { commands } }: RunInstruction): Family | 'any' | undefined {
  const families = new Set(commands.map(familyOf));
  if (families.size > 1) families.delete('any');
  const [family] = families;
  return families.size === 1 ? family : undefined;
}

const cleansUp = ({ script }: RunInstruction): boolean =>
  script.commands.some(({ tool }) => tool?.kind === 'files' && tool.front === 'rm');

const onlyEdits = ({ script }: RunInstruction): boolean =>
  script.commands.every(({ tool }) => tool?.kind === 'files' && EDITS.has(tool.front));

const pathsOf = ({ script }: RunInstruction): readonly string[] =>
  script.commands.flatMap(({ tool }) =>
    tool?.kind === 'files' ? tool.paths.map((path) => path.text.replace(/(?<=[^/])\/+$/, '')) : [],
  );

/** They work on the same file, or one on a folder of the other. */
const sharePaths = (one: RunInstruction, other: RunInstruction): boolean =>
  pathsOf(one).some((path) => pathsOf(other).some((each) => isWithin(path, each) || isWithin(each, path)));

/** What a stretch of RUNs is about; undefined where nothing can be joined to it. */
interface Unit {
  readonly family: Family | 'any' | undefined;
  readonly runs: readonly RunInstruction[];
}

/** The unit behind goes with the one in front of it, as if each were a single RUN already. */
function belongs(behind: Unit, front: Unit, syntax: DockerfileSyntax): boolean {
  const [first, other] = [front.runs[0], behind.runs[0]];
  // All of a unit have the flags of its first.
  if (!first || !other || !isFamily(front.family) || !haveSameFlags(first, other, syntax)) return false;
  if (behind.family === 'any') return behind.runs.some(cleansUp);
  if (behind.family !== front.family) return false;
  const isApart = front.family === 'users' && (behind.runs.every(onlyEdits) || front.runs.every(onlyEdits));
  return !isApart || front.runs.some((each) => behind.runs.some((run) => sharePaths(each, run)));
}

const isFamily = (family: Unit['family']): family is Family => family !== undefined && family !== 'any';

/** What a RUN joins may then go with what stands in front of both. */
function joined(units: readonly Unit[], behind: Unit, syntax: DockerfileSyntax): readonly Unit[] {
  const front = units.at(-1);
  if (!front || !belongs(behind, front, syntax)) return [...units, behind];
  return joined(units.slice(0, -1), { family: front.family, runs: [...front.runs, ...behind.runs] }, syntax);
}

const followsRun = ({ kind }: Instruction, at: number, all: readonly Instruction[]): boolean =>
  kind === 'run' && all[at - 1]?.kind === 'run';

function* groupsOf(stage: Stage, syntax: DockerfileSyntax): Generator<Group> {
  // Of a RUN that stands alone nobody asks what it is about.
  if (!stage.instructions.some(followsRun)) return;
  let units: readonly Unit[] = [];
  for (const instruction of [...stage.instructions, undefined]) {
    if (instruction?.kind === 'run' && hasShellText(instruction)) {
      units = joined(units, { family: familyOfRun(instruction), runs: [instruction] }, syntax);
      continue;
    }
    for (const { family, runs } of units) if (isFamily(family) && runs.length > 1) yield { family, runs };
    units = [];
  }
}

/** What no comment divides is one matter; where each step has its comment, all of them together are. */
function undivided({ family, runs }: Group, syntax: DockerfileSyntax): readonly Group[] {
  const parts: RunInstruction[][] = [];
  for (const run of runs) {
    const open = parts.at(-1);
    const previous = open?.at(-1);
    if (open && previous && commentsBetween(syntax, [previous, run]).length === 0) open.push(run);
    else parts.push([run]);
  }
  const whole = parts.filter((part) => part.length > 1);
  return whole.length > 0 ? whole.map((part) => ({ family, runs: part })) : [{ family, runs }];
}

export default defineRule<Group>({
  id: 'consecutive-runs',
  category: 'caching',
  severity: 'info',
  severities: ['info', 'hint'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: ['hadolint:DL3059'],
  duplicates: [],
  appliesTo: { instructions: ['RUN'] },
  docs: {
    summary: 'Adjacent RUN instructions that belong together',
    why:
      'Each RUN is a layer of its own, and what a later one removes is still in the earlier one: `RUN rm -rf` of package lists or ' +
      'archives frees nothing. Commands of one kind that follow each other (packages, Python packages, users and directories) ' +
      'belong into one RUN, where a clean-up counts and a change in one of them runs all of them again.',
    examples: [
      {
        title: 'System packages in three steps',
        before:
          'FROM python:3.13-slim-trixie\nRUN apt-get update\nRUN apt-get install --yes --no-install-recommends libpq5\n' +
          'RUN rm -rf /var/lib/apt/lists/*\nRUN python -m compileall /usr/local/lib\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'Packages and Python packages change at different times',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie\nRUN apt-get update && apt-get install --yes --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\n' +
          'RUN pip install --no-cache-dir gunicorn==26.2.0\n',
      },
    ],
    whenToIgnore: 'When a slow first step should stay cached while you change the second one.',
    references: [
      'https://docs.docker.com/build/building/best-practices/#run',
      'https://github.com/hadolint/hadolint/wiki/DL3059',
    ],
  },
  *check({ model }) {
    for (const stage of model.stages) {
      for (const group of [...groupsOf(stage, model.syntax)].flatMap((each) => undivided(each, model.syntax))) {
        const { family, runs } = group;
        const [first, last] = [runs[0], runs.at(-1)];
        if (!first || !last) continue;
        const isExplained = commentsBetween(model.syntax, runs).length > 0;
        yield {
          span: covering(first.span, last.span),
          message: `${runs.length} ${isExplained ? 'commented RUNs' : 'RUNs'} for ${STEPS[family]} steps make ${runs.length} layers; a clean-up in a later one frees nothing`,
          severity: isExplained ? 'hint' : layerSeverity(stage, 'info'),
          data: group,
        };
      }
    }
  },
  buildFix({ model, fix }, { data: { runs } }) {
    const safety = mergeSafety(runs);
    const draft = fix.draft();
    if (!safety || !mergeRuns(draft, model.syntax, runs)) return undefined;
    return draft.build(`Merge ${runs.length} RUN instructions into one`, safety);
  },
});

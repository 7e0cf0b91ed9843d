import { commentsAbove } from '../../fix/builder.ts';
import { inheritedInstructions } from '../../model/instruction-lists.ts';
import { installedPackages } from '../../model/packages.ts';
import type { Instruction, RunInstruction, Stage } from '../../model/types.ts';
import type { PipTool } from '../../shell/tools/types.ts';
import type { Command } from '../../shell/types.ts';
import { defineRule } from '../define.ts';
import { commandsOf, runsUnreadScript } from '../shared/commands.ts';

interface Refused {
  readonly run: RunInstruction;
  readonly command: Command;
}

/** Releases whose Python belongs to the package manager alone. */
const MANAGED: Readonly<Record<string, ReadonlySet<string>>> = {
  debian: new Set(['bookworm', 'trixie', 'forky', 'sid']),
  ubuntu: new Set(['noble', 'oracular', 'plucky', 'questing', 'resolute']),
};

const isManaged = ({ base: { family, release } }: Stage): boolean =>
  release.known && MANAGED[family]?.has(release.value) === true;

/** Environments and Pythons of one's own, and everything that lifts the ban. */
const LIFTS =
  /EXTERNALLY-MANAGED|break[-_]system[-_]packages|PIP_CONFIG_FILE|pip\.(?:conf|ini)|get-pip|ensurepip|deadsnakes|pyenv|conda|altinstall|\bactivate\b|VIRTUAL_ENV|virtualenv|\bvenv\b(?!["']?\s*(?:\\?\s*(?:&&|$)))/i;

const liftsBan = ({ node }: Instruction): boolean =>
  LIFTS.test(node.args.text.replace(/\bpython3(?:\.\d+)?-(?:venv|virtualenv)\b/g, '')) || node.heredocs.length > 0;

/** It installs into the Python it runs on. */
const installsHere = ({ action, front, destination, options, breakSystemPackages }: PipTool): boolean =>
  action === 'install' &&
  front === 'pip' &&
  !destination &&
  !breakSystemPackages &&
  !options.some(({ canonical }) => /^--(?:dry-run|python|help)$/.test(canonical));

/** `pip`, `pip3`, `python3 -m pip`: the Python that apt brings. */
const isSystems = ({ name, program }: Command): boolean =>
  /^(?:pip3?|python3?)$/.test(name ?? '') && /^(?:\/usr\/bin\/)?\w+$/.test(program[0]?.text ?? '');

/** The first install of a stage that its system refuses. */
function refusedIn(stage: Stage): Refused | undefined {
  const { packages, complete } = installedPackages(stage);
  if (!complete || !packages.some(({ manager, name }) => manager === 'apt' && name === 'python3-pip')) return undefined;
  for (const instruction of inheritedInstructions(stage)) {
    if (liftsBan(instruction) || instruction.kind === 'onbuild') return undefined;
    if (instruction.kind !== 'run') continue;
    if (instruction.script.opaque) return undefined;
    for (const command of commandsOf(instruction.script)) {
      if (runsUnreadScript(command)) return undefined;
      const { tool } = command;
      if (tool?.kind !== 'pip' || !installsHere(tool)) continue;
      // What follows has the same defect.
      const mayFail = command.conditional || instruction.script.commands.some(({ joinedBy }) => joinedBy === '||');
      const isCertain = isSystems(command) && !mayFail && !command.openEnded && hasPlainPath(instruction);
      return isCertain && instruction.stage === stage ? { run: instruction, command } : undefined;
    }
  }
  return undefined;
}

/** Programs are looked up where the image's own lie. */
function hasPlainPath({ before, stage }: RunInstruction): boolean {
  const path = before.env('PATH');
  return path?.known === true && stage.base.path.known && path.value === stage.base.path.value;
}

const ENVIRONMENT = '/opt/venv';

export default defineRule<Refused>({
  id: 'externally-managed-python',
  category: 'dependencies',
  severity: 'error',
  severities: ['error'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  mentions: ['pip'],
  appliesTo: { programs: ['pip'] },
  docs: {
    summary: 'pip installs into a Python that belongs to the distribution',
    why:
      'Since Debian 12 and Ubuntu 23.04, the Python of the distribution is marked as externally managed: pip stops with that error ' +
      'and nothing of the Django project is installed. A virtual environment is what the message asks for; the official python ' +
      'images have a Python of their own and no such mark.',
    examples: [
      {
        title: 'pip on Debian',
        before:
          'FROM debian:trixie-slim\n' +
          'RUN apt-get update && apt-get install -y --no-install-recommends python3-pip && rm -rf /var/lib/apt/lists/*\n' +
          'COPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
      },
      {
        title: 'The official image',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
      },
    ],
    whenToIgnore: 'When something this rule does not see lifts the ban.',
    references: [
      'https://peps.python.org/pep-0668/',
      'https://packaging.python.org/en/latest/specifications/externally-managed-environments/',
    ],
  },
  *check({ model }) {
    for (const stage of model.stages) {
      const refused = isManaged(stage) ? refusedIn(stage) : undefined;
      if (!refused) continue;
      const { program } = refused.command;
      yield {
        span: { start: program[0]?.span.start ?? 0, end: program.at(-1)?.span.end ?? 0 },
        message:
          'pip may not touch the Python of this distribution: the build stops with externally-managed-environment',
        data: refused,
      };
    }
  },
  buildFix({ fix, model }, { data: { run, command } }) {
    // pip refuses --user inside of an environment.
    if (command.tool?.kind === 'pip' && command.tool.user) return undefined;
    const { packages } = installedPackages(run.stage);
    const pip = packages.find(({ manager, name }) => manager === 'apt' && name === 'python3-pip');
    if (pip?.word.text !== 'python3-pip' || pip.word.source.collapsed || run.node.command.form !== 'shell')
      return undefined;
    if (run.node.heredocs.length > 0 || command.program[0]?.text.startsWith('/') || command.within !== 'top')
      return undefined;
    const draft = fix.draft();
    const names = packages.map(({ name }) => name);
    if (!names.includes('python3-venv') && !names.includes('python3-full'))
      draft.insert(pip.word.span.end, ' python3-venv');
    // Libraries that apt has installed stay visible.
    const isShared = names.some((name) => /^python3-(?!pip$|venv$|dev$|full$|setuptools$|wheel$|minimal$)/.test(name));
    const make = `python3 -m venv ${isShared ? '--system-site-packages ' : ''}${ENVIRONMENT}`;
    draft.insertLinesBefore(commentsAbove(model.syntax, run)[0] ?? run, [`ENV PATH="${ENVIRONMENT}/bin:$PATH"`]);
    draft.insert(command.span.start, `${make} && `);
    return draft.build('Install into a virtual environment', 'review');
  },
});

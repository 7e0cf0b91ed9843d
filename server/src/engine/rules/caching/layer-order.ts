import { moveBefore } from '../../fix/move-before.ts';
import type { CopyInstruction, Instruction, RunInstruction, Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Command } from '../../shell/types.ts';
import { defineRule, type FixContext } from '../define.ts';
import { commandsOf } from '../shared/commands.ts';
import { dependencyInstalls } from '../shared/dependency-install.ts';
import { copiesSource } from '../shared/project-source.ts';
import { needsNoSource } from '../shared/source-independence.ts';

interface Late {
  /** There is at least one. */
  readonly runs: readonly [RunInstruction, ...RunInstruction[]];
  /** What changes often and stands in front of it. */
  readonly cause: Instruction;
  readonly makes: 'packages' | 'users';
}

const isCopy = (each: Instruction): each is CopyInstruction => each.kind === 'copy' || each.kind === 'add';

/** Wheels that another stage made, or the project itself. */
const installsLocal = ({ tool }: Command): boolean =>
  tool?.kind === 'pip' &&
  tool.action === 'install' &&
  tool.targets.some((word) => /^["']?(?:\.{1,2}(?:$|[/[])|\/)|\.whl/.test(word.text));

const changesOften = (each: Instruction, facts: ProjectFacts): boolean =>
  (isCopy(each) && copiesSource(each, facts)) ||
  (each.kind === 'run' && (dependencyInstalls(each).length > 0 || commandsOf(each.script).some(installsLocal)));

/** What a RUN makes that stays the same for months; undefined when it does anything else besides. */
function stableWork({ script, node, stage, index }: RunInstruction): Late['makes'] | undefined {
  if (script.opaque || node.mounts.some(({ type }) => type !== 'cache')) return undefined;
  const commands = commandsOf(script);
  const installs = commands.some(
    ({ tool }) =>
      (tool?.kind === 'apt' && tool.action === 'install') || (tool?.kind === 'apk' && tool.action === 'add'),
  );
  const users = commands.some(({ tool }) => tool?.kind === 'user');
  if ((!installs && !users) || !commands.every(isIndependent)) return undefined;
  // A user who is made where USER names him costs a moment, and reads well there.
  if (!installs && stage.instructions[index + 1]?.kind === 'user') return undefined;
  return installs ? 'packages' : 'users';
}

const REMOVES = /^(?:remove|purge|autoremove|del)$/;

function isIndependent(command: Command): boolean {
  const { tool, redirects } = command;
  if ((tool?.kind === 'apt' || tool?.kind === 'apk') && REMOVES.test(tool.action ?? '')) return false;
  if (tool?.kind === 'download' || tool?.kind === 'pip') return false;
  return redirects.length === 0 && needsNoSource(command);
}

function lateWork(stage: Stage, facts: ProjectFacts): Late | undefined {
  const cause = stage.instructions.find((each) => changesOften(each, facts));
  if (!cause) return undefined;
  const late = stage.instructions
    .slice(cause.index + 1)
    .filter((each): each is RunInstruction => each.kind === 'run' && stableWork(each) !== undefined);
  const [first, ...more] = late;
  const makes = first && stableWork(first);
  return makes && { runs: [first, ...more], cause, makes };
}

/** An instruction that the work may jump over: neither prepares the other. */
function mayCross(each: Instruction, text: string): boolean {
  switch (each.kind) {
    case 'env':
    case 'arg':
      return !text.includes('$') && !/DEBIAN_FRONTEND|APT_|PATH/.test(each.node.args.text);
    case 'copy':
    case 'add': {
      const { destination } = each.copy;
      return (
        destination.known &&
        destination.value !== '/' &&
        !/^\/(?:etc|usr|var|home|root)(?:\/|$)/.test(destination.value)
      );
    }
    case 'run':
      return (
        !each.script.opaque &&
        commandsOf(each.script).every(
          ({ tool }) => tool?.kind === 'pip' || tool?.kind === 'state' || tool?.kind === 'venv',
        )
      );
    case 'workdir':
      return !/\b(?:mkdir|cd)\b/.test(text);
    case 'user':
    case 'shell':
    case 'onbuild':
    case 'unknown':
    case 'volume':
      return false;
    default:
      return true;
  }
}

/** The COPY that begins the block in front of which the work belongs. */
function moveUp({ model, fix }: FixContext<object>, late: Late) {
  const { runs, cause } = late;
  const [first] = runs;
  const { instructions } = first.stage;
  const start = instructions.find((each) => isCopy(each) && each.index <= cause.index) ?? cause;
  for (const run of runs) {
    const crossed = instructions.slice(start.index, run.index).filter((each) => !runs.some((other) => other === each));
    const text = run.node.args.text;
    if (run.node.heredocs.length > 0 || !crossed.every((each) => mayCross(each, text))) return undefined;
  }
  const draft = fix.draft();
  if (!moveBefore(draft, model.syntax, runs, start)) return undefined;
  return draft.build('Move it in front of what changes often', 'review');
}

const MESSAGES = {
  packages: 'System packages are installed again whenever the lines above change: they belong in front of them',
  users: 'The user is created again whenever the lines above change: this belongs in front of them',
} as const satisfies Readonly<Record<Late['makes'], string>>;

export default defineRule<Late>({
  id: 'layer-order',
  category: 'caching',
  severity: 'hint',
  severities: ['hint'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['RUN', 'COPY'], programs: ['apt', 'apk', 'useradd', 'adduser'] },
  docs: {
    summary: 'Work that never changes stands behind what changes often',
    why:
      'Docker runs an instruction again when anything above it has changed. System packages and users stay the same for months, ' +
      'the requirements and the source of a Django project change daily: with `apt-get install` behind them, every change ' +
      'downloads the same packages again. What changes least comes first.',
    examples: [
      {
        title: 'Packages behind the requirements',
        before:
          'FROM python:3.13-slim-trixie\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n' +
          'RUN apt-get update \\\n    && apt-get install --yes --no-install-recommends libpq5 \\\n    && rm -rf /var/lib/apt/lists/*\n' +
          'COPY . .\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'What changes least comes first',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie\nRUN useradd --create-home --uid 10001 app\nWORKDIR /app\nCOPY requirements.txt .\n' +
          'RUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\nUSER 10001\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When the packages are there only for what follows, and you change those more often than the source.',
    references: ['https://docs.docker.com/build/cache/optimize/#order-your-layers'],
  },
  *check({ model, facts }) {
    for (const stage of model.stages) {
      const late = stage.isPython.known && !stage.isPython.value ? undefined : lateWork(stage, facts);
      if (!late) continue;
      yield {
        span: late.runs[0].span,
        message: MESSAGES[late.makes],
        related: [{ span: late.cause.span, message: 'This changes often' }],
        data: late,
      };
    }
  },
  buildFix: (context, { data }) => moveUp(context, data),
});

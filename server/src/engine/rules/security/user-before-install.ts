import { moveBehind } from '../../fix/move-behind.ts';
import { effectiveCommand, effectiveEntrypoint } from '../../model/start.ts';
import type { PlainInstruction, RunInstruction, Stage } from '../../model/types.ts';
import type { Command } from '../../shell/types.ts';
import { defineRule } from '../define.ts';
import { commandsOf, effectiveTool, runsUnreadScript } from '../shared/commands.ts';
import { instructionsBefore } from '../shared/order.ts';
import { isRoot } from '../shared/privileges.ts';
import { shortened } from '../shared/wording.ts';

interface Denied {
  readonly user: UserInstruction;
  readonly run: RunInstruction;
  readonly command: Command;
  /** The last RUN under this USER that needs root. */
  readonly last: RunInstruction;
}

type UserInstruction = PlainInstruction & { readonly kind: 'user' };

/** Why a command needs root: `denied` fails, `aside` installs into a home folder where nothing is found. */
type Need = 'denied' | 'aside';

const CHANGES_PACKAGES = /^(?:install|update|upgrade|dist-upgrade|full-upgrade|remove|purge|autoremove|add|del)$/;

const ROOTS_FOLDER = /^\/(?:usr|opt|srv|var|etc|lib|bin|sbin)?(?:\/(?:local|lib|log|share|run))*$/;

const parentOf = (path: string): string => path.replace(/\/+[^/]+\/*$/, '') || '/';

function needOf(command: Command, run: RunInstruction): Need | undefined {
  if (command.wrappers.some((name) => name === 'sudo' || name === 'doas') || command.conditional) return undefined;
  const tool = effectiveTool(command);
  switch (tool?.kind) {
    case 'apt':
    case 'apk':
      return CHANGES_PACKAGES.test(tool.action ?? '') && !isDry(tool.options) ? 'denied' : undefined;
    case 'user':
      return 'denied';
    case 'files': {
      if (tool.front !== 'mkdir') return undefined;
      const [path, ...more] = tool.paths.map(({ literal }) => literal);
      if (path === undefined || more.length > 0 || !path.startsWith('/')) return undefined;
      return ROOTS_FOLDER.test(parentOf(path)) && !isSpokenOf(path, run) ? 'denied' : undefined;
    }
    case 'pip': {
      if (tool.action !== 'install' || tool.user || command.openEnded) return undefined;
      if (!isOfTheImage(command, run)) return undefined;
      if (tool.front === 'uv') return tool.destination?.canonical === '--system' ? 'denied' : undefined;
      return tool.destination === undefined ? 'aside' : undefined;
    }
    default:
      return undefined;
  }
}

const isDry = (options: readonly { readonly canonical: string }[]): boolean =>
  options.some(
    ({ canonical }) => canonical === '--simulate' || canonical === '--download-only' || canonical === '--root',
  );

/** An earlier instruction names the folder: it may exist, or be the user's. */
const isSpokenOf = (path: string, run: RunInstruction): boolean =>
  instructionsBefore(run).some(({ node }) => node.args.text.includes(path));

const ELSEWHERE = ['PIP_USER', 'PIP_TARGET', 'PIP_PREFIX', 'PYTHONUSERBASE', 'VIRTUAL_ENV', 'PIP_CONFIG_FILE'];

/** pip of the image's own Python, whose folder nobody has given to the user. */
function isOfTheImage({ program }: Command, run: RunInstruction): boolean {
  const { before, stage } = run;
  const path = before.env('PATH');
  const isPlain = path?.known === true && stage.base.path.known && path.value === stage.base.path.value;
  if (stage.base.family !== 'python' || !isPlain || program[0]?.text.includes('/') !== false) return false;
  if (ELSEWHERE.some((name) => before.declaredEnv(name) !== undefined)) return false;
  return !instructionsBefore(run).some(
    ({ kind, node }) =>
      kind === 'run' && /\/usr\/local|\bactivate\b|\bchmod\s+-R|\bchown\s+-R\s+\S+\s+\/(?:\s|$)/.test(node.args.text),
  );
}

/** The image starts, or builds with, a program that pip has put where PATH does not lead. */
const needsPrograms = (stage: Stage): boolean =>
  [effectiveEntrypoint(stage), effectiveCommand(stage)].some((start) =>
    start?.script.commands.some(
      ({ tool, program }) =>
        (tool?.kind === 'server' || tool?.kind === 'celery') &&
        tool.program === program[0] &&
        !tool.program.text.includes('/'),
    ),
  );

/** A failure may be forgiven: `apt-get update || true`. */
const forgives = (run: RunInstruction): boolean => commandsOf(run.script).some(({ joinedBy }) => joinedBy === '||');

/** Something nobody reads may have given rights away: sudo rules, a changed base. */
const isHidden = (run: RunInstruction): boolean =>
  run.script.opaque ||
  instructionsBefore(run).some(
    (each) => each.kind === 'run' && (each.script.opaque || commandsOf(each.script).some(runsUnreadScript)),
  );

function userInForce(run: RunInstruction): UserInstruction | undefined {
  const users = instructionsBefore(run).filter((each): each is UserInstruction => each.kind === 'user');
  return users.at(-1);
}

const firstDenied = (run: RunInstruction, stage: Stage): Command | undefined =>
  commandsOf(run.script).find((command) => {
    const need = needOf(command, run);
    return need === 'denied' || (need === 'aside' && needsPrograms(stage));
  });

/** For each USER, the first RUN behind it that needs root. */
function deniedIn(stage: Stage): Denied[] {
  const found = new Map<UserInstruction, Denied>();
  for (const run of stage.instructions) {
    if (run.kind !== 'run') continue;
    const { user } = run.before;
    if (!user.known || isRoot(user.value) || user.value === '') continue;
    const setBy = userInForce(run);
    const command = setBy && !forgives(run) && !isHidden(run) ? firstDenied(run, stage) : undefined;
    if (!setBy || !command) continue;
    const earlier = found.get(setBy);
    found.set(setBy, earlier ? { ...earlier, last: run } : { user: setBy, run, command, last: run });
  }
  return [...found.values()];
}

const wordOf = ({ node }: PlainInstruction): string => ('words' in node ? (node.words[0]?.value ?? '') : '');

const messageFor = ({ user, run, command }: Denied): string => {
  const name = shortened(wordOf(user), 24);
  const program = shortened(command.name ?? 'this command', 20);
  return needOf(command, run) === 'aside'
    ? `${name} may not write where pip installs: it goes to ~/.local/bin, and the start does not find it`
    : `${program} runs as ${name}, which may not do that: the build stops with permission denied`;
};

export default defineRule<Denied>({
  id: 'user-before-install',
  category: 'security',
  severity: 'error',
  severities: ['error'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['USER'] },
  docs: {
    summary: 'USER comes before an install that needs root',
    why:
      'Every RUN behind USER runs as that user. apt and useradd then stop with “permission denied”; pip does not stop, but installs ' +
      'into `~/.local`, so Django’s gunicorn or celery is not found when the container starts. Install first, and switch to ' +
      'the user behind everything that needs root.',
    examples: [
      {
        title: 'The user comes too early',
        before:
          'FROM python:3.13-slim-trixie\nRUN useradd --create-home --uid 10001 app\nUSER 10001\n' +
          'RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\n' +
          'CMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'An environment that the user may write to',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie\nRUN useradd --create-home --uid 10001 app\nUSER 10001\nWORKDIR /home/app\n' +
          'RUN python -m venv /home/app/venv\nENV PATH="/home/app/venv/bin:$PATH"\nCOPY requirements.txt .\n' +
          'RUN pip install --no-cache-dir -r requirements.txt\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When the user has been given these rights in a way this rule does not see.',
    references: ['https://docs.docker.com/reference/dockerfile/#user'],
  },
  *check({ model }) {
    for (const stage of model.stages) {
      for (const denied of deniedIn(stage)) {
        yield {
          span: denied.command.program.map(({ span }) => span)[0] ?? denied.run.span,
          message: messageFor(denied),
          related: [{ span: denied.user.span, message: 'The user is set here' }],
          data: denied,
        };
      }
    }
  },
  buildFix({ fix, model }, { data: { user, last } }) {
    if (last.stage !== user.stage) return undefined;
    const draft = fix.draft();
    if (!moveBehind(draft, model.syntax, [{ instruction: user, leaves: [] }], last)) return undefined;
    return draft.build(`Move USER behind what needs root`, 'review');
  },
});

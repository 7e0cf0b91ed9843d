import { hasProgram, MAY_BE_BROUGHT } from '../../model/programs.ts';
import type { RunInstruction, Stage } from '../../model/types.ts';
import type { UserTool } from '../../shell/tools/types.ts';
import type { Command } from '../../shell/types.ts';
import { textAt } from '../../text/span.ts';
import { defineRule, type Severity } from '../define.ts';
import { takenNames } from '../shared/accounts.ts';
import { commandsOf } from '../shared/commands.ts';
import { inOtherWords } from '../shared/user-commands.ts';

interface Call {
  readonly run: RunInstruction;
  readonly command: Command;
  readonly tool: UserTool;
  /** `missing`: the program is not there. `doubtful`: nobody knows. `asks`: it is there and asks for names and numbers. */
  readonly defect: 'missing' | 'doubtful' | 'asks';
}

const SEVERITY: Readonly<Record<Call['defect'], Severity>> = { missing: 'error', doubtful: 'warning', asks: 'info' };

const has = (tool: UserTool, ...names: readonly string[]): boolean =>
  tool.options.some(({ canonical }) => names.includes(canonical));

/** Debian's adduser asks for a full name and room numbers, unless it is told them or makes an account of the system. */
const asks = ({ front, group, joins, system, options, ...tool }: UserTool): boolean =>
  front === 'adduser' &&
  !group &&
  !joins &&
  !system &&
  tool.account !== undefined &&
  !options.some(({ canonical }) => canonical === '--gecos' || canonical === '--comment' || canonical === '-D');

/** Something is there to answer: `yes | adduser app`, `adduser app < answers`. */
const isAnswered = ({ joinedBy, redirects }: Command): boolean =>
  joinedBy === '|' || redirects.some(({ operator }) => operator.startsWith('<'));

function defectOf(run: RunInstruction, command: Command, tool: UserTool): Call['defect'] | undefined {
  const { base } = run.stage;
  if (!base.packageManager.known || base.packageManager.value !== 'apt') return undefined;
  const found = hasProgram(run, tool.front, command);
  if (found.known) {
    if (!found.value) return command.conditional ? undefined : 'missing';
    return asks(tool) && !command.openEnded && !isAnswered(command) ? 'asks' : undefined;
  }
  // Only of Debian's smallest images it is known that they may lack it.
  return base.contents === 'debian' && found.why === MAY_BE_BROUGHT && !command.conditional ? 'doubtful' : undefined;
}

function* callsIn(stage: Stage): Generator<Call> {
  for (const run of stage.instructions) {
    if (run.kind !== 'run') continue;
    for (const command of commandsOf(run.script)) {
      const { tool } = command;
      if (tool?.kind !== 'user' || (tool.front !== 'adduser' && tool.front !== 'addgroup')) continue;
      const defect = defectOf(run, command, tool);
      if (!defect) continue;
      yield { run, command, tool, defect };
      // The next one stumbles over the same; each that asks has to be answered.
      if (defect !== 'asks') return;
    }
  }
}

const messageFor = ({ tool: { front }, defect }: Call): string => {
  switch (defect) {
    case 'missing':
      return `${front} is not in Debian 13's slim images: the build stops here with "not found" (exit 127)`;
    case 'doubtful':
      return `${front} may not be there: Debian 13's slim images lack it, and no package here is known to bring it`;
    case 'asks':
      return 'adduser asks for a full name and phone numbers: in a build nobody answers';
  }
};

/** Every call of the stage that lacks the program, from the first on. */
const callsBehind = ({ run }: Call): { run: RunInstruction; command: Command; tool: UserTool }[] =>
  run.stage.instructions.flatMap((each) =>
    each.kind === 'run' && each.index >= run.index
      ? commandsOf(each.script).flatMap((command) =>
          command.tool?.kind === 'user' && (command.tool.front === 'adduser' || command.tool.front === 'addgroup')
            ? [{ run: each, command, tool: command.tool }]
            : [],
        )
      : [],
  );

export default defineRule<Call>({
  id: 'adduser-missing',
  category: 'security',
  severity: 'error',
  severities: ['error', 'warning', 'info'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  mentions: ['adduser', 'addgroup'],
  appliesTo: { programs: ['adduser', 'addgroup'] },
  docs: {
    summary: 'adduser is not in the image, or waits for answers',
    why:
      '`adduser` is a script that Debian 12 still had everywhere. Debian 13 leaves it out of its smallest images, and so do the slim ' +
      'python images since `-slim` means Debian 13: a Dockerfile of a Django project that built for years stops with exit code 127. ' +
      '`useradd` is always there and asks nothing; adduser asks for a full name and phone numbers unless `--gecos` answers.',
    examples: [
      {
        title: 'The line that many tutorials show',
        before: 'FROM python:3.13-slim\nRUN adduser --disabled-password --gecos "" appuser\nUSER appuser\n',
      },
      {
        title: 'It is there, and asks',
        before: 'FROM python:3.13-slim-bookworm\nRUN adduser --disabled-password appuser\nUSER appuser\n',
      },
      {
        title: 'On Alpine it is a part of BusyBox',
        findings: 0,
        before: 'FROM python:3.13-alpine\nRUN adduser -D appuser\nUSER appuser\n',
      },
    ],
    whenToIgnore: 'When a package that this rule does not know brings adduser.',
    references: [
      'https://manpages.debian.org/trixie/adduser/adduser.8.en.html',
      'https://manpages.debian.org/trixie/passwd/useradd.8.en.html',
    ],
  },
  *check({ model }) {
    for (const stage of model.stages) {
      for (const call of callsIn(stage)) {
        const { command, defect } = call;
        yield {
          span: (command.program[0] ?? command).span,
          message: messageFor(call),
          severity: SEVERITY[defect],
          data: call,
        };
      }
    }
  },
  buildFix({ fix, model }, { data: call }) {
    const { tool, defect, run, command } = call;
    const draft = fix.draft();
    if (defect === 'asks') {
      const program = command.program[0];
      if (!program || program.source.collapsed || run.node.command.form !== 'shell') return undefined;
      const isLocked = has(tool, '--disabled-password', '--disabled-login');
      const options = `${isLocked ? '' : ' --disabled-password'} --gecos ""`;
      return draft.insert(program.span.end, options).build('Answer for adduser', isLocked ? 'safe' : 'review');
    }
    const taken = takenNames(run.stage);
    for (const each of callsBehind(call)) {
      const [first] = each.command.program;
      const last = each.command.program.at(-1);
      const words =
        first?.source.collapsed || each.run.node.command.form !== 'shell' ? undefined : inOtherWords(each.tool, taken);
      if (!words || !first || !last) return undefined;
      const span = { start: first.span.start, end: last.span.end };
      if (textAt(model.syntax.text, span).includes('\n')) return undefined;
      draft.replace(span, words);
    }
    const title = `Call ${tool.front === 'adduser' ? 'useradd' : 'groupadd'} instead`;
    return draft.build(title, defect === 'missing' ? 'safe' : 'review');
  },
});

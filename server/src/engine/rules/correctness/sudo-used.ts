import type { RunInstruction } from '../../model/types.ts';
import type { Tool } from '../../shell/tools/types.ts';
import type { Command } from '../../shell/types.ts';
import { type Span, textAt } from '../../text/span.ts';
import { defineRule } from '../define.ts';
import { commandsOf } from '../shared/commands.ts';
import { layerSeverity } from '../shared/layer-severity.ts';
import { isRoot } from '../shared/privileges.ts';

interface Sudos {
  readonly run: RunInstruction;
  readonly commands: readonly [Command, ...Command[]];
}

/** `sudo program …`: the first word, and no user but root. */
const startsWithSudo = ({ words, wrappers, program }: Command): boolean =>
  wrappers[0] === 'sudo' && words[0]?.literal === 'sudo' && program.length > 0;

/** Programs that do the same whatever the environment is; sudo clears it, and sets PATH. */
const NEEDS_NO_ENVIRONMENT = new Set<Tool['kind']>(['apt', 'apk', 'files', 'user']);

/** The word `sudo` with the blank behind it, when the program itself comes next. */
function wordOf({ words, program }: Command, run: RunInstruction): Span | undefined {
  const [first, second] = words;
  if (!first || !second || second !== program[0] || run.node.command.form !== 'shell' || first.source.collapsed)
    return undefined;
  return { start: first.span.start, end: second.span.start };
}

export default defineRule<Sudos>({
  id: 'sudo-used',
  category: 'correctness',
  severity: 'info',
  severities: ['info', 'hint'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: ['hadolint:DL3004'],
  duplicates: [],
  mentions: ['sudo'],
  appliesTo: { instructions: ['RUN', 'USER'], programs: ['sudo'] },
  docs: {
    summary: 'sudo in a RUN that is root already',
    why:
      'A RUN works as root until USER says otherwise, so sudo gives nothing. It takes something: sudo clears the environment, and pip ' +
      'or manage.py behind it no longer see what ENV has set, neither the settings module nor the PATH of the virtual environment. ' +
      'Official images do not even have it, and an image that installs it for this hands it to whoever breaks into Django.',
    examples: [
      {
        title: 'root asks to be root',
        before: 'FROM python:3.14-slim-trixie\nRUN sudo mkdir -p /srv/media && sudo chown 10001 /srv/media\n',
      },
      {
        title: 'Another user has to ask',
        findings: 0,
        before: 'FROM python:3.14-slim-trixie\nUSER app\nRUN sudo mkdir -p /srv/media\n',
      },
    ],
    whenToIgnore: 'When the same lines are also run as another user, outside of the build.',
    references: ['https://docs.docker.com/build/building/best-practices/#user'],
  },
  *check({ model }) {
    for (const stage of model.stages) {
      for (const run of stage.instructions) {
        if (run.kind !== 'run' || !run.before.user.known || !isRoot(run.before.user.value)) continue;
        const [first, ...more] = commandsOf(run.script).filter(startsWithSudo);
        const [word] = first?.words ?? [];
        if (!first || !word) continue;
        yield {
          span: word.span,
          message: 'This RUN is root without sudo, which only takes the environment away from the command',
          severity: layerSeverity(stage, 'info'),
          data: { run, commands: [first, ...more] },
        };
      }
    }
  },
  buildFix({ model, fix }, { data: { run, commands } }) {
    const draft = fix.draft();
    for (const command of commands) {
      const span = wordOf(command, run);
      if (!span || textAt(model.syntax.text, span).includes('\n')) return undefined;
      draft.remove(span);
    }
    const certain = commands.every(
      ({ tool, within }) => tool && NEEDS_NO_ENVIRONMENT.has(tool.kind) && within !== 'function',
    );
    return draft.build('Run the command without sudo', certain ? 'safe' : 'review');
  },
});

import { commentsAbove } from '../../fix/builder.ts';
import { allInstructions } from '../../model/instruction-lists.ts';
import { hasProgram } from '../../model/programs.ts';
import type { RunInstruction } from '../../model/types.ts';
import type { DownloadTool } from '../../shell/tools/types.ts';
import type { Command } from '../../shell/types.ts';
import { lastPart } from '../../text/path.ts';
import { covering } from '../../text/span.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { speaksPosix } from '../shared/shells.ts';

/** `curl … | sh`. */
interface Pipe {
  readonly run: RunInstruction;
  readonly download: Command;
  readonly tool: DownloadTool;
  readonly interpreter: Command;
}

const INTERPRETER = /^(?:sh|bash|ash|dash|zsh|python[\d.]*|perl|node)$/;

/** It reads its script from the pipe: no file and no text is given to it. */
function readsPipe({ name, program, inner, joinedBy }: Command): boolean {
  if (joinedBy !== '|' || inner || !INTERPRETER.test(name ?? '')) return false;
  const [first] = program.slice(1);
  return first === undefined || /^(?:-|-s|-[a-z]*s[a-z]*|--|\/dev\/stdin)$/.test(first.text) || isFlag(first.text);
}

/** `sh -x`: says how to run the script, not which. */
const isFlag = (text: string): boolean => /^-[eux]+$/.test(text);

function* pipesIn(run: RunInstruction): Generator<Pipe> {
  const { commands } = run.script;
  for (const [index, interpreter] of commands.entries()) {
    if (!readsPipe(interpreter)) continue;
    for (let at = index; commands[at]?.joinedBy === '|'; at--) {
      const download = commands[at - 1];
      if (download?.tool?.kind === 'download') yield { run, download, tool: download.tool, interpreter };
    }
  }
}

/** A pipe fails where one of its members does. */
function hasPipefail({ before: { shell }, script }: RunInstruction, { start }: Command['span']): boolean {
  if (shell.includes('pipefail')) return true;
  return script.commands.some(
    ({ span, tool }) =>
      span.end <= start &&
      tool?.kind === 'state' &&
      tool.front === 'set' &&
      tool.args.some(({ text }) => text === 'pipefail'),
  );
}

/** What follows in the same RUN fails without the program that was to be installed. */
function isMissedSoon({ run, tool, interpreter }: Pipe): boolean {
  const names = new Set(tool.urls.flatMap(({ text }) => text.split(/[^\w]+/)));
  return run.script.commands.some(({ span, name, words, joinedBy, conditional }) => {
    if (span.start < interpreter.span.end || conditional || joinedBy === '||') return false;
    if (name === '.' || name === 'source' || names.has(name ?? '')) return true;
    return words.some(({ text }) => text.includes('/') && !text.includes('://') && names.has(lastPart(text)));
  });
}

function judge(pipe: Pipe): Problem<Pipe> | undefined {
  const { run, download, tool, interpreter } = pipe;
  if (hasPipefail(run, download.span) || isMissedSoon(pipe)) return undefined;
  const span = covering(download.span, interpreter.span);
  const there = hasProgram(run, tool.front, download);
  if (there.known && !there.value) {
    const message = `${tool.front} is not in this image: ${interpreter.name} gets an empty script, and the build goes on without it`;
    return { span, severity: 'error', message, data: pipe };
  }
  const message = `When this download fails, ${interpreter.name} runs what has arrived, and the build goes on as if all were well`;
  return { span, message, data: pipe };
}

const BASH = 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]';

function stopOnFailure({ model, fix }: FixContext<object>, { run }: Pipe) {
  const { before, stage, node, script } = run;
  const shell = lastPart(before.shell[0] ?? '');
  const isDash = shell === 'dash' || (shell === 'sh' && stage.base.sh.known && stage.base.sh.value === 'dash');
  const draft = fix.draft();
  const title = 'Let the pipe fail when the download does';
  if (isDash) {
    // dash knows no pipefail.
    if (before.shell.length !== 2) return undefined;
    return draft.insertLinesBefore(commentsAbove(model.syntax, run)[0] ?? run, [BASH]).build(title, 'review');
  }
  if (shell === 'sh' && !stage.base.sh.known) return undefined;
  if (node.heredocs.length > 0 || script.text.collapsed) return undefined;
  return draft.insert(script.text.span.start, 'set -o pipefail && ').build(title, 'review');
}

export default defineRule<Pipe>({
  id: 'piped-installer',
  category: 'correctness',
  severity: 'warning',
  severities: ['error', 'warning'],
  fix: 'review',
  since: '0.1.0',
  overlaps: ['hadolint:DL4006'],
  duplicates: [],
  mentions: ['|'],
  appliesTo: { instructions: ['RUN', 'SHELL'], programs: ['download'] },
  docs: {
    summary: 'A downloaded script is piped into a shell, and a failed download goes unseen',
    why:
      'A pipe succeeds when its last command does. When curl finds no network, gets an error page or is not even installed, `sh` reads ' +
      'an empty script, is content, and Docker keeps the layer. The build then installs the wrong Node from Debian, or leaves out a ' +
      'tool that the Django image misses weeks later. `pipefail` makes the pipe fail with its first member; curl also needs `-f`.',
    examples: [
      {
        title: 'Node for the front end',
        before:
          'FROM python:3.14-trixie\nRUN curl -fsSL https://deb.nodesource.com/setup_22.x | bash - && \\\n' +
          '    apt-get install -y --no-install-recommends nodejs\n',
      },
      {
        title: 'The pipe may fail',
        findings: 0,
        before:
          'FROM python:3.14-trixie\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl -fsSL https://deb.nodesource.com/setup_22.x | bash -\n',
      },
      {
        title: 'The next command needs what was installed',
        findings: 0,
        before:
          'FROM python:3.14-trixie\nRUN curl -LsSf https://astral.sh/uv/install.sh | sh && ~/.local/bin/uv --version\n',
      },
    ],
    whenToIgnore: 'When a later step of the build checks that the program is there.',
    references: ['https://docs.docker.com/build/building/best-practices/#using-pipes'],
  },
  *check({ model }) {
    for (const run of allInstructions(model)) {
      if (run.kind !== 'run' || !speaksPosix(run.before.shell)) continue;
      const problems = [...pipesIn(run)].flatMap((pipe) => judge(pipe) ?? []);
      if (problems[0]) yield problems[0];
    }
  },
  buildFix: (context, { data }) => stopOnFailure(context, data),
});

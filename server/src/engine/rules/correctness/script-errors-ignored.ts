import { isKnownProgram, packageBrings } from '../../data/programs.ts';
import { setsErrexit } from '../../fix/append-command.ts';
import type { FixDraft } from '../../fix/builder.ts';
import { allInstructions } from '../../model/instruction-lists.ts';
import type { RunInstruction } from '../../model/types.ts';
import type { Tool } from '../../shell/tools/types.ts';
import type { Command } from '../../shell/types.ts';
import type { DockerfileSyntax } from '../../syntax/nodes.ts';
import { textAt } from '../../text/span.ts';
import { defineRule } from '../define.ts';
import { effectiveTool } from '../shared/commands.ts';

/** Commands joined by `&&`, `||` and `|`: one statement of the script. */
type Statement = readonly [Command, ...Command[]];

interface Ignored {
  readonly run: RunInstruction;
}

const isHeredoc = ({ node, script }: RunInstruction): boolean =>
  node.heredocs.length === 1 && node.heredocs[0]?.body.start === script.text.span.start;

function statementsOf({ script: { top } }: RunInstruction): readonly Statement[] {
  const statements: [Command, ...Command[]][] = [];
  for (const command of top) {
    const current = statements.at(-1);
    const goesOn = command.joinedBy === '&&' || command.joinedBy === '||' || command.joinedBy === '|';
    if (current && goesOn) current.push(command);
    else statements.push([command]);
  }
  return statements;
}

const INSTALLS: Readonly<Partial<Record<Tool['kind'], ReadonlySet<string>>>> = {
  apt: new Set(['install']),
  apk: new Set(['add']),
  pip: new Set(['install', 'sync', 'wheel', 'download']),
  uv: new Set(['sync', 'tool install']),
  poetry: new Set(['install', 'sync']),
  pipenv: new Set(['install', 'sync']),
  pdm: new Set(['install', 'sync']),
  manage: new Set(['collectstatic', 'compilemessages', 'compress', 'migrate']),
};

/** What a script of many lines does with files; in a list of few commands the author has them all in view. */
const CHANGES_FILES = new Set(['chown', 'chmod', 'cp', 'mv', 'ln', 'install', 'sed']);

const OTHERS = /^(?:npm|yarn|pnpm|make)$/;

/** What the image needs done: an install, or a build of the project. Undefined for everything else. */
function workOf(command: Command, run: RunInstruction): string | undefined {
  const tool = effectiveTool(command);
  if (tool?.kind === 'files') return isHeredoc(run) && CHANGES_FILES.has(tool.front) ? tool.front : undefined;
  if (tool && 'action' in tool && tool.action !== undefined && INSTALLS[tool.kind]?.has(tool.action)) {
    return `${nameOf(tool)} ${tool.action}`;
  }
  return OTHERS.test(command.name ?? '') ? command.name : undefined;
}

const nameOf = (tool: Tool): string => ('front' in tool ? (tool.kind === 'pip' ? 'pip' : tool.front) : tool.kind);

const PYTHON_TOOLS = new Set<Tool['kind']>(['pip', 'uv', 'poetry', 'pipenv', 'pdm']);
const NEEDS_PROJECT = new Set<Tool['kind']>(['manage', 'celery', 'server']);

/** Programs of every system, which no install brings. */
const ORDINARY = new Set(
  '[ cat cd chmod chown cp echo export find grep groupadd ldconfig ln ls mkdir mv printf rm rmdir sed sh tar test touch true useradd'.split(
    ' ',
  ),
);

/** A program that may have come with the packages in front of it. */
const mayBeBrought = ({ name, tool }: Command): boolean => !tool && name !== undefined && !ORDINARY.has(name);

/** The later command fails when the earlier one did not do its work. */
function checks(later: Command, earlier: Command): boolean {
  const { name } = later;
  if (mayBeBrought(later)) return true;
  if (name === undefined) return false;
  const tool = effectiveTool(earlier);
  const user = effectiveTool(later);
  switch (tool?.kind) {
    case 'apt':
    case 'apk': {
      const manager = tool.kind;
      if (tool.packages.some(({ text }) => text === name)) return true;
      return isKnownProgram(name) && tool.packages.some(({ text }) => packageBrings(manager, text, name) === true);
    }
    case 'pip':
      if (tool.targets.some(({ text }) => /^[\w.-]+/.exec(text)?.[0] === name)) return true;
      return user !== undefined && NEEDS_PROJECT.has(user.kind);
    default:
      return tool !== undefined && PYTHON_TOOLS.has(tool.kind) && user !== undefined && NEEDS_PROJECT.has(user.kind);
  }
}

/** The shell stops at the first failure by itself. */
function stopsAtErrors({ before: { shell }, script }: RunInstruction): boolean {
  if (/^\t*#![^\n]*\s-\w*e/.test(script.text.text) || shell.some((word) => word === 'errexit')) return true;
  if (shell.slice(1).some((word) => /^-\w*e/.test(word))) return true;
  return script.commands.some((command) => setsErrexit(command) || command.name === 'trap');
}

/** The first command whose failure nobody sees. */
function ignoredIn(run: RunInstruction): { readonly command: Command; readonly work: string } | undefined {
  const { commands } = run.script;
  for (const statement of statementsOf(run)) {
    const end = statement.at(-1)?.span.end ?? 0;
    const later = commands.filter((each) => each.span.start > end && each.within !== 'substitution');
    const isAnswered = statement.some(
      ({ joinedBy, background, negated, name }) => joinedBy === '||' || background || negated || name === 'exit',
    );
    if (later.length === 0 || isAnswered) continue;
    for (const [index, command] of statement.entries()) {
      const work = statement[index + 1]?.joinedBy === '|' ? undefined : workOf(command, run);
      if (work !== undefined && !later.some((each) => checks(each, command))) return { command, work };
    }
  }
  return undefined;
}

/** `set -e` as the first line of a heredoc, behind its shebang. */
function addErrexit(draft: FixDraft, { script }: RunInstruction): FixDraft {
  const { text, span } = script.text;
  const shebang = /^\t*#![^\n]*\n/.exec(text)?.[0] ?? '';
  const indent = /^[ \t]*/.exec(text.slice(shebang.length))?.[0] ?? '';
  return draft.insert(span.start + shebang.length, `${indent}set -e${draft.eol}`);
}

/** `a; b` → `a && b`, where the list is flat. */
function joinWithAnd(draft: FixDraft, { text }: DockerfileSyntax, { script }: RunInstruction): FixDraft {
  const { top, commands } = script;
  if (top.length !== commands.length) return draft.refuse();
  for (const [index, command] of top.entries()) {
    const previous = top[index - 1];
    if (!previous || command.joinedBy === '&&' || command.joinedBy === '|') continue;
    const gap = { start: previous.span.end, end: command.span.start };
    const between = textAt(text, gap).replace(/^[ \t]*#.*$/gm, (comment) => ' '.repeat(comment.length));
    const at = between.indexOf(';');
    if (command.joinedBy !== ';' || !/^[\s\\`]*;[\s\\`]*$/.test(between)) return draft.refuse();
    draft.replace({ start: gap.start + at, end: gap.start + at + 1 }, at === 0 ? ' &&' : '&&');
  }
  return draft;
}

export default defineRule<Ignored>({
  id: 'script-errors-ignored',
  category: 'correctness',
  severity: 'warning',
  severities: ['warning'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  mentions: [';', '<<'],
  appliesTo: { instructions: ['RUN'], programs: ['apt', 'apk', 'pip', 'uv', 'poetry'] },
  docs: {
    summary: 'An install in the middle of a RUN may fail without stopping the build',
    why:
      'The shell gives the exit code of its last command to Docker and forgets those in front of a `;` or of a line end in a heredoc. ' +
      'When the package mirror is down for a moment, `apt-get install …; rm -rf …` still succeeds: the image is built, pushed and ' +
      'deployed without the library, and Django fails in production with an ImportError. With `&&` or `set -e` the build stops where ' +
      'the error is.',
    examples: [
      {
        title: 'A semicolon',
        before:
          'FROM python:3.14-slim-trixie\nRUN apt-get update && apt-get install -y --no-install-recommends libpq5; rm -rf /var/lib/apt/lists/*\n',
      },
      {
        title: 'A heredoc',
        before:
          'FROM python:3.14-slim-trixie\nCOPY requirements.txt .\nRUN <<EOF\npip install --no-cache-dir -r requirements.txt\nrm requirements.txt\nEOF\n',
      },
      {
        title: 'The script stops at errors',
        findings: 0,
        before:
          'FROM python:3.14-slim-trixie\nCOPY requirements.txt .\nRUN <<EOF\nset -e\npip install --no-cache-dir -r requirements.txt\nrm requirements.txt\nEOF\n',
      },
    ],
    whenToIgnore: 'When the image is meant to be built even if this command fails; `|| true` behind it says so.',
    references: ['https://docs.docker.com/reference/dockerfile/#here-documents'],
  },
  *check({ model }) {
    for (const run of allInstructions(model)) {
      if (run.kind !== 'run' || run.node.command.form !== 'shell' || run.script.top.length < 1) continue;
      const ignored = stopsAtErrors(run) ? undefined : ignoredIn(run);
      if (!ignored) continue;
      yield {
        span: ignored.command.span,
        message: `When ${ignored.work} fails here, the build goes on: only the last command of this RUN counts`,
        data: { run },
      };
    }
  },
  buildFix({ model, fix }, { data: { run } }) {
    const draft = fix.draft();
    if (isHeredoc(run)) return addErrexit(draft, run).build('Begin with set -e', 'review');
    if (run.node.heredocs.length > 0) return undefined;
    return joinWithAnd(draft, model.syntax, run).build('Join the commands with &&', 'review');
  },
});

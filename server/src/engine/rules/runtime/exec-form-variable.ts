import { arrayToShell } from '../../fix/exec-form.ts';
import { mayExpandArguments, testsFirstArgument } from '../../model/entry-script.ts';
import type { StageState } from '../../model/state.ts';
import type { HealthcheckInstruction, Stage, StartInstruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Tool } from '../../shell/tools/types.ts';
import type { Command, Word } from '../../shell/types.ts';
import type { ExecForm } from '../../syntax/nodes.ts';
import { covering } from '../../text/span.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { healthcheckOf } from '../shared/healthcheck.ts';
import { type EntrypointKind, entrypointKind, type Start, startsOf } from '../shared/start.ts';
import { shortened } from '../shared/wording.ts';

interface Unexpanded {
  readonly form: ExecForm;
  readonly stage: Stage;
  /** An ENTRYPOINT: CMD comes as arguments behind it. */
  readonly takesArguments: boolean;
  /** The words are a command of their own, which a shell may run instead. */
  readonly replaceable: boolean;
}

/** Not behind `\` or `$`: whoever escapes a dollar sign means it. */
const VARIABLE = /(?<![\\$])\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*[^}]*\}|\(\w[^)]*\))/g;

/** Names of the environment are upper case, or declared in the file; `$uri` and `${name}` are often a template's. */
function variableIn(text: string, state: StageState): string | undefined {
  for (const [variable] of text.matchAll(VARIABLE)) {
    const name = /^\$\{?(\w+)/.exec(variable)?.[1];
    if (name === undefined || /^[A-Z_][A-Z0-9_]*$/.test(name)) return variable;
    if (state.declaredEnv(name) !== undefined || state.arg(name) !== undefined) return variable;
  }
  return undefined;
}

/** Programs, besides those we read, that take every argument as it stands. */
const LITERAL_PROGRAMS = /^(?:pg_isready|redis-cli|mysqladmin|nc|ncat|test|flask|fastapi|flower|supervisord|circusd)$/;

/** uWSGI's options whose text has dollar signs of its own; it also expands `$(NAME)` anywhere. */
const UWSGIS_OWN =
  /^--?(?:route|log|req|hook|exec|cron|attach|smart-attach|set|plugin|add-header|touch|spooler|http-raw)/;

interface Arguments {
  readonly program: string;
  readonly words: readonly Word[];
}

/** The words that a program takes as they stand; undefined for one that may expand them itself. */
function literalArguments({ name, program, tool }: Command): Arguments | undefined {
  if (name !== undefined && LITERAL_PROGRAMS.test(name)) return { program: name, words: program.slice(1) };
  return toolArguments(tool, program);
}

function toolArguments(tool: Tool | undefined, words: readonly Word[]): Arguments | undefined {
  const behind = tool ? words.slice(words.indexOf(tool.program) + 1) : [];
  switch (tool?.kind) {
    case 'server':
      return argumentsOf(tool.server, behind);
    case 'celery':
      return argumentsOf('celery', behind);
    case 'manage':
      return argumentsOf(tool.front, behind);
    case 'download':
      // Headers and bodies may be templates; an address is none.
      return { program: tool.front, words: tool.urls };
    case 'drop':
    case 'uv':
    case 'poetry':
    case 'pipenv':
    case 'pdm':
      return toolArguments(tool.ran, tool.runs);
    default:
      return undefined;
  }
}

/** Words that are no text of another language, as `manage.py shell -c CODE` and much of uWSGI's is. */
function argumentsOf(program: string, words: readonly Word[]): Arguments {
  const taken = words.filter(({ text }, index) => {
    const option = words[index - 1]?.text ?? '';
    if (program === 'uwsgi') return !UWSGIS_OWN.test(text) && !UWSGIS_OWN.test(option) && !text.includes('$(');
    return program !== 'manage.py' || (option !== '-c' && option !== '--command');
  });
  return { program, words: taken };
}

type Candidate = StartInstruction | HealthcheckInstruction;

const mayHoldVariable = ({ node }: Candidate): boolean => node.args.text.includes('$');

function judge(instruction: Candidate, stage: Stage, given?: Arguments): Problem<Unexpanded> | undefined {
  if (!mayHoldVariable(instruction)) return undefined;
  const form = instruction.node.command;
  const [command] = instruction.script?.commands ?? [];
  if (form?.form !== 'exec' || !command || command.inner || stage.base.family === 'windows') return undefined;
  const taken = given ?? literalArguments(command);
  const found = (taken?.words ?? []).flatMap((word) => {
    const variable = variableIn(word.literal ?? '', stage.end);
    return variable === undefined ? [] : [{ word, variable }];
  });
  const [first] = found;
  const last = found.at(-1);
  if (!taken || !first || !last) return undefined;
  return {
    span: covering(first.word.span, last.word.span),
    message: `No shell expands ${shortened(first.variable, 24)} in a JSON array: ${taken.program} gets these very letters`,
    data: { form, stage, takesArguments: instruction.kind === 'entrypoint', replaceable: given === undefined },
  };
}

function judgeCommand(
  command: StartInstruction,
  stage: Stage,
  entrypoint: EntrypointKind,
): Problem<Unexpanded> | undefined {
  switch (entrypoint.kind) {
    case 'none':
    case 'launcher':
      return judge(command, stage);
    case 'program':
      return judge(command, stage, argumentsOf(entrypoint.name, command.script.commands[0]?.words ?? []));
    case 'script': {
      if (!entrypoint.text.known || mayExpandArguments(entrypoint.text.value)) return undefined;
      const problem = judge(command, stage);
      // The script would see `sh` as its first argument.
      const replaceable = !testsFirstArgument(entrypoint.text.value);
      return problem && { ...problem, data: { ...problem.data, replaceable } };
    }
    default:
      return undefined;
  }
}

function* problemsOf(start: Start, facts: ProjectFacts): Generator<Problem<Unexpanded>> {
  const { stage, entrypoint, command } = start;
  const healthcheck = healthcheckOf(stage);
  const found = [
    entrypoint && judge(entrypoint, stage),
    command && (mayHoldVariable(command) ? judgeCommand(command, stage, entrypointKind(start, facts)) : undefined),
    healthcheck && judge(healthcheck, stage),
  ];
  for (const problem of found) if (problem) yield problem;
}

/** Operators of `${NAME…}` that every sh knows. */
const POSIX_VARIABLE = /^\$(?:\w+|\{\w+(?:(?::?[-+?=]|##?|%%?)[^{}"'`\\$]*)?\}|\([^)"'`\\$]*\))$/;
/** A variable of several options: in quotes they would be one word. */
const LIST = /^\$\{?\w*(?:ARGS|OPTS|OPTIONS|FLAGS)\}?$/;

/** A word for `sh -c`: its variables stay open, everything else is protected. Undefined where sh would not understand it. */
function shellWord(text: string): string | undefined {
  const variables = Array.from(text.matchAll(VARIABLE), ([variable]) => variable);
  if (variables.length === 0) return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
  if (variables.some((variable) => !POSIX_VARIABLE.test(variable))) return undefined;
  if (LIST.test(text)) return text;
  const literals = text.split(VARIABLE).map((literal) => literal.replace(/["\\`$]/g, '\\$&'));
  return `"${literals.map((literal, index) => literal + (variables[index] ?? '')).join('')}"`;
}

function runThroughShell({ model, fix }: FixContext<object>, { form, stage, takesArguments, replaceable }: Unexpanded) {
  const { hasShell } = stage.base;
  const [first] = form.items;
  if (!first || !replaceable || (hasShell.known && !hasShell.value)) return undefined;
  const words = form.items.map((item) => shellWord(item.value));
  if (words.some((word) => word === undefined)) return undefined;
  const behind = takesArguments ? { words: ' "$@"', items: [first.value] } : { words: '', items: [] };
  return arrayToShell(
    fix.draft(),
    model.syntax,
    form,
    words.map((word) => word ?? ''),
    behind,
  ).build('Run the command through sh, which expands the variable', 'review');
}

export default defineRule<Unexpanded>({
  id: 'exec-form-variable',
  category: 'runtime',
  severity: 'error',
  severities: ['error'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'] },
  docs: {
    summary: 'A variable in a JSON array that nothing expands',
    why:
      'A CMD, ENTRYPOINT or HEALTHCHECK written as a JSON array runs without a shell, so `$PORT` and `${WORKERS:-4}` reach the ' +
      'program as these very letters. gunicorn stops with "invalid int value", or binds to an address that does not exist. The ' +
      'shell has to be named, with `exec` so that the server still gets the stop signal.',
    examples: [
      {
        title: 'Workers from the environment',
        before:
          'FROM python:3.13-slim-trixie\nWORKDIR /app\n' +
          'CMD ["gunicorn", "config.wsgi:application", "--workers", "${GUNICORN_WORKERS:-4}"]\n',
      },
      {
        title: 'A shell is named',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie\nWORKDIR /app\nCMD ["sh", "-c", "exec gunicorn config.wsgi --bind 0.0.0.0:$PORT"]\n',
      },
    ],
    whenToIgnore:
      'When something between Docker and the program replaces the variable, in a way this tool does not see.',
    references: ['https://docs.docker.com/reference/dockerfile/#cmd'],
  },
  *check({ model, facts }) {
    const judged = new Set<ExecForm>();
    for (const start of startsOf(model, ['ships', 'develops'])) {
      for (const problem of problemsOf(start, facts)) {
        if (judged.has(problem.data.form)) continue;
        judged.add(problem.data.form);
        yield problem;
      }
    }
  },
  buildFix: (context, { data }) => runThroughShell(context, data),
});

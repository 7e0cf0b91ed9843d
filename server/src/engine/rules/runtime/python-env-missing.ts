import type { Instruction, PlainInstruction, Stage } from '../../model/types.ts';
import type { PairsNode } from '../../syntax/nodes.ts';
import { editDistance } from '../../text/edit-distance.ts';
import { defineRule, type FixContext } from '../define.ts';
import { type Started, startedIn } from '../shared/started.ts';

const NAME = 'PYTHONUNBUFFERED';

interface Env {
  readonly instruction: PlainInstruction;
  readonly node: PairsNode;
}

const envOf = (instruction: Instruction): Env[] =>
  instruction.kind === 'env' && 'pairs' in instruction.node ? [{ instruction, node: instruction.node }] : [];

/** Every ENV of the image, the stage's own last ones first. */
const envsOf = (stage: Stage): Env[] =>
  stage.ancestry.flatMap(({ instructions }) => instructions.flatMap(envOf).reverse());

/** `PYTHONBUFFERED`: a name that was meant to be this one is another mistake. */
const isMeant = ({ node }: Env): boolean => node.pairs.some(({ name }) => editDistance(name, NAME) <= 3);

/** `python -u` does the same for one program. */
const isUnbuffered = ({ command: { words } }: Started['commands'][number]): boolean =>
  words.some((word) => /^-[A-Za-z]*u/.test(word.text)) && words.some((word) => /(?:^|\/)python[\d.]*$/.test(word.text));

/** Servers that are no Python, whatever image they run in. */
const NO_PYTHON =
  /^(?:caddy|nginx|httpd|apache2ctl|haproxy|traefik|varnishd|postgres|mysqld|redis-server|node|npm|yarn)$/;

function runsNoPython({ start: { entrypoint, command } }: Started): boolean {
  const commands = (entrypoint ?? command)?.script.commands ?? [];
  return commands.length > 0 && commands.every(({ name }) => NO_PYTHON.test(name ?? ''));
}

const isSet = ({ start, commands, texts }: Started): boolean =>
  start.stage.end.env(NAME) !== undefined || texts.some((text) => text.includes(NAME)) || commands.some(isUnbuffered);

function addVariable({ model, fix }: FixContext<object>, stage: Stage) {
  const draft = fix.draft();
  const env = envsOf(stage).find(
    ({ node }) => !node.legacy && node.pairs.some(({ name }) => name.startsWith('PYTHON')),
  );
  const [first, second] = env?.node.pairs ?? [];
  const title = `Set ${NAME}=1`;
  if (!env || !first) {
    return draft.insertLinesAfter(stage.from, [`ENV ${NAME}=1`]).build(title, 'safe');
  }
  // The new variable goes in front, in the way the others are laid out.
  const gap = second ? model.syntax.text.slice(first.span.end, second.span.start) : ' ';
  const isLaidOut = gap.includes('\n') && /^[ \t]*[\\`]\r?\n[ \t]*$/.test(gap);
  return draft.insert(first.span.start, `${NAME}=1${isLaidOut ? gap : ' '}`).build(title, 'safe');
}

export default defineRule<Stage>({
  id: 'python-env-missing',
  category: 'runtime',
  severity: 'hint',
  severities: ['hint'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['ENV', 'FROM'] },
  docs: {
    summary: 'Python holds its output back',
    why:
      'Without a terminal Python collects what it prints in blocks of several kilobytes. What a Django command or a view prints then ' +
      'shows up in `docker logs` minutes later, and the lines before a crash, which are the ones you need, are lost. ' +
      '`PYTHONUNBUFFERED=1` makes it write at once.',
    examples: [
      {
        title: 'No ENV yet',
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'One more variable of Python',
        before:
          'FROM python:3.14-slim-trixie\nENV PYTHONDONTWRITEBYTECODE=1\nWORKDIR /app\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'Inherited from another stage',
        findings: 0,
        before:
          'FROM python:3.14-slim-trixie AS base\nENV PYTHONUNBUFFERED=1\nFROM base\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When a program prints so much that writing every line at once costs more than late logs.',
    references: ['https://docs.python.org/3/using/cmdline.html#envvar-PYTHONUNBUFFERED'],
  },
  *check({ model, facts }) {
    for (const started of startedIn(model, facts)) {
      const { stage } = started.start;
      const isPython = stage.isPython.known && stage.isPython.value;
      if (!isPython || runsNoPython(started) || isSet(started) || envsOf(stage).some(isMeant)) continue;
      yield {
        span: stage.from.image?.span ?? stage.from.span,
        message: `${NAME} is not set: Python holds output back, so logs come late and are lost in a crash`,
        data: stage,
      };
    }
  },
  buildFix: (context, { data }) => addVariable(context, data),
});

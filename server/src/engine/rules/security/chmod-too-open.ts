import type { CopyInstruction, Instruction, RunInstruction } from '../../model/types.ts';
import { isWithin } from '../../text/path.ts';
import type { Span } from '../../text/span.ts';
import { defineRule, type Problem } from '../define.ts';
import { commandsOf, toolsIn } from '../shared/commands.ts';
import { layerSeverity } from '../shared/layer-severity.ts';
import { imagePaths } from '../shared/paths.ts';
import { shortened } from '../shared/wording.ts';

/** A mode as it stands in the file, and the same without the right of others to write. */
interface OpenMode {
  readonly span: Span;
  readonly closed: string | undefined;
}

/** Folders that everybody may write to by their nature. */
const SHARED = ['/tmp', '/var/tmp', '/run', '/var/run', '/dev'];

/** `777`, `0666`, `a+rwx`, `o+w`; not `1777`, whose sticky bit keeps others from files that are not theirs. */
function opensToAll(mode: string): boolean {
  if (/^[0-7]{3,4}$/.test(mode)) return (Number(mode.at(-1)) & 2) !== 0 && !/^[1357]\d{3}$/.test(mode);
  return mode.split(',').some((part) => /^[ug]*[oa][ugoa]*[+=][rxXst]*w/.test(part));
}

/** `775` of `777`. */
const closedMode = (mode: string): string | undefined =>
  /^[0-7]{3,4}$/.test(mode) ? mode.slice(0, -1) + (Number(mode.at(-1)) & ~2) : undefined;

function problemAt(
  span: Span,
  { mode, what, modeSpan }: { readonly mode: string; readonly what: string; readonly modeSpan: Span },
  { stage }: Instruction,
): Problem<OpenMode> {
  return {
    span,
    message: `Mode ${shortened(mode, 16)} lets every user write to ${shortened(what)}: whoever breaks in can change it`,
    severity: layerSeverity(stage, 'info'),
    data: { span: modeSpan, closed: closedMode(mode) },
  };
}

/** Calls of chmod, `mkdir -m` and `install -m`. */
function* openModes(run: RunInstruction): Generator<Problem<OpenMode>> {
  for (const command of commandsOf(run.script)) {
    const { tool, span } = command;
    if (tool?.kind !== 'files') continue;
    const option = tool.options.find(({ canonical }) => canonical === '--mode');
    const word = tool.front === 'chmod' ? tool.setting : option?.value;
    if (word?.literal === undefined || !opensToAll(word.literal)) continue;
    const paths = imagePaths(run, command, tool.paths);
    if (paths.length > 0 && paths.every((path) => SHARED.some((folder) => isWithin(path, folder)))) continue;
    const what = tool.paths.at(-1)?.text ?? 'it';
    yield problemAt(span, { mode: word.literal, what, modeSpan: word.span }, run);
  }
}

/** `COPY --chmod=777`. */
function* openCopies(instruction: CopyInstruction): Generator<Problem<OpenMode>> {
  const flag = instruction.node.flags.find(({ name }) => name === 'chmod');
  if (!flag?.value || !flag.valueSpan || !opensToAll(flag.value)) return;
  const { destination } = instruction.copy;
  if (destination.known && SHARED.some((folder) => isWithin(destination.value, folder))) return;
  const what = instruction.node.destination?.text ?? 'it';
  yield problemAt(flag.span, { mode: flag.value, what, modeSpan: flag.valueSpan }, instruction);
}

export default defineRule<OpenMode>({
  id: 'chmod-too-open',
  category: 'security',
  severity: 'info',
  severities: ['info', 'hint'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['COPY', 'ADD'], programs: ['chmod'] },
  docs: {
    summary: 'Files are made writable for everybody',
    why:
      '`chmod 777` mends a “permission denied” by giving every process in the container the right to change the files. A flaw in a ' +
      'view then suffices to put code where Django or the entrypoint loads it. Give the files to the user that writes them, ' +
      'with `chown` or `install -d -o`, and leave code to root.',
    examples: [
      {
        title: 'Everything is open',
        before:
          'FROM python:3.13-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN mkdir -p media && chmod 777 media\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'The folder belongs to the user that writes to it',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN install -d -o 10001 media\nUSER 10001\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When the container runs under a number that nobody knows in advance and the folder holds no code.',
    references: [
      'https://docs.docker.com/reference/dockerfile/#copy---chown---chmod',
      'https://cwe.mitre.org/data/definitions/732.html',
    ],
  },
  *check({ model }) {
    for (const stage of model.stages) {
      for (const instruction of stage.instructions) {
        if (instruction.kind === 'run') {
          if (toolsIn(instruction.script).has('files')) yield* openModes(instruction);
        } else if (instruction.kind === 'copy' || instruction.kind === 'add') yield* openCopies(instruction);
      }
    }
  },
  buildFix({ model, fix }, { data: { span, closed } }) {
    const text = model.syntax.text.slice(span.start, span.end);
    if (closed === undefined || !/^[0-7]+$/.test(text)) return undefined;
    return fix.draft().replace(span, closed).build(`Use mode ${closed}`, 'review');
  },
});

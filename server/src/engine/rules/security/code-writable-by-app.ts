import { inheritedInstructions } from '../../model/instruction-lists.ts';
import type { CopyInstruction, Instruction, Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Flag } from '../../syntax/nodes.ts';
import type { Known } from '../../text/known.ts';
import { isWithin } from '../../text/path.ts';
import type { Span } from '../../text/span.ts';
import { defineRule } from '../define.ts';
import { createdAccounts } from '../shared/accounts.ts';
import { commandsOf } from '../shared/commands.ts';
import { imagePaths } from '../shared/paths.ts';
import { isRoot } from '../shared/privileges.ts';
import { copiesSource } from '../shared/project-source.ts';
import { shortened } from '../shared/wording.ts';

/** The source in the hands of the user that the container runs as. */
interface Handover {
  readonly instruction: Instruction;
  readonly span: Span;
  readonly folder: string;
  /** Of a COPY that hands the files over itself. */
  readonly flag: Flag | undefined;
}

interface Handovers {
  readonly all: readonly [Handover, ...Handover[]];
  /** Something runs as the user behind one of them, and may write there. */
  readonly isUsed: boolean;
}

const userOf = (owner: string): string => owner.replace(/[:.].*$/, '');

/** Names and numbers of the user that the container runs as; none when that is root, or not known. */
function runtimeUser(stage: Stage): ReadonlySet<string> {
  const { user } = stage.end;
  if (!user.known || isRoot(user.value)) return new Set();
  const name = userOf(user.value);
  const same = createdAccounts(stage).filter((account) => account.name === name || account.uid === name);
  return new Set([
    name,
    ...same.flatMap((account) => [account.name, ...(account.uid === undefined ? [] : [account.uid])]),
  ]);
}

const isCopy = (each: Instruction): each is CopyInstruction => each.kind === 'copy' || each.kind === 'add';

/** The whole source: everything, or the folder with the code; not manage.py alone. */
const destinationOf = (each: Instruction, facts: ProjectFacts): string | undefined =>
  isCopy(each) && each.copy.destination.known && copiesSource(each, facts) && each.copy.sources.some(isFolder)
    ? each.copy.destination.value
    : undefined;

const isFolder = (source: Known<string>): boolean => source.known && !/\.\w+$/.test(source.value);

function handoversOf(stage: Stage, facts: ProjectFacts): Handovers | undefined {
  const users = runtimeUser(stage);
  if (users.size === 0) return undefined;
  const sources = new Set<string>();
  let found: readonly Handover[] = [];
  let isUsed = false;
  for (const instruction of inheritedInstructions(stage)) {
    const folder = destinationOf(instruction, facts);
    if (folder !== undefined) sources.add(folder);
    isUsed ||= found.length > 0 && instruction.kind === 'run' && isUser(instruction, users);
    const flag = folder === undefined ? undefined : instruction.node.flags.find(({ name }) => name === 'chown');
    const owner = flag?.value === undefined ? undefined : instruction.before.expand(flag.value, '\\');
    if (flag && folder !== undefined && owner?.known && users.has(userOf(owner.value)))
      found = [...found, { instruction, span: flag.span, folder, flag }];
    for (const change of changesOf(instruction)) {
      if (![...sources].some((source) => isWithin(source, change.folder))) continue;
      if (users.has(change.owner))
        found = [...found, { instruction, span: change.span, folder: change.folder, flag: undefined }];
      // Given back to root.
      else if (isRoot(change.owner)) found = [];
    }
  }
  const [first, ...more] = found;
  return first && { all: [first, ...more], isUsed };
}

const isUser = ({ before: { user } }: Instruction, users: ReadonlySet<string>): boolean =>
  !user.known || users.has(userOf(user.value));

/** Folders that a RUN gives to somebody with all that is in them. */
function* changesOf(instruction: Instruction): Generator<{ folder: string; owner: string; span: Span }> {
  if (instruction.kind !== 'run') return;
  for (const command of commandsOf(instruction.script)) {
    const { tool, span } = command;
    if (tool?.kind !== 'files' || tool.front !== 'chown' || !tool.recursive || tool.setting?.literal === undefined)
      continue;
    for (const folder of imagePaths(instruction, command, tool.paths)) {
      if (!command.conditional) yield { folder, owner: userOf(tool.setting.literal), span };
    }
  }
}

const isDatabase = (path: string): boolean => /\.(?:sqlite3?|db)$/.test(path);

/** A database that lies among the source has to be written there. */
function keepsDatabase({ end }: Stage, { context }: ProjectFacts): boolean {
  const url = end.declaredEnv('DATABASE_URL');
  const isListed = context.known && (context.value.copied('.', isDatabase) ?? []).length > 0;
  return isListed || (url?.known === true && url.value.startsWith('sqlite'));
}

export default defineRule<Handovers>({
  id: 'code-writable-by-app',
  category: 'security',
  severity: 'hint',
  severities: ['hint'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['COPY', 'USER'], programs: ['chown'] },
  docs: {
    summary: 'The app owns its own code',
    why:
      'A user of its own keeps a flaw in Django or one of its packages from doing what root can. If that user owns the source as ' +
      'well, an uploaded file or a broken view can still replace templates and modules, and whatever it plants runs at the next ' +
      'start of a worker. Leave the code to root, which everybody may read, and give the user only the folders it writes to, ' +
      'such as media.',
    examples: [
      {
        title: 'The whole source is handed over',
        before:
          'FROM python:3.13-slim-trixie\nRUN useradd --create-home --uid 10001 app\nWORKDIR /app\nCOPY --chown=app:app . .\n' +
          'USER 10001\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'Only the media folder is',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie\nRUN useradd --create-home --uid 10001 app\nWORKDIR /app\nCOPY . .\n' +
          'RUN install -d -o 10001 media\nUSER 10001\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When the app writes into its own folder, for example to an SQLite database beside manage.py.',
    references: [
      'https://docs.docker.com/build/building/best-practices/#user',
      'https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html',
    ],
  },
  *check({ model, facts }) {
    const reported = new Set<Instruction>();
    for (const stage of model.shipped) {
      if ((stage.isPython.known && !stage.isPython.value) || keepsDatabase(stage, facts)) continue;
      const found = handoversOf(stage, facts);
      if (!found) continue;
      const [first, ...more] = found.all;
      // Images that inherit the same COPY share the finding.
      if (reported.has(first.instruction)) continue;
      reported.add(first.instruction);
      const user = stage.end.user.known ? shortened(userOf(stage.end.user.value), 24) : 'it';
      yield {
        span: first.span,
        message: `User ${user} owns all code in ${shortened(first.folder)}: a flaw in the app can change what runs`,
        related: more.map(({ span, folder }) => ({ span, message: `And all in ${shortened(folder)}` })),
        data: found,
      };
    }
  },
  buildFix({ fix, model }, { data: { all, isUsed } }) {
    if (isUsed) return undefined;
    const draft = fix.draft();
    for (const { flag } of all) {
      if (!flag || model.syntax.text[flag.span.end] !== ' ') return undefined;
      draft.remove({ start: flag.span.start, end: flag.span.end + 1 });
    }
    return draft.build('Leave the code to root', 'review');
  },
});

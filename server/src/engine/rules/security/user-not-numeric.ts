import { inheritedInstructions, inheritedRuns } from '../../model/instruction-lists.ts';
import type { PlainInstruction, RunInstruction, Stage } from '../../model/types.ts';
import { expandWord } from '../../model/words.ts';
import type { UserTool } from '../../shell/tools/types.ts';
import type { Command } from '../../shell/types.ts';
import { defineRule } from '../define.ts';
import { commandsOf } from '../shared/commands.ts';
import { mayHoldOptions } from '../shared/hidden-options.ts';
import { shortened } from '../shared/wording.ts';

interface Named {
  readonly instruction: PlainInstruction;
  readonly name: string;
  readonly creation: Creation;
  /** The number, when nothing else in the file may change whose it is. */
  readonly uid: string | undefined;
}

/** The command that makes an account. */
interface Creation {
  readonly run: RunInstruction;
  readonly command: Command;
  readonly tool: UserTool;
}

/** The USER in force when the image is done. */
const lastUser = (stage: Stage): PlainInstruction | undefined =>
  inheritedInstructions(stage)
    .filter((each): each is PlainInstruction => each.kind === 'user')
    .at(-1);

const creationsOf = (stage: Stage, name: string): Creation[] =>
  inheritedRuns(stage).flatMap((run) =>
    commandsOf(run.script).flatMap((command) => {
      const { tool } = command;
      if (tool?.kind !== 'user' || tool.group || !tool.account) return [];
      const values = expandWord(tool.account, run.before, run.script);
      return values.known && values.value[0] === name ? [{ run, command, tool }] : [];
    }),
  );

const CHANGES_ACCOUNTS = /^(?:usermod|userdel|deluser|vipw|newusers)$/;
const OTHER_ACCOUNTS = new Set(['--non-unique', '-o', '--root', '--prefix', '-R', '-P']);

/** Nothing but this one command decides which number the name has. */
function isCertain(stage: Stage, { command, tool }: Creation): boolean {
  if (command.conditional || tool.options.some(({ canonical }) => OTHER_ACCOUNTS.has(canonical))) return false;
  return inheritedRuns(stage).every(
    ({ script }) =>
      !script.opaque &&
      commandsOf(script).every(
        ({ name, words }) =>
          !CHANGES_ACCOUNTS.test(name ?? '') && !words.some((word) => word.text.includes('/etc/passwd')),
      ),
  );
}

function namedUser(stage: Stage): Named | undefined {
  const instruction = lastUser(stage);
  const word = instruction && 'words' in instruction.node ? instruction.node.words[0] : undefined;
  const name = word?.value.split(':')[0];
  if (!instruction || !name || !/^[a-z_][\w-]*$/i.test(name) || name === 'root') return undefined;
  const [creation, ...more] = creationsOf(stage, name);
  if (!creation) return undefined;
  const literal = /^[1-9]\d*$/.test(creation.tool.uid ?? '') ? creation.tool.uid : undefined;
  // An option whose value nobody knows is a number all the same.
  const isNumbered = creation.tool.options.some(({ canonical }) => canonical === '--uid');
  if ((isNumbered && literal === undefined) || mayHoldOptions(creation.command, creation.run)) return undefined;
  const uid = more.length === 0 && isCertain(stage, creation) ? literal : undefined;
  return isNumbered && uid === undefined ? undefined : { instruction, name, creation, uid };
}

export default defineRule<Named>({
  id: 'user-not-numeric',
  category: 'security',
  severity: 'hint',
  severities: ['hint'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: ['hadolint:DL3066'],
  duplicates: [],
  appliesTo: { instructions: ['USER'], programs: ['useradd', 'adduser'] },
  docs: {
    summary: 'USER is a name where a number would do more',
    why:
      'Kubernetes starts the container with `runAsNonRoot` only if it can tell that the user is not root, and of a name it cannot. ' +
      'A user without a fixed number gets the next one that is free: once a new base image takes that, the files that Django ' +
      'wrote into its media volume belong to somebody else. Give the user a number, and name that number in USER; the name stays ' +
      'what programs see.',
    examples: [
      {
        title: 'The number is known',
        before:
          'FROM python:3.13-slim-trixie\nRUN useradd --create-home --uid 10001 app\nUSER app\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'The number is whatever is free',
        before:
          'FROM python:3.13-slim-trixie\nRUN useradd --create-home app\nUSER app\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'A number',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie\nRUN useradd --create-home --uid 10001 app\nUSER 10001\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When the image runs neither on Kubernetes nor with volumes that outlive it.',
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
      'https://docs.docker.com/reference/dockerfile/#user',
    ],
  },
  *check({ model }) {
    const reported = new Set<PlainInstruction>();
    for (const stage of model.shipped) {
      const named = stage.isPython.known && !stage.isPython.value ? undefined : namedUser(stage);
      // Images that inherit the same USER share the finding.
      if (!named || reported.has(named.instruction)) continue;
      reported.add(named.instruction);
      const name = shortened(named.name);
      yield {
        span: named.instruction.span,
        message:
          named.uid === undefined
            ? `User ${name} has no fixed number: volumes may lose their owner, Kubernetes cannot check it`
            : `USER ${name} is a name: Kubernetes cannot check runAsNonRoot, its number ${named.uid} it can`,
        related: [{ span: named.creation.command.span, message: 'The user is created here' }],
        data: named,
      };
    }
  },
  buildFix({ fix }, { data: { instruction, name, uid } }) {
    const word = 'words' in instruction.node ? instruction.node.words[0] : undefined;
    if (!word || uid === undefined || word.quoted || !word.text.startsWith(name)) return undefined;
    // A group that is given stays as it is: without one, the user's own groups hold.
    const span = { start: word.span.start, end: word.span.start + name.length };
    return fix.draft().replace(span, uid).build(`Use the number ${uid}`, 'safe');
  },
});

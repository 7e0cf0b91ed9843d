import { addFlag } from '../../fix/add-flag.ts';
import type { FixDraft } from '../../fix/builder.ts';
import { dropCommands } from '../../fix/drop-command.ts';
import { removeWords } from '../../fix/remove-words.ts';
import type { CopyInstruction, Instruction, Model, RunInstruction } from '../../model/types.ts';
import type { Word } from '../../shell/types.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { layerSeverity } from '../shared/layer-severity.ts';
import { isRoot } from '../shared/privileges.ts';
import { type Step, stepsOf, wordValue } from '../shared/steps.ts';
import {
  copiedWheels,
  installsIn,
  type PipInstall,
  pointsInto,
  usesWheels,
  type WheelFolder,
} from '../shared/wheels.ts';
import { shortened } from '../shared/wording.ts';

interface Left {
  readonly copy: CopyInstruction;
  readonly folder: WheelFolder;
  readonly installs: readonly PipInstall[];
  readonly removals: readonly Removal[];
}

/** An `rm` of the folder. */
interface Removal {
  readonly step: Step;
  readonly paths: readonly Word[];
  readonly gone: readonly Word[];
}

const runsBehind = (copy: CopyInstruction): RunInstruction[] =>
  copy.stage.instructions.slice(copy.index + 1).filter((each) => each.kind === 'run');

function removalsIn(run: RunInstruction, { path }: WheelFolder): Removal[] {
  return stepsOf(run).flatMap((step) => {
    const { tool } = step.command;
    if (tool?.kind !== 'files' || tool.front !== 'rm') return [];
    const gone = tool.paths.filter((word) => pointsInto(word, step, path));
    return gone.length > 0 ? [{ step, paths: tool.paths, gone }] : [];
  });
}

function leftIn(copy: CopyInstruction): Left | undefined {
  const folder = copiedWheels(copy);
  if (!folder) return undefined;
  const runs = runsBehind(copy);
  const installs = runs.flatMap((run) => installsIn(run).filter((install) => usesWheels(install, folder)));
  if (installs.length === 0) return undefined;
  return { copy, folder, installs, removals: runs.flatMap((run) => removalsIn(run, folder)) };
}

/** The name that a mount can give to what the wheels come from: a number means nothing there. */
function nameOfOrigin({ origin }: WheelFolder): string | undefined {
  if (origin.kind === 'external') return origin.name;
  return origin.kind === 'stage' ? origin.stage.name : undefined;
}

/** Everything that comes behind the COPY in an image, also in those built on it or taking from it. */
function behind({ stages }: Model, copy: CopyInstruction): Instruction[] {
  return stages.flatMap(({ ancestry, instructions }) =>
    instructions.filter((each) => {
      if (ancestry[0] === copy.stage) return each.index > copy.index;
      if (ancestry.includes(copy.stage)) return true;
      const origins =
        each.kind === 'copy' ? [each.copy.origin] : each.kind === 'run' ? each.mounts.map(({ origin }) => origin) : [];
      return origins.some((origin) => origin.kind === 'stage' && origin.stage === copy.stage);
    }),
  );
}

/** Something else than the installs and removals speaks of the folder. */
function isNamedElsewhere(model: Model, { copy, folder, installs, removals }: Left): boolean {
  const name = folder.path.slice(folder.path.lastIndexOf('/') + 1);
  const known = new Set([...installs, ...removals].map(({ step }) => step.command));
  return behind(model, copy).some((each) => {
    if (each.kind !== 'run') {
      const expanded = each.before.expand(each.node.args.text, model.syntax.escape);
      return !expanded.known || expanded.value.includes(name) || each.node.args.text.includes(name);
    }
    if (each.script.opaque || each.mounts.some(({ origin }) => origin.kind === 'stage' && origin.stage === copy.stage))
      return true;
    return stepsOf(each).some((step) => {
      const { command } = step;
      if (known.has(command) || command.inner) return false;
      return command.words.some((word) => word.text.includes(name) || pointsInto(word, step, folder.path));
    });
  });
}

function removeRemoval(draft: FixDraft, { step, paths, gone }: Removal): boolean {
  const { command, run } = step;
  return gone.length < paths.length
    ? gone.every((word) => removeWords(draft, command.words, word.span))
    : dropCommands(draft, run, [command]);
}

/** Flags that are about the copy and its layer alone. */
const FORGETTABLE = new Set(['from', 'link', 'chown', 'chmod']);
const PLAIN = /^[\w./@:+-]+$/;

/** The folder stands in a variable, and a build may give one of those another value than the mount has. */
const mayBeGiven = ({ node, stage }: CopyInstruction): boolean =>
  node.args.text.includes('$') &&
  stage.ancestry.some(({ instructions }) => instructions.some(({ kind }) => kind === 'arg'));

function mountInstead({ model, fix }: FixContext<object>, left: Left) {
  const { copy, folder, installs, removals } = left;
  const from = nameOfOrigin(folder);
  const { node } = copy;
  if (from === undefined || ![from, folder.source, folder.path].every((text) => PLAIN.test(text))) return undefined;
  if (!node.flags.every(({ name }) => FORGETTABLE.has(name)) || isNamedElsewhere(model, left)) return undefined;
  // A pattern of the shell may take away more than the folder.
  if (
    removals.some(({ step, gone }) =>
      gone.some((word) => !wordValue(word, step.run).known && !isAllOf(word, step, folder)),
    )
  )
    return undefined;
  const draft = fix.draft().removeInstruction(copy);
  const runs = [...new Set(installs.map(({ step }) => step.run))];
  const flag = `--mount=type=bind,from=${from},source=${folder.source},target=${folder.path}`;
  for (const run of runs) addFlag(draft, model.syntax, run, flag);
  if (!removals.every((removal) => removeRemoval(draft, removal))) return undefined;
  const asRoot = runs.every(({ before: { user } }) => user.known && isRoot(user.value));
  const isFixed = !folder.partly && !mayBeGiven(copy);
  return draft.build(
    `Mount ${shortened(folder.path)} for the install instead of copying it`,
    asRoot && isFixed ? 'safe' : 'review',
  );
}

/** `/wheels/*`. */
const isAllOf = (word: Word, step: Step, { path }: WheelFolder): boolean =>
  /\/\*["']?$/.test(word.text) && pointsInto(word, step, path);

export default defineRule<Left>({
  id: 'wheels-left-in-image',
  category: 'stages',
  severity: 'warning',
  severities: ['warning', 'hint'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  mentions: ['wheel', '.whl', 'find-links', 'no-index'],
  appliesTo: { instructions: ['COPY'], programs: ['pip'] },
  docs: {
    summary: 'Wheels are copied into the image to be installed from there',
    why:
      'A COPY is a layer of its own. The wheels of a Django project, its database driver and Pillow stay in that layer when pip has ' +
      'unpacked them, and an `rm` in a later RUN hides them and frees nothing: every push and pull carries each package twice. A bind ' +
      'mount shows the folder of the builder to the one RUN that needs it, and leaves nothing behind.',
    examples: [
      {
        title: 'Copied, installed, removed too late',
        before:
          'FROM python:3.13-slim-trixie AS builder\nCOPY requirements.txt .\n' +
          'RUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt\n\nFROM python:3.13-slim-trixie\n' +
          'COPY --from=builder /wheels /wheels\nRUN pip install --no-cache-dir --no-index /wheels/* \\\n    && rm -rf /wheels\n' +
          'CMD ["gunicorn", "config.wsgi:application"]\n',
      },
      {
        title: 'A mount leaves nothing behind',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie AS builder\nCOPY requirements.txt .\n' +
          'RUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt\n\nFROM python:3.13-slim-trixie\n' +
          'RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels \\\n    pip install --no-cache-dir --no-index /wheels/*\n' +
          'CMD ["gunicorn", "config.wsgi:application"]\n',
      },
    ],
    whenToIgnore: 'When the image is squashed afterwards, or hands the wheels to somebody else.',
    references: [
      'https://docs.docker.com/reference/dockerfile/#run---mounttypebind',
      'https://docs.docker.com/build/building/best-practices/#add-or-copy',
    ],
  },
  *check({ model }): Generator<Problem<Left>> {
    for (const stage of model.stages) {
      for (const each of stage.instructions) {
        const left = each.kind === 'copy' ? leftIn(each) : undefined;
        if (!left) continue;
        const path = shortened(left.folder.path);
        const [removal] = left.removals;
        const message = removal
          ? `The wheels in ${path} stay in this layer: the later rm hides them, and the image is no smaller`
          : `The wheels in ${path} stay in the image beside what pip installs from them`;
        const other = removal ?? left.installs[0];
        const related = other ? [{ span: other.step.command.span, message: removal ? 'The rm' : 'The install' }] : [];
        yield { span: left.copy.span, severity: layerSeverity(stage, 'warning'), message, related, data: left };
      }
    }
  },
  buildFix: (context, { data }) => mountInstead(context, data),
});

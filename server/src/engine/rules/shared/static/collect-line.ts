import type { Instruction, Stage } from '../../../model/types.ts';
import { assignmentsFor } from '../../../project/settings/throw-away.ts';
import type { EnvironmentRead, SettingsFacts } from '../../../project/settings/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import { lastPart } from '../../../text/path.ts';
import { projectRootIn } from '../image-layout.ts';
import { isRoot } from '../privileges.ts';
import { hasPython } from '../probe.ts';
import { VARIABLE } from '../settings/choice.ts';
import { choiceOf } from '../settings/entry-module.ts';
import { variableBefore } from '../settings/variable.ts';
import { speaksPosix } from '../shells.ts';
import type { StartedCommand } from '../started.ts';
import type { Uncollected } from './uncollected.ts';

/** A RUN that collects static files, and the instruction behind which it belongs. */
export interface CollectLine {
  readonly behind: Instruction;
  readonly line: string;
}

/** Undefined where nobody can tell how the project is run there, or where it may not write. */
export function collectLine(found: Uncollected, facts: ProjectFacts): CollectLine | undefined {
  const { started, at, inForce } = found;
  const { stage } = started.start;
  const behind = lastStep(stage);
  if (!behind || !mayRunThere(behind)) return undefined;
  const managePy = managePyFrom(behind, facts);
  if (managePy === undefined || !hasPython(stage)) return undefined;
  const next = stage.instructions[behind.index + 1] ?? behind;
  const chosen = choosesSettings(inForce.module, next, facts) ? '' : `${VARIABLE}=${inForce.module} `;
  const { text } = assignmentsFor(missingBefore(next, inForce.settings), inForce.settings);
  return { behind, line: `RUN ${chosen}${text}${pythonBeside(at)} ${managePy} collectstatic --noinput` };
}

/** What comes last of all that makes the image. */
const lastStep = ({ instructions }: Stage): Instruction | undefined =>
  instructions.findLast(({ kind }) => kind === 'copy' || kind === 'add' || kind === 'run');

/** As root, by a shell that takes assignments. */
const mayRunThere = ({ before: { user, shell } }: Instruction): boolean =>
  user.known && isRoot(user.value) && speaksPosix(shell);

/** manage.py as it is called in the working directory. */
function managePyFrom({ stage, before: { workdir } }: Instruction, facts: ProjectFacts): string | undefined {
  const root = projectRootIn(stage, facts);
  if (!root.known || !workdir.known) return undefined;
  return root.value === workdir.value ? 'manage.py' : `${root.value === '/' ? '' : root.value}/manage.py`;
}

/** The Python that the server runs with. */
function pythonBeside({ command }: StartedCommand): string {
  const first = command.program[0]?.literal ?? '';
  const name = lastPart(first);
  if (name === 'uv' || name === 'poetry') return `${first} run python`;
  if (/^python[\d.]*$/.test(name)) return first;
  return `${first.slice(0, first.length - name.length)}python`;
}

/** manage.py works with these settings without being told. */
function choosesSettings(module: string, next: Instruction, facts: ProjectFacts): boolean {
  const variable = variableBefore(next, VARIABLE);
  if (variable.kind !== 'unset')
    return variable.kind === 'set' && variable.value.known && variable.value.value === module;
  if (!facts.project.known) return false;
  const choice = choiceOf(facts.project.value.pathOf('manage.py'), facts);
  return choice.known && choice.value.module === module;
}

/** What the settings cannot do without and nothing sets there. */
function missingBefore(next: Instruction, { environment }: SettingsFacts): readonly EnvironmentRead[] {
  const missing = new Map<string, EnvironmentRead>();
  for (const read of environment.reads) {
    const isNeeded = read.required && read.unconditional && !missing.has(read.name);
    if (isNeeded && variableBefore(next, read.name).kind === 'unset') missing.set(read.name, read);
  }
  return [...missing.values()];
}

import { isPackageScript } from '../../data/python-tools.ts';
import { joinPath, normalizePath } from '../../model/state.ts';
import type { CopyInstruction, Instruction, Stage } from '../../model/types.ts';
import type { Word } from '../../shell/types.ts';
import { unknown } from '../../text/known.ts';
import { lastPart } from '../../text/path.ts';
import { remembered } from '../../text/remembered.ts';
import { effectiveTool } from './commands.ts';
import { targetOf } from './install-targets.ts';
import { installsApplication } from './installs-application.ts';
import { isPlainFile, mayBeLibrary, mayInstall } from './may-bring-packages.ts';
import { type Installed, PackagePlaces } from './package-places.ts';
import { isOn, pathOf, type Step, stepsOf, variableOf, wordValue } from './steps.ts';

const PLAIN_FAMILIES = new Set(['python', 'uv', 'debian', 'ubuntu', 'alpine']);

/** The image that a stage begins with brings Python at most, and none of the packages that applications need. */
export const bringsPythonAtMost = ({ base }: Stage): boolean =>
  base.plainEnvironment && PLAIN_FAMILIES.has(base.family);

/** What is known of the Python packages in a stage when all of its instructions have run. */
export const installedIn: (stage: Stage) => Installed = remembered((stage: Stage) => {
  const { parent } = stage;
  const places = new PackagePlaces(parent && installedIn(parent), !bringsPythonAtMost(stage));
  for (const instruction of stage.instructions) follow(instruction, places);
  return places.installed();
});

function follow(instruction: Instruction, places: PackagePlaces): void {
  switch (instruction.kind) {
    case 'run':
      if (instruction.script.opaque) places.mayBeInSystem = true;
      for (const step of stepsOf(instruction)) followStep(step, places);
      break;
    case 'copy':
    case 'add':
      followCopy(instruction, places);
      break;
    case 'onbuild':
    case 'unknown':
      places.mayBeInSystem = true;
      break;
    default:
  }
}

function followStep(step: Step, places: PackagePlaces): void {
  const tool = effectiveTool(step.command);
  switch (tool?.kind) {
    case 'venv': {
      const path = tool.directory ? pathOf(tool.directory, step) : joinPath(step.directory, '.venv');
      const relocatable =
        tool.options.some(({ canonical }) => canonical === '--relocatable') ||
        isOn(variableOf(step, 'UV_VENV_RELOCATABLE'));
      if (path.known) places.make(step, path.value, relocatable);
      break;
    }
    case 'apt':
    case 'apk':
      if (tool.packages.some((word) => mayBeLibrary(word, step))) places.mayBeInSystem = true;
      break;
    case 'files':
      followFiles(tool.front, tool.paths, step, places);
      break;
    case 'poetry':
      if (tool.action === 'config') followConfig(tool.args, step, places);
      followInstall(step, places);
      break;
    case 'pip':
    case 'uv':
    case 'pipenv':
    case 'pdm':
      followInstall(step, places);
      break;
    case undefined:
      if (mayInstall(step)) places.mayBeInSystem = true;
      break;
    default:
  }
}

function followInstall(step: Step, places: PackagePlaces): void {
  if (!installsApplication(step)) return;
  const target = targetOf(step, places.surroundings);
  if (target) places.fill(step, target);
}

/** `poetry config virtualenvs.create false` */
function followConfig([name, value]: readonly Word[], step: Step, places: PackagePlaces): void {
  const setting = /^virtualenvs\.(.+)$/.exec(name?.literal ?? '')?.[1];
  if (setting === undefined || !value) return;
  places.configurePoetry(setting, step.certain ? wordValue(value, step.run) : unknown('poetry config may set it'));
}

function followFiles(front: string, words: readonly Word[], step: Step, places: PackagePlaces): void {
  if (front === 'rm' || front === 'mv') {
    const paths = words.map((word) => pathOf(word, step));
    const gone = front === 'rm' ? paths : paths.slice(0, -1);
    for (const path of gone) if (path.known) places.remove(path.value.replace(/\/\*$/, ''));
  }
  if (front !== 'ln' && front !== 'cp' && front !== 'mv' && front !== 'install') return;
  const moves = words.some((word) => /\bbin\b|site-packages|venv/.test(word.text));
  if (moves && !words.slice(0, -1).every((word) => isPlainFile(word.text))) places.mayBeInSystem = true;
}

const SYSTEM_PLACE = /^\/(?:usr|bin|sbin|lib|lib64)(?:\/|$)/;

const isSystemPlace = (path: string): boolean => path === '/' || SYSTEM_PLACE.test(path);

function followCopy(instruction: CopyInstruction, places: PackagePlaces): void {
  const { origin, destination, sources, keepsParents } = instruction.copy;
  if (!destination.known) {
    places.mayBeInSystem = true;
    return;
  }
  if (origin.kind === 'context') {
    const names = [destination.value, ...sources.flatMap((source) => (source.known ? [source.value] : []))];
    if (names.some((name) => isPackageScript(lastPart(name)) || name.includes('site-packages')))
      places.mayBeInSystem = true;
    return;
  }
  places.foreign.push(destination.value);
  const isPlain = sources.every((source) => source.known && isPlainFile(source.value));
  if (isSystemPlace(destination.value) && !isPlain) places.mayBeInSystem = true;
  if (origin.kind !== 'stage') return;
  for (const source of sources) {
    if (!source.known) continue;
    const from = source.value === '.' ? '/' : `/${source.value}`;
    const to = keepsParents ? normalizePath(`${destination.value}/${from}`) : destination.value;
    places.bring(installedIn(origin.stage), from, to, instruction);
  }
}

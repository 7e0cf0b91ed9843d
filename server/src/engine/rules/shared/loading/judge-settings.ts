import { allInstructions } from '../../../model/instruction-lists.ts';
import type { Model } from '../../../model/types.ts';
import type { DjangoFacts, ProjectFacts } from '../../../project/types.ts';
import type { Token } from '../../../syntax/nodes.ts';
import { nearest } from '../../../text/edit-distance.ts';
import { remembered } from '../../../text/remembered.ts';
import { importPathOf } from '../import-path.ts';
import { moduleNameFrom, resolveModule } from '../python-modules.ts';
import { type PythonProcess, processAtStart } from '../python-process.ts';
import { VARIABLE } from '../settings/choice.ts';
import { type Choice, settingsChosenAtStart } from '../settings-in-force.ts';
import type { Started, StartedCommand } from '../started.ts';
import { shortened } from '../wording.ts';
import type { EntryModule } from './entry-modules.ts';
import { type Missing, missingModule, reasonOf, relatedTo } from './missing.ts';
import { loadTarget } from './target.ts';
import type { Mend, Wrong } from './wrong.ts';

/** Settings that a server, a worker or a command of Django works with, and that are not there. */
export function judgeSettings(
  started: Started,
  at: StartedCommand,
  model: Model,
  facts: ProjectFacts,
): Wrong | undefined {
  const choice = settingsChosenAtStart(started, at, model, facts);
  if (!choice.known || IS_GIVEN.test(choice.value.module)) return undefined;
  const process = processAtStart(started, at, facts);
  if (at.tool?.kind !== 'manage' && mayChooseFolders(process)) return undefined;
  const { module } = choice.value;
  const missing = missingModule(module, likelySettings(module, process), process, model);
  return missing && wrongSettings(choice.value, missing, started, at, process, model);
}

/** Settings of these names are often kept out of a repository, and given to a container when it is started. */
const IS_GIVEN = /(?:^|[._])(?:local|private|secrets?|override|custom|site|instance)\w*$/;

/** The module that is loaded first may be another one, or put other folders into the import path. */
function mayChooseFolders(process: PythonProcess): boolean {
  const target = loadTarget(process);
  const found = target && resolveModule(target.module, process);
  const source = found?.kind === 'found' ? process.facts.source(found.path) : undefined;
  return !source?.known || /\bsys\.path\b|\bchdir\b|\bsite\b/.test(source.value);
}

const settingsFiles = remembered(({ files }: DjangoFacts): readonly string[] =>
  files.filter((file) => /settings?[^/]*(?:\/\w+)?\.py$/.test(file)),
);

/** Modules of settings that have the same name elsewhere, or nearly the same. */
function likelySettings(module: string, process: PythonProcess): readonly EntryModule[] {
  const { project } = process.facts;
  const importPath = importPathOf(process);
  if (!project.known) return [];
  const last = lastName(module);
  return settingsFiles(project.value).flatMap((file) => {
    const name = file.replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.');
    if (!isAlike(last, lastName(name))) return [];
    const path = project.value.pathOf(file);
    const imported = moduleNameFrom(path, importPath, process);
    return imported === undefined ? [] : [{ name: imported, path }];
  });
}

const lastName = (module: string): string => module.slice(module.lastIndexOf('.') + 1);

/** `prod` and `production`. */
const isAlike = (a: string, b: string): boolean =>
  a === b ||
  nearest(a, [b]) !== undefined ||
  (Math.min(a.length, b.length) > 2 && (a.startsWith(b) || b.startsWith(a)));

function wrongSettings(
  choice: Choice,
  missing: Missing,
  started: Started,
  at: StartedCommand,
  process: PythonProcess,
  model: Model,
): Wrong {
  const { facts } = process;
  const { chosenAt } = choice;
  const isHere = chosenAt !== undefined && chosenAt.path === undefined;
  const message = `Django cannot import the settings ${shortened(missing.module)}${reasonOf(missing, process)}`;
  const chosen =
    chosenAt?.path === undefined ? [] : [{ ...chosenAt, path: chosenAt.path, message: 'They are chosen here' }];
  return {
    span: isHere ? chosenAt.span : at.span,
    message,
    related: [...chosen, ...relatedTo(missing, facts)],
    mend:
      missing.twin && (isHere ? mendOf(choice, missing.twin, at, model) : mendInService(choice, missing.twin, started)),
  };
}

/** In the value of ENV, or in an option of the command. */
function mendOf(
  { module, chosenAt }: Choice,
  twin: EntryModule,
  { tool }: StartedCommand,
  model: Model,
): Mend | undefined {
  const title = `Choose ${shortened(twin.name, 60)}`;
  const value = valueAt(chosenAt?.span.start, model);
  if (value) return value.value === module ? { kind: 'value', title, value, to: twin.name } : undefined;
  const option = tool?.options.find(({ canonical, span }) => canonical === '--settings' && span === chosenAt?.span);
  return option?.value ? { kind: 'word', title, word: option.value, from: module, to: twin.name } : undefined;
}

/** In the value of a variable that the service gives to its container. */
function mendInService({ module, chosenAt }: Choice, twin: EntryModule, { service }: Started): Mend | undefined {
  const value = service?.environment.find(({ name }) => name === VARIABLE)?.value;
  if (!value || value.from.path !== chosenAt?.path || value.from.span !== chosenAt.span) return undefined;
  const title = `Choose ${shortened(twin.name, 60)}`;
  return { kind: 'elsewhere', title, place: value.from, from: module, to: twin.name };
}

const valueAt = (offset: number | undefined, model: Model): Token | undefined =>
  allInstructions(model)
    .flatMap(({ node }) => (node.kind === 'env' ? node.pairs : []))
    .find(({ span }) => span.start === offset)?.value;

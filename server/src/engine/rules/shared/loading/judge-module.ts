import type { Model } from '../../../model/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import type { Tool } from '../../../shell/tools/types.ts';
import { resolveModule } from '../python-modules.ts';
import { processAtStart } from '../python-process.ts';
import type { Started, StartedCommand } from '../started.ts';
import { shortened } from '../wording.ts';
import { attributeIn, judgeAttribute, judgeEmptyPackage, namesIn } from './attribute.ts';
import { type Loading, nameOf, outcome, serverModules, workerModules, wrongIn } from './context.ts';
import { type EntryModule, projectRootFor } from './entry-modules.ts';
import { type Missing, missingModule, reasonOf, relatedTo } from './missing.ts';
import { loadTarget } from './target.ts';
import type { Mend, Wrong } from './wrong.ts';

/** A server or a worker that is told to load a module, or something of it, which is not there. */
export function judgeModule(
  started: Started,
  at: StartedCommand,
  model: Model,
  facts: ProjectFacts,
): Wrong | undefined {
  const process = processAtStart(started, at, facts);
  const target = loadTarget(process);
  if (!target) return undefined;
  const loading: Loading = { process, target, at, model };
  const found = resolveModule(target.module, process);
  const isWorker = at.tool?.kind === 'celery' && target.attribute === undefined;
  if (found.kind === 'found')
    return isWorker ? judgeEmptyPackage(loading, found.path) : judgeAttribute(loading, found.path);
  if (isWorker && mayBeAttribute(loading)) return undefined;
  const others = at.tool?.kind === 'celery' ? workerModules(loading) : serverModules(loading);
  const missing = missingModule(target.module, others, process, model);
  return missing && wrongModule(loading, missing);
}

/** Without a colon the last part of a worker's name may be a module, or something that the one in front of the dot has. */
function mayBeAttribute({ target: { module }, process }: Loading): boolean {
  const dot = module.lastIndexOf('.');
  const parent = dot === -1 ? undefined : resolveModule(module.slice(0, dot), process);
  // A folder without __init__.py has nothing but modules.
  if (parent?.kind !== 'found') return false;
  const names = namesIn(parent.path, process.facts);
  return !names.known || names.value.has(module.slice(dot + 1));
}

function wrongModule(loading: Loading, missing: Missing): Wrong {
  const { at, process } = loading;
  const message = `${nameOf(at.tool)} cannot import ${shortened(missing.module)}${reasonOf(missing, process)}, so ${outcome(at.tool)}`;
  return wrongIn(loading, message, relatedTo(missing, process.facts), mendOf(loading, missing));
}

function mendOf(loading: Loading, { module, elsewhere, twin }: Missing): Mend | undefined {
  const { process, target, at } = loading;
  if (twin) return loadInstead(loading, twin);
  const root = projectRootFor(process);
  const option = elsewhere?.folder === undefined ? undefined : folderOption(at.tool, elsewhere.folder);
  // Imported from another folder than manage.py's, it would not find the project's other modules.
  if (!root.known || elsewhere?.folder !== root.value || option === undefined) return undefined;
  return {
    kind: 'option',
    title: `Look for ${shortened(module)} in ${shortened(root.value)}`,
    word: target.word,
    option,
  };
}

/** The other module, and where the attribute is written, the one that it has. */
function loadInstead(loading: Loading, { name, path }: EntryModule): Mend | undefined {
  const { module, attribute, word } = loading.target;
  const title = `Load ${shortened(name)}`;
  if (attribute === undefined) return { kind: 'word', title, word, from: module, to: name };
  const own = attributeIn(path, attribute, loading);
  if (own === undefined) return undefined;
  const written = `${module}:${attribute}`;
  const isWritten = word.text.includes(written);
  const to = isWritten || own !== attribute ? `${name}:${own}` : name;
  return { kind: 'word', title, word, from: isWritten ? written : module, to };
}

const FOLDER_OPTIONS: Readonly<Record<string, string | undefined>> = {
  gunicorn: '--chdir',
  uvicorn: '--app-dir',
  granian: '--working-dir',
  uwsgi: '--chdir',
  celery: '--workdir',
};

/** How a program is told to look in a folder of the image. */
function folderOption(tool: Tool | undefined, folder: string): string | undefined {
  const name = FOLDER_OPTIONS[nameOf(tool)];
  const isGiven = tool?.options.some(({ canonical }) => canonical === name) === true;
  return name === undefined || isGiven || !/^[\w./-]+$/.test(folder) ? undefined : `${name}=${folder}`;
}

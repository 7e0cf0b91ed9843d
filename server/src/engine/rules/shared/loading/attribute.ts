import type { ProjectFacts } from '../../../project/types.ts';
import { type Known, unknown } from '../../../text/known.ts';
import { lastPart } from '../../../text/path.ts';
import { resolveModule } from '../python-modules.ts';
import { shortened } from '../wording.ts';
import { type Loading, nameOf, outcome, START, workerModules, wrongIn } from './context.ts';
import type { Mend, Wrong } from './wrong.ts';

/** The names of a file; unknown where it makes more of them when they are asked for. */
export function namesIn(path: string, { python }: ProjectFacts): Known<ReadonlySet<string>> {
  const file = python(path);
  if (!file.known) return file;
  const { names } = file.value;
  return names.known && names.value.has('__getattr__') ? unknown('it makes names when they are asked for') : names;
}

/** The attribute of a file that is to be served: the one that is wanted, else the only application it has. */
export function attributeIn(path: string, wanted: string, { target, process: { facts } }: Loading): string | undefined {
  const file = facts.python(path);
  const names = namesIn(path, facts);
  if (!file.known || !names.known) return undefined;
  if (names.value.has(wanted)) return wanted;
  // What a factory is called, nobody can tell from what it makes.
  const [own, ...others] = target.called ? [] : file.value.applications.keys();
  return others.length === 0 ? own : undefined;
}

const serve = ({ target: { module, word } }: Loading, from: string, attribute: string): Mend => {
  const to = `${module}:${attribute}`;
  return { kind: 'word', title: `Serve ${shortened(to, 60)}`, word, from, to };
};

/** The module is there, and may not have what a server or a worker is to take from it. */
export function judgeAttribute(loading: Loading, path: string): Wrong | undefined {
  const { target, process, at } = loading;
  const { module, attribute, word } = target;
  if (attribute === undefined) return judgeUnnamed(loading, path);
  const names = namesIn(path, process.facts);
  if (!names.known || names.value.has(attribute) || mayBeModule(loading, path)) return undefined;
  const own = attributeIn(path, attribute, loading);
  const only = own === undefined ? '' : `, only ${shortened(own, 24)}`;
  const message = `${shortened(module)} has no ${shortened(attribute, 24)} for ${nameOf(at.tool)}${only}: ${outcome(at.tool)}`;
  const written = `${module}:${attribute}`;
  const mend = own === undefined ? undefined : serve(loading, word.text.includes(written) ? written : module, own);
  return wrongIn(loading, message, [placeIn(loading, path, own)], mend);
}

function placeIn({ process: { facts } }: Loading, path: string, own: string | undefined): Wrong['related'][number] {
  const file = facts.python(path);
  const span = file.known && own !== undefined ? file.value.applications.get(own)?.span : undefined;
  return { path, span: span ?? START, message: span ? `This is ${own}` : 'This file has no such name' };
}

/** A package has its modules as attributes once something has imported them. */
const mayBeModule = ({ target: { module, attribute }, process }: Loading, path: string): boolean =>
  lastPart(path) === '__init__.py' && resolveModule(`${module}.${attribute}`, process).kind !== 'absent';

/** Servers that want to be told which attribute to take. */
function judgeUnnamed(loading: Loading, path: string): Wrong {
  const { target, at } = loading;
  const own = attributeIn(path, 'application', loading);
  const module = shortened(target.module);
  const wanted = shortened(`${target.module}:${own ?? 'application'}`, 40);
  const message =
    nameOf(at.tool) === 'waitress'
      ? `waitress takes the module for the application, and every request fails: it wants ${wanted}`
      : `${nameOf(at.tool)} does not start with ${module} alone: it wants ${wanted}`;
  return wrongIn(loading, message, [], own === undefined ? undefined : serve(loading, target.module, own));
}

/** An empty package without a module called celery has nothing that a worker could take. */
export function judgeEmptyPackage(loading: Loading, path: string): Wrong | undefined {
  const { target, process } = loading;
  const { module, word } = target;
  const names = namesIn(path, process.facts);
  const isEmpty = lastPart(path) === '__init__.py' && names.known && names.value.size === 0;
  if (!isEmpty || resolveModule(`${module}.celery`, process).kind !== 'absent') return undefined;
  const [twin, ...others] = workerModules(loading);
  const mend: Mend | undefined =
    twin && others.length === 0
      ? { kind: 'word', title: `Load ${shortened(twin.name)}`, word, from: module, to: twin.name }
      : undefined;
  return wrongIn(
    loading,
    `celery finds no app in ${shortened(module)}, which has no module celery: the container stops at once`,
    [{ path, span: START, message: 'This package is empty' }],
    mend,
  );
}

import type { DjangoFacts, ProjectFacts } from '../../../project/types.ts';
import { type Known, known, unknown } from '../../../text/known.ts';
import { lastPart } from '../../../text/path.ts';
import { remembered } from '../../../text/remembered.ts';
import type { WrittenAt } from './variable.ts';

/** What a module that is run first does about the settings. */
export interface EntryChoice {
  /** Undefined: it leaves the choice to the environment. */
  readonly module: string | undefined;
  /** It goes before the environment, or only holds where that says nothing. */
  readonly wins: boolean;
  readonly at: WrittenAt | undefined;
}

/** django-admin leaves it to the environment. */
export const NO_CHOICE: Known<EntryChoice> = known({ module: undefined, wins: false, at: undefined });

/** What a file of the project that is run first chooses, by its path in the workspace. */
export function choiceOf(path: string, facts: ProjectFacts): Known<EntryChoice> {
  const file = facts.python(path);
  if (!file.known) return file;
  const chosen = file.value.settingsModule;
  const set = file.value.environmentSet(chosen?.span.start ?? Number.POSITIVE_INFINITY);
  if (!set.known) return set;
  // It is named, and yet no single module is chosen.
  if (!chosen && set.value.has('DJANGO_SETTINGS_MODULE'))
    return unknown(`${lastPart(path)} chooses the settings while it runs`);
  const at: WrittenAt | undefined = chosen && { path, span: chosen.span };
  return known({ module: chosen?.module, wins: chosen?.isDefault === false, at });
}

/** What the module chooses that a server or a worker is given: `config.wsgi:application`, `config/wsgi.py`. */
export function choiceOfModule(app: string | undefined, facts: ProjectFacts): Known<EntryChoice> {
  const { project } = facts;
  if (!project.known) return project;
  if (app === undefined) return unknown('it does not name the application');
  const name = app.replace(/:.*$/, '').replace(/\.py$/, '').replaceAll('/', '.');
  const files = filesOf(name, project.value);
  const [path, ...others] = files;
  if (path === undefined) return unknown(`${name} is not seen`);
  if (others.length > 0) return unknown(`${name} may be one of several files`);
  return choiceOfFile(path, project.value, facts);
}

/** What a file chooses that is imported as a module of the project. */
export function choiceOfFile(path: string, project: DjangoFacts, facts: ProjectFacts): Known<EntryChoice> {
  const choice = choiceOf(path, facts);
  return choice.known ? beforeOthers(path, choice.value, project, facts) : choice;
}

/** The file of a module below manage.py's folder, else wherever its name may start. */
function filesOf(name: string, project: DjangoFacts): readonly string[] {
  const plain = name.replaceAll('.', '/');
  const names = [`${plain}.py`, `${plain}/__init__.py`];
  const own = project.files.filter((file) => names.includes(file));
  const found = own.length > 0 ? own : project.files.filter((file) => names.some((each) => file.endsWith(`/${each}`)));
  return found.map((file) => project.pathOf(file));
}

/** A package that imports its worker's module has chosen by then what that says. */
function beforeOthers(
  path: string,
  choice: EntryChoice,
  project: DjangoFacts,
  facts: ProjectFacts,
): Known<EntryChoice> {
  if (choice.wins) return known(choice);
  for (const worker of workersOf(project)) {
    if (worker === path || folderOf(worker) !== folderOf(path)) continue;
    const file = facts.python(worker);
    const other = file.known ? file.value.settingsModule : undefined;
    if (other && other.module !== choice.module) return unknown(`${lastPart(worker)} chooses other settings`);
  }
  return known(choice);
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

const WORKER = /(?:^|\/)celery(?:_?app)?\.py$/;

/** Every module of a worker by its path in the workspace. */
const workersOf = remembered((project: DjangoFacts): readonly string[] =>
  project.files.filter((file) => WORKER.test(file)).map((file) => project.pathOf(file)),
);

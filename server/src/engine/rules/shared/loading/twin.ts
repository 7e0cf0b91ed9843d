import type { Interface } from '../../../data/servers.ts';
import type { Application } from '../../../project/python/applications.ts';
import type { ProjectFacts, PythonFile } from '../../../project/types.ts';
import { resolveModule } from '../python-modules.ts';
import type { PythonProcess } from '../python-process.ts';
import { type EntryModule, onlyEntryModule } from './entry-modules.ts';

/** A module of the project, and what it has to serve. */
export interface Served {
  readonly path: string;
  readonly attribute: string;
  readonly application: Application;
}

/** What an attribute of a file is, where nothing hides how it is made. */
export function servedAs(path: string, attribute: string, { python }: ProjectFacts): Served | undefined {
  const file = python(path);
  const application = file.known && file.value.names.known ? file.value.applications.get(attribute) : undefined;
  return application && { path, attribute, application };
}

export interface Twin extends Served {
  /** As the program imports it. */
  readonly name: string;
}

/** The module that serves the same project by the other interface: wsgi.py beside asgi.py, else the only one of that name. */
export function twinOf(module: string, wanted: Interface, process: PythonProcess): Twin | undefined {
  const beside = /(?:^|\.)[aw]sgi$/.test(module) ? module.replace(/[aw]sgi$/, wanted) : undefined;
  const found = beside === undefined ? undefined : resolveModule(beside, process);
  const entry: EntryModule | undefined =
    beside !== undefined && found?.kind === 'found'
      ? { name: beside, path: found.path }
      : onlyEntryModule(`${wanted}.py`, process);
  const file = entry && process.facts.python(entry.path);
  if (!entry || !file?.known || !file.value.names.known) return undefined;
  const served = [...file.value.applications].filter(([, { interface: spoken }]) => spoken === wanted);
  const [only] = served.length === 1 ? served : served.filter(([name]) => name === 'application');
  return only && { name: entry.name, path: entry.path, attribute: only[0], application: only[1] };
}

/** What modules of `startproject` have at their top, and nothing that does more. */
const USUAL = /^(?:os|sys|environ|Path|application|app|get_[aw]sgi_application)$/;

/** Both do the same: Django's own application, with the same settings, and nothing besides. */
export function doTheSame(a: Served, b: Served, { python }: ProjectFacts): boolean {
  const [one, other] = [python(a.path), python(b.path)];
  if (!one.known || !other.known || !a.application.plain || !b.application.plain) return false;
  return isUsual(one.value) && isUsual(other.value) && choosesSame(one.value, other.value);
}

const isUsual = ({ names }: PythonFile): boolean => names.known && [...names.value].every((name) => USUAL.test(name));

const choosesSame = ({ settingsModule: a }: PythonFile, { settingsModule: b }: PythonFile): boolean =>
  a?.module === b?.module && a?.isDefault === b?.isDefault;

import { databaseOfUrl } from '../data/drivers.ts';
import type { Known } from '../text/known.ts';
import type { DjangoProject } from './django-project.ts';
import { isDottedName, moduleNames } from './python/names.ts';
import type { NamedFacts } from './report.ts';
import { believedDatabases } from './report-databases.ts';
import type { Database, DatabaseKind, Setting, SettingsFacts, SettingsPath } from './settings/types.ts';
import type { Fact } from './types.ts';

/** What the settings say, and the modules that servers are given. */
export function settingsFacts(project: DjangoProject, settingsModule: Known<Fact<string>>): NamedFacts {
  const settings = settingsModule.known ? project.settings(settingsModule.value.value) : settingsModule;
  const said = settings.known ? settings.value : undefined;
  return {
    settingsModule: settingsModule.known ? settingsModule.value : undefined,
    wsgiApplication: setting(said?.wsgiApplication) ?? applicationIn(project, 'wsgi.py', settingsModule.known),
    asgiApplication: setting(said?.asgiApplication) ?? applicationIn(project, 'asgi.py', settingsModule.known),
    databases: believedDatabases(databases(said?.databases), said?.databases, project.dependencyFiles()),
    staticRoot: pathBelow(setting(said?.staticRoot)),
    mediaRoot: pathBelow(setting(said?.mediaRoot)),
  };
}

const setting = <T>(value: Setting<T> | undefined): Fact<T> | undefined => (value?.known ? value.value : undefined);

/** Whether something is there; what is not comes from the settings as a whole. */
export function shows({ files }: SettingsFacts, found: Setting<string>): Fact<boolean> | undefined {
  if (!found.known) return undefined;
  const [path = ''] = files;
  return found.value
    ? { value: true, from: found.value.from }
    : { value: false, from: { path, span: { start: 0, end: 0 } } };
}

/** The application that the project defines under its usual name, in a module that is for the same settings. */
function applicationIn(project: DjangoProject, name: string, isSure: boolean): Fact<string> | undefined {
  const named = project.namedSettings();
  const files = project.entryModules(name).filter((file) => isFor(named, project.settingsChoice(file)));
  const [file] = files;
  const module = file === undefined ? undefined : project.module(file);
  if (file === undefined || (!isSure && files.length > 1) || !module?.known) return undefined;
  const names = moduleNames(module.value);
  const dotted = file.replace(/\.py$/, '').replaceAll('/', '.');
  if (!isDottedName(dotted) || !names.known || !names.value.has('application')) return undefined;
  return { value: `${dotted}.application`, from: { path: project.pathOf(file), span: { start: 0, end: 0 } } };
}

/** A module that has no say in the settings takes those that are chosen elsewhere. */
const isFor = (named: Known<Fact<string> | undefined>, choice: Known<Fact<string> | undefined>): boolean =>
  !named.known || !named.value || !choice.known || !choice.value || choice.value.value === named.value.value;

function databases(found: Setting<readonly Database[]> | undefined): Fact<readonly string[]> | undefined {
  const fact = setting(found);
  const [first] = fact?.value ?? [];
  const kinds = fact?.value.map((each) => (each.kind.known ? each.kind.value : kindByDefault(each))) ?? [];
  const known = kinds.filter((kind) => kind !== undefined);
  return first && known.length === kinds.length ? { value: [...new Set(known)], from: first.from } : undefined;
}

/** Where the environment decides, what it is without is what the project was written for. */
function kindByDefault({ reads }: Database): DatabaseKind | undefined {
  const urls = reads.map((read) => (read.default.kind === 'literal' ? String(read.default.value) : ''));
  return urls.map(databaseOfUrl).find((kind) => kind !== undefined);
}

/** A path inside the project; what lies elsewhere is no part of it. */
function pathBelow(path: Fact<SettingsPath> | undefined): Fact<string> | undefined {
  if (path?.value.base === 'absolute') return { value: path.value.path, from: path.from };
  return path?.value.base === 'project' && !path.value.path.startsWith('..')
    ? { value: path.value.path, from: path.from }
    : undefined;
}

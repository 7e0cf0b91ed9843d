import type { Database, SettingsPath } from '../project/settings/types.ts';
import { isWithin } from '../text/path.ts';
import { defaultOf, settingsFor } from './database-switch.ts';
import type { Plan } from './types.ts';

/** Where the home's files lie in the image. */
export const APP = '/app';

export const USER_ID = 10001;
export const PORT = 8000;

/** The folder of manage.py in the image. */
export const workdirOf = ({ survey }: Pick<Plan, 'survey'>): string =>
  survey.folder === '' ? APP : `${APP}/${survey.folder}`;

/** `a/../b` → `b` */
function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Where a path of the settings lies in the image. */
export const inImage = (plan: Pick<Plan, 'survey'>, { base, path }: SettingsPath): string =>
  normal(base === 'absolute' ? path : `${workdirOf(plan)}/${path}`);

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';

/** A folder that the application writes to, with the volume that keeps what is in it. */
export interface OwnedFolder {
  readonly path: string;
  /** Undefined for what need not be kept. */
  readonly volume: string | undefined;
}

/** A file that is a link into a folder that is kept. */
export interface Link {
  readonly path: string;
  readonly target: string;
}

export interface Layout {
  readonly owned: readonly OwnedFolder[];
  readonly links: readonly Link[];
  /** Variables that say where the database's file is. */
  readonly variables: ReadonlyMap<string, string>;
  /** Folders with log files that settings open whenever they are set up. */
  readonly logs: readonly string[];
}

/** What of the image is not the image's own. */
export function layoutOf(plan: Plan): Layout {
  const media = mediaFolder(plan);
  const database = plan.choices.database === 'sqlite' ? databaseFile(plan) : undefined;
  const logs = logFolders(plan);
  const owned: OwnedFolder[] = [
    ...(media === undefined ? [] : [{ path: media, volume: 'media' }]),
    ...(database ? [{ path: database.folder, volume: 'data' }] : []),
    ...logs.map((path) => ({ path, volume: undefined })),
  ];
  return {
    owned: owned.filter(({ path }, index) => owned.findIndex((other) => other.path === path) === index),
    links: database?.link ? [database.link] : [],
    variables: database?.variables ?? new Map(),
    logs,
  };
}

const LOCAL_STORAGE = 'django.core.files.storage.FileSystemStorage';

/** Where uploads go; undefined where they go elsewhere, or into the code itself. */
function mediaFolder(plan: Plan): string | undefined {
  const { settings } = plan.survey;
  if (!settings) return undefined;
  const { mediaRoot, defaultStorage } = settings;
  const isLocal = !defaultStorage.known || (defaultStorage.value?.value ?? LOCAL_STORAGE) === LOCAL_STORAGE;
  if (!isLocal || !mediaRoot.known || !mediaRoot.value) return undefined;
  const folder = inImage(plan, mediaRoot.value.value);
  return isCode(folder, plan) ? undefined : folder;
}

/** The folder holds the code itself. */
const isCode = (folder: string, plan: Plan): boolean => isWithin(workdirOf(plan), folder);

const logFolders = (plan: Plan): readonly string[] => [
  ...new Set(
    (plan.survey.settings?.logFiles ?? [])
      .map((path) => folderOf(inImage(plan, path)))
      .filter((folder) => isWithin(folder, APP) && !isCode(folder, plan)),
  ),
];

interface DatabaseFile {
  readonly folder: string;
  readonly link: Link | undefined;
  readonly variables: ReadonlyMap<string, string>;
}

/** A database of SQLite needs a folder that may be written to: it puts files beside its own. */
function databaseFile(plan: Plan): DatabaseFile {
  const database = defaultDatabase(plan);
  const own = `${workdirOf(plan)}/data`;
  const file = `${own}/db.sqlite3`;
  const url = database?.reads.find(({ cast, name }) => cast === 'url' || /URL$/.test(name));
  if (url) return { folder: own, link: undefined, variables: new Map([[url.name, `sqlite:///${file}`]]) };
  const [named] = database?.parts.get('NAME') ?? [];
  if (named) return { folder: own, link: undefined, variables: new Map([[named.name, file]]) };
  const place = database?.file && inImage(plan, database.file);
  if (place === undefined) return { folder: own, link: undefined, variables: new Map() };
  const folder = folderOf(place);
  if (!isCode(folder, plan)) return { folder, link: undefined, variables: new Map() };
  const target = `${own}/${place.slice(place.lastIndexOf('/') + 1)}`;
  return { folder: own, link: { path: place, target }, variables: new Map() };
}

/** What the settings call `default`, once they are turned to the chosen database. */
export const defaultDatabase = (plan: Pick<Plan, 'survey' | 'choices'>): Database | undefined =>
  defaultOf(settingsFor(plan));

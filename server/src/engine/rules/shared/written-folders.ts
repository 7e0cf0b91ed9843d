import type { Model, Stage } from '../../model/types.ts';
import type { SettingsPath } from '../../project/settings/types.ts';
import type { Place, ProjectFacts } from '../../project/types.ts';
import type { Known } from '../../text/known.ts';
import { effectiveTool } from './commands.ts';
import { inFolder } from './folder-owner.ts';
import { projectRootIn } from './image-layout.ts';
import { settingsAtStart } from './settings-in-force.ts';
import type { Started, StartedCommand } from './started.ts';

/** A folder of the image into which Django or celery writes at run time. */
export interface WrittenFolder {
  readonly path: string;
  /** `logs`: Django does not even start where it cannot open the file. */
  readonly kind: 'uploads' | 'database' | 'logs' | 'schedule' | 'static';
  /** The file of it that is written: of a database, or of a log. */
  readonly file: string | undefined;
  /** The setting that says so; undefined for a default. */
  readonly from: Place | undefined;
  readonly at: StartedCommand;
}

/** Where a path of the settings lies in an image. */
function inImage({ base, path }: SettingsPath, stage: Stage, facts: ProjectFacts): Known<string> | undefined {
  if (base === 'absolute') return inFolder({ known: true, value: '/' }, path);
  if (path.startsWith('..')) return undefined;
  return inFolder(base === 'workdir' ? stage.end.workdir : projectRootIn(stage, facts), path === '' ? '.' : path);
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';

const LOCAL_STORAGE = 'django.core.files.storage.FileSystemStorage';

/** What an image writes to, as far as it is certain. */
export function writtenFolders(started: Started, model: Model, facts: ProjectFacts): readonly WrittenFolder[] {
  const { stage } = started.start;
  const found: WrittenFolder[] = [];
  for (const at of started.commands) {
    if (at.conditional) continue;
    const schedule = scheduleOf(at, stage);
    if (schedule !== undefined) found.push({ path: schedule, kind: 'schedule', file: undefined, from: undefined, at });
    const force = settingsAtStart(started, at, model, facts);
    if (!force.known) continue;
    const { settings } = force.value;
    const add = (kind: WrittenFolder['kind'], path: SettingsPath | undefined, from: Place): void => {
      const place = path && inImage(path, stage, facts);
      if (!place?.known) return;
      const file = kind === 'database' || kind === 'logs' ? place.value : undefined;
      found.push({ path: file === undefined ? place.value : folderOf(file), kind, file, from, at });
    };
    const { mediaRoot, staticRoot, databases, defaultStorage, logFiles } = settings;
    const isLocal = defaultStorage.known && (defaultStorage.value?.value ?? LOCAL_STORAGE) === LOCAL_STORAGE;
    if (serves(at) && isLocal && mediaRoot.known && mediaRoot.value)
      add('uploads', mediaRoot.value.value, mediaRoot.value.from);
    if (collects(at) && staticRoot.known && staticRoot.value)
      add('static', staticRoot.value.value, staticRoot.value.from);
    for (const database of databases.known ? (databases.value?.value ?? []) : [])
      if (database.alias === 'default' && database.kind.known && database.kind.value === 'sqlite')
        add('database', database.file, database.from);
    for (const log of logFiles) if (log.opened) add('logs', log, log.from);
  }
  return found;
}

const serves = ({ tool }: StartedCommand): boolean => tool?.kind === 'server';

const collects = ({ command }: StartedCommand): boolean => {
  const tool = effectiveTool(command);
  return tool?.kind === 'manage' && tool.action === 'collectstatic';
};

/** celery's beat keeps its schedule where it is started; a scheduler of a database keeps none. */
function scheduleOf({ tool, command }: StartedCommand, stage: Stage): string | undefined {
  if (tool?.kind !== 'celery' || command.openEnded) return undefined;
  const isBeat =
    tool.action === 'beat' ||
    (tool.action === 'worker' && tool.options.some(({ canonical }) => canonical === '--beat' || canonical === '-B'));
  const moved = tool.options.some(({ canonical }) =>
    /^(?:-s|--schedule|--schedule-filename|-S|--scheduler|--workdir)$/.test(canonical),
  );
  return isBeat && !moved && stage.end.workdir.known ? stage.end.workdir.value : undefined;
}

import type { Model } from '../../../model/types.ts';
import type { SettingsFacts } from '../../../project/settings/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import { isWithin } from '../../../text/path.ts';
import { hasPackage, imageDependencies } from '../image-dependencies.ts';
import { importPathFrom, importPathOf } from '../import-path.ts';
import { type PythonProcess, processAtStart } from '../python-process.ts';
import { settingsAtStart } from '../settings-in-force.ts';
import type { Started, StartedCommand } from '../started.ts';
import { type ServerModule, serverModule } from './server-module.ts';

/** A server to start in place of Django's own, and its words. */
export interface ServerInPlace {
  readonly server: 'gunicorn' | 'uvicorn' | 'daphne';
  readonly module: string;
  readonly words: readonly string[];
  /** The image surely has it. */
  readonly isInstalled: boolean;
}

interface Place {
  /** Where the command works. */
  readonly directory: string;
  /** Where manage.py lies: its modules are named from there. */
  readonly folder: string;
  readonly port: string;
}

/** A server for a command of manage.py: one that speaks ASGI where the project serves with channels, or has no wsgi.py. */
export function serverInPlace(
  started: Started,
  at: StartedCommand,
  port: string,
  { model, facts }: { readonly model: Model; readonly facts: ProjectFacts },
): ServerInPlace | undefined {
  const process = processAtStart(started, at, facts);
  const { directory } = process;
  const [folder] = importPathOf(process).folders;
  if (at.tool?.kind !== 'manage' || !at.tool.script || !directory.known || folder === undefined) return undefined;
  if (!/^[\w./-]+$/.test(folder)) return undefined;
  const place: Place = { directory: directory.value, folder, port };
  const inForce = settingsAtStart(started, at, model, facts);
  const settings = inForce.known ? inForce.value.settings : undefined;
  const path = importPathFrom(folder, process);
  const wsgi = usesChannels(settings) ? undefined : serverModule('wsgi', path, process, settings?.wsgiApplication);
  if (wsgi) return withGunicorn(wsgi, place, process, model);
  const asgi = serverModule('asgi', path, process, settings?.asgiApplication);
  return asgi && forAsgi(asgi, place, process, model);
}

const usesChannels = (settings: SettingsFacts | undefined): boolean =>
  settings?.channels.known === true && settings.channels.value !== undefined;

const isInstalled = (name: string, { stage, facts }: PythonProcess, model: Model): boolean =>
  hasPackage(imageDependencies(stage, model, facts), name) === true;

/** The option that makes a server look where manage.py lies. */
function folderWords(name: string, { directory, folder }: Place): readonly string[] {
  if (folder === directory) return [];
  const isBelow = directory !== '/' && isWithin(folder, directory);
  return [`${name}=${isBelow ? folder.slice(directory.length + 1) : folder}`];
}

function withGunicorn(
  { name, attribute }: ServerModule,
  place: Place,
  process: PythonProcess,
  model: Model,
): ServerInPlace {
  const words = [
    'gunicorn',
    ...folderWords('--chdir', place),
    `${name}:${attribute}`,
    `--bind=0.0.0.0:${place.port}`,
    '--worker-tmp-dir=/dev/shm',
    '--access-logfile=-',
  ];
  return { server: 'gunicorn', module: name, words, isInstalled: isInstalled('gunicorn', process, model) };
}

/** daphne where the image has it, else uvicorn, which can look in another folder as well. */
function forAsgi({ name, attribute }: ServerModule, place: Place, process: PythonProcess, model: Model): ServerInPlace {
  const app = `${name}:${attribute}`;
  if (isInstalled('daphne', process, model) && place.folder === place.directory) {
    const words = ['daphne', '--bind=0.0.0.0', `--port=${place.port}`, app];
    return { server: 'daphne', module: name, words, isInstalled: true };
  }
  const words = ['uvicorn', ...folderWords('--app-dir', place), app, '--host=0.0.0.0', `--port=${place.port}`];
  return { server: 'uvicorn', module: name, words, isInstalled: isInstalled('uvicorn', process, model) };
}

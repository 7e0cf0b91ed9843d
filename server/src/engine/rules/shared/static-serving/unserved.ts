import { staticStorageOf } from '../../../data/static-storages.ts';
import type { Model } from '../../../model/types.ts';
import type { Setting, SettingsFacts } from '../../../project/settings/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import { servesDjangoAlone } from '../application/django-alone.ts';
import { leadsSomewhere } from '../application/routes.ts';
import type { DjangoProcess } from '../settings/process-settings.ts';
import { type Reached, reachedBy } from './surroundings.ts';

/** How the server of an image is reached that hands out no static files, while nothing in sight does either. */
export function unserved(process: DjangoProcess, model: Model, facts: ProjectFacts): Reached | undefined {
  const { usual } = process;
  if (servesFiles(process) || !servesDjangoAlone(process, facts) || !needsFiles(usual, facts)) return undefined;
  const url = localUrl(usual);
  const { rootUrlconf } = usual;
  const routes = rootUrlconf.known ? rootUrlconf.value?.value : undefined;
  if (url === undefined || routes === undefined || mayServe(usual) || isHelped(usual.debug, routes, facts))
    return undefined;
  if (leadsSomewhere(`${url}admin/css/base.css`, routes, facts) !== false) return undefined;
  return reachedBy(process, model, facts);
}

/** Options and files that let a server hand out files by itself; runserver does as well. */
function servesFiles({ at: { tool } }: DjangoProcess): boolean {
  if (tool?.kind !== 'server') return true;
  return (
    tool.server === 'uwsgi' ||
    tool.options.some(({ canonical }) => /static|mount|^--(?:ini|config|paste)$/.test(canonical))
  );
}

const saidBy = <T>(setting: Setting<T>): T | undefined => (setting.known ? setting.value?.value : undefined);

/** The admin comes with styles of its own, and so does whatever lies in a folder of static files. */
function needsFiles({ installedApps, optional }: SettingsFacts, { project }: ProjectFacts): boolean {
  const apps = saidBy(installedApps) ?? [];
  if (!apps.includes('django.contrib.staticfiles') || optional.length > 0) return false;
  if (apps.some((app) => /^django\.contrib\.admin(?:\.|$)/.test(app))) return true;
  return project.known && project.value.files.some((file) => /(?:^|\/)static\/.*\.css$/.test(file));
}

/** Where the files are asked for, below the application's own address: `static/`. */
function localUrl({ staticUrl }: SettingsFacts): string | undefined {
  const url = saidBy(staticUrl);
  return url === undefined || /^(?:https?:)?\/\//.test(url) ? undefined : url.replace(/^\//, '');
}

/** Helpers for routes that hand out files while DEBUG is on, and do nothing else. */
const HELPERS = ['static', 'staticfiles_urlpatterns'];

/** Who debugs looks after files in another way, or may. */
function isHelped(debug: SettingsFacts['debug'], routes: string, { project, python }: ProjectFacts): boolean {
  if (debug.known) return debug.value?.value === true;
  const path = project.known ? project.value.moduleFile(routes) : undefined;
  const file = path === undefined ? undefined : python(path);
  const names = file?.known ? file.value.names : undefined;
  return !names?.known || HELPERS.some((name) => names.value.has(name));
}

/** Middleware or a storage sees to the files, or may. */
function mayServe({ middleware, staticStorage, whitenoise, staticRoot }: SettingsFacts): boolean {
  const all = saidBy(middleware);
  if (!all || all.some((each) => /static|whitenoise|assets/i.test(each))) return true;
  if (!whitenoise.known || whitenoise.value || !staticStorage.known || !staticRoot.known) return true;
  const storage = staticStorage.value && staticStorageOf(staticStorage.value.value);
  // A folder of the machine is where a server of files looks.
  if (staticRoot.value?.value.base === 'absolute') return true;
  return staticStorage.value !== undefined && (storage?.local !== true || storage.package !== undefined);
}

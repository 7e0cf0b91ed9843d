import type { Model } from '../model/types.ts';
import { type Known, known } from '../text/known.ts';
import { lastPart } from '../text/path.ts';
import type { ComposeService } from './compose/types.ts';
import { DjangoProject } from './django-project.ts';
import { mentionedModules, mentionedSettings } from './mentions.ts';
import { pythonFileOf } from './python-file.ts';
import type { Reading } from './reading.ts';
import type { SettingsFacts } from './settings/types.ts';
import type { EntryScript } from './types.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/** Modules that servers, workers and commands of Django are started with. */
const ENTRIES = ['wsgi.py', 'asgi.py', 'celery.py', 'celery_app.py'];

const SETTINGS = 'DJANGO_SETTINGS_MODULE';

/** The Django project that a Dockerfile is for. */
export const projectAround = (
  root: Known<string>,
  workspace: Known<WorkspaceFiles>,
  reading: Reading,
): Known<DjangoProject> => {
  if (!root.known) return root;
  return workspace.known ? known(new DjangoProject(root.value, workspace.value, reading)) : workspace;
};

/** What runs, as it is written: in the Dockerfile, in scripts and in compose files. */
export function textsThatRun(
  model: Model,
  scripts: Iterable<Known<EntryScript>>,
  services: Known<readonly ComposeService[]>,
): readonly string[] {
  const texts = [model.syntax.text];
  for (const script of scripts) if (script.known) texts.push(script.value.text);
  for (const { end } of model.stages) {
    // Put together of several variables.
    const settings = end.declaredEnv(SETTINGS) ?? end.arg(SETTINGS);
    if (settings?.known) texts.push(`${SETTINGS}=${settings.value}`);
  }
  for (const { command, entrypoint, environment } of services.known ? services.value : []) {
    for (const { words } of [entrypoint, command].flatMap((each) => each ?? []))
      texts.push(words.map(({ value }) => (value.known ? value.value : '')).join(' '));
    for (const { name, value } of environment) if (value?.value.known) texts.push(`${name}=${value.value.value}`);
  }
  return texts;
}

/**
 * Reads the settings and the modules of a project that its start may be about: rules ask what they say, and by then they have to be
 * there.
 */
export function readModules(
  project: Known<DjangoProject>,
  workspace: Known<WorkspaceFiles>,
  texts: readonly string[],
  reading: Reading,
): void {
  if (project.known) {
    const usual = project.value.settingsModule();
    const modules = new Set(mentionedSettings(texts));
    if (usual.known) modules.add(usual.value.value);
    for (const module of modules) readRoutes(project.value, project.value.settings(module), reading);
    for (const file of ['manage.py', ...ENTRIES.flatMap((name) => project.value.entryModules(name))]) {
      const path = project.value.pathOf(file);
      const isThere = workspace.known && workspace.value.has(path);
      const entry = isThere ? reading.parsed(path, pythonFileOf) : undefined;
      // A command of manage.py may work with others than the server.
      if (entry?.known && entry.value.settingsModule) project.value.settings(entry.value.settingsModule.module);
    }
  }
  if (!workspace.known) return;
  for (const module of mentionedModules(texts))
    for (const path of filesOf(module, workspace.value)) reading.parsed(path, pythonFileOf);
}

/** More modules of routes than this are a site that no rule can look through. */
const MAX_ROUTES = 30;

/** Reads the routes that settings name, and those that these include. */
function readRoutes(project: DjangoProject, settings: Known<SettingsFacts>, reading: Reading): void {
  const root = settings.known ? settings.value.rootUrlconf : settings;
  const modules = new Set(root.known && root.value ? [root.value.value] : []);
  // What is added on the way is looked at as well.
  for (const module of modules) {
    const path = project.moduleFile(module);
    const file = path === undefined ? undefined : reading.parsed(path, pythonFileOf);
    if (!file?.known || !file.value.routes.known || modules.size > MAX_ROUTES) continue;
    for (const { includes } of file.value.routes.value) if (typeof includes === 'string') modules.add(includes);
  }
}

/** Files that may be a module, wherever its name starts. */
function filesOf(module: string, workspace: WorkspaceFiles): readonly string[] {
  const plain = module.replaceAll('.', '/');
  return [`${plain}.py`, `${plain}/__init__.py`].flatMap((file) =>
    workspace.named(lastPart(file)).filter((path) => path === file || path.endsWith(`/${file}`)),
  );
}

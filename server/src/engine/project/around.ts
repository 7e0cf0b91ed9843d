import type { Model } from '../model/types.ts';
import { type Known, known } from '../text/known.ts';
import { lastPart } from '../text/path.ts';
import type { ComposeService } from './compose/types.ts';
import { DjangoProject } from './django-project.ts';
import { mentionedModules, mentionedSettings } from './mentions.ts';
import { pythonFileOf } from './python-file.ts';
import type { Reading } from './reading.ts';
import type { EntryScript } from './types.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/** Modules that servers, workers and commands of Django are started with. */
const ENTRIES = ['wsgi.py', 'asgi.py', 'celery.py'];

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
    for (const module of modules) project.value.settings(module);
    for (const file of ['manage.py', ...ENTRIES.flatMap((name) => project.value.entryModules(name))]) {
      const path = project.value.pathOf(file);
      if (workspace.known && workspace.value.has(path)) reading.parsed(path, pythonFileOf);
    }
  }
  if (!workspace.known) return;
  for (const module of mentionedModules(texts))
    for (const path of filesOf(module, workspace.value)) reading.parsed(path, pythonFileOf);
}

/** Files that may be a module, wherever its name starts. */
function filesOf(module: string, workspace: WorkspaceFiles): readonly string[] {
  const plain = module.replaceAll('.', '/');
  return [`${plain}.py`, `${plain}/__init__.py`].flatMap((file) =>
    workspace.named(lastPart(file)).filter((path) => path === file || path.endsWith(`/${file}`)),
  );
}

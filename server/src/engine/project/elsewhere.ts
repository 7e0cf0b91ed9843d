import { type Known, known, unknown } from '../text/known.ts';
import type { DjangoProject } from './django-project.ts';
import type { Reading } from './reading.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/** Projects with more files of this kind have more than anybody reads for one question. */
const MAX_FILES = 60;

/** Files that run commands of a project outside of its image, or tell people to: pipelines, task runners, platforms, notes. */
const BY_NAME =
  /(?:^|\/)(?:GNUm|M|m)akefile$|(?:^|\/)(?:[Jj]ustfile|Procfile[^/]*|Taskfile\.ya?ml|Jenkinsfile|Tiltfile|(?:fabfile|tasks|noxfile|dodo|deploy)\.py|tox\.ini|package\.json|app\.json|fly[^/]*\.toml|railway\.(?:json|toml)|nixpacks\.toml|captain-definition|[^/]*\.(?:sh|bash|mk)|[^/]*compose[^/]*\.ya?ml|[^/]*(?:Docker|Container)file[^/]*)$/;
const AT_TOP = /^(?:[^/]+\.ya?ml|pyproject\.toml|(?:README|DEPLOY\w*|INSTALL\w*|CONTRIBUTING)[^/]*)$/i;
const BY_FOLDER =
  /(?:^|\/)(?:\.github\/workflows|\.circleci|\.gitlab|\.ebextensions|\.platform|k8s|kube|kubernetes|helm|charts?|manifests?|deploy(?:ment)?s?|ansible|infra(?:structure)?|ops|docker|compose)\/.*\.(?:ya?ml|conf|config|toml)$/i;
const NEVER = /(?:^|\/)(?:tests?|fixtures|locale|static|templates|migrations)\//;

const mayRun = (path: string): boolean =>
  !NEVER.test(path) && (BY_NAME.test(path) || AT_TOP.test(path) || BY_FOLDER.test(path));

/**
 * A file outside of the image that has static files collected, or tells people to; known to be undefined where none does. Only looked
 * for where the question comes up: the settings say where to put them, and what is built and started does not do it.
 */
export function collectedElsewhere(
  dockerfile: string,
  texts: readonly string[],
  project: Known<DjangoProject>,
  workspace: Known<WorkspaceFiles>,
  reading: Reading,
): Known<string | undefined> {
  if (!project.known) return project;
  if (!workspace.known) return workspace;
  if (texts.some(mentions)) return unknown('nobody has looked for it');
  const module = project.value.settingsModule();
  const settings = module.known ? project.value.settings(module.value.value) : module;
  if (!settings.known) return settings;
  const { staticRoot } = settings.value;
  if (!staticRoot.known || !staticRoot.value) return unknown('there is no STATIC_ROOT');
  const paths = workspace.value.fitting('', mayRun).filter((path) => path !== dockerfile);
  if (paths.length > MAX_FILES) return unknown('there are more files than are read');
  return searched(paths, reading);
}

function searched(paths: readonly string[], reading: Reading): Known<string | undefined> {
  let hidden: Known<string> | undefined;
  for (const path of paths) {
    const text = reading.parsed(path, mentionsIt);
    if (!text.known) hidden ??= text;
    else if (text.value) return known(path);
  }
  return hidden?.known === false ? hidden : known(undefined);
}

const mentions = (text: string): boolean => text.includes('collectstatic');

const mentionsIt = (_: string, text: string): boolean => mentions(text);

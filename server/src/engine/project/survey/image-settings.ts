import { isDevelopmentName } from '../../model/roles.ts';
import { type Known, known } from '../../text/known.ts';
import type { DjangoProject } from '../django-project.ts';
import type { Fact } from '../types.ts';

/** What settings for production are called, in a package with those for other places. */
const PRODUCTION = ['production', 'prod', 'live', 'deploy', 'deployment'];

const PRODUCTION_FILE = new RegExp(
  `^(?!(?:.*/)?(?:tests?|docs?|examples?)/)(.*settings/(?:${PRODUCTION.join('|')}))\\.py$`,
);

/**
 * The settings that an image is for. Those that the server is started with on a developer's machine are often not the ones: beside
 * `settings.dev`, or in a package that sets nothing itself, lie those for production.
 */
export function imageSettings(project: DjangoProject): Known<Fact<string>> {
  const chosen = project.settingsModule();
  if (chosen.known && !isForDevelopers(chosen.value.value)) return chosen;
  return production(project) ?? managed(project) ?? chosen;
}

const isForDevelopers = (module: string): boolean => isDevelopmentName(module.slice(module.lastIndexOf('.') + 1));

/** Those for production in the package that is named, or in the only one that has such. */
function production(project: DjangoProject): Known<Fact<string>> | undefined {
  const named = project.namedSettings();
  const module = named.known ? named.value?.value : undefined;
  const beside = module === undefined ? [] : [module, module.slice(0, Math.max(0, module.lastIndexOf('.')))];
  const besideIt = beside.flatMap((name) => PRODUCTION.map((last) => `${name}.${last}`)).find(has(project));
  if (besideIt !== undefined) return found(project, besideIt);
  if (module !== undefined && has(project)(module)) return undefined;
  const [only, ...others] = project.files.flatMap((file) => PRODUCTION_FILE.exec(file)?.[1] ?? []);
  return only === undefined || others.length > 0 ? undefined : found(project, only.replaceAll('/', '.'));
}

/** Those of manage.py, where a module for servers names some that are not there. */
function managed(project: DjangoProject): Known<Fact<string>> | undefined {
  const choice = project.settingsChoice('manage.py');
  const fact = choice.known ? choice.value : undefined;
  const named = project.namedSettings();
  const isLost = named.known && named.value !== undefined && !has(project)(named.value.value);
  return fact && isLost && has(project)(fact.value) ? known(fact) : undefined;
}

const has =
  (project: DjangoProject) =>
  (module: string): boolean =>
    project.moduleFile(module) !== undefined;

function found(project: DjangoProject, module: string): Known<Fact<string>> | undefined {
  const path = project.moduleFile(module);
  return path === undefined ? undefined : known({ value: module, from: { path, span: { start: 0, end: 0 } } });
}

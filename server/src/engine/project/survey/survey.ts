import { known } from '../../text/known.ts';
import { lastPart } from '../../text/path.ts';
import { within } from '../context.ts';
import { DjangoProject } from '../django-project.ts';
import { managePyFiles } from '../framework.ts';
import { djangoProjects } from '../projects.ts';
import { healthPageIn } from '../python/health-page.ts';
import { pythonFileOf } from '../python-file.ts';
import { Reading } from '../reading.ts';
import { factsOf, type NamedFacts } from '../report.ts';
import type { SettingsFacts } from '../settings/types.ts';
import type { Fact, ProjectReads, Want } from '../types.ts';
import { buildsFrontEnd, isFrontEndManifest } from './front-end.ts';
import { homeOf } from './home.ts';
import { imageSettings } from './image-settings.ts';
import { sourcesOf } from './sources.ts';
import type { PythonWish, Survey } from './types.ts';

/** What somebody says of a project that has no manage.py. */
export interface Stated {
  /** Its folder in the workspace. */
  readonly root: string;
  /** The package that has wsgi.py and asgi.py. */
  readonly package: string;
  /** The settings, by their dotted name. */
  readonly settings: string;
}

/** The pure step: what a scaffold has to know of each Django project of the workspace, and what else has to be read for that. */
export function surveys(reads: ProjectReads): { surveys: readonly Survey[]; wants: readonly Want[] } {
  const reading = new Reading(reads);
  const files = reading.workspace();
  const roots = djangoProjects(managePyFiles(files));
  const found =
    files.known && roots.known
      ? roots.value.map((root) => surveyOf(new DjangoProject(root, files.value, reading), reading))
      : [];
  return { surveys: found, wants: reading.wants };
}

/** The same for a project that is described in words. */
export function statedSurvey(
  stated: Stated,
  reads: ProjectReads,
): { survey: Survey | undefined; wants: readonly Want[] } {
  const reading = new Reading(reads);
  const files = reading.workspace();
  const project = files.known ? new DjangoProject(stated.root, files.value, reading) : undefined;
  return { survey: project && surveyOf(project, reading, stated), wants: reading.wants };
}

/** Words count before what is found. */
function statedFacts({ root, ...stated }: Stated): NamedFacts {
  const fact = (value: string): Fact<string> => ({ value, from: { path: root, span: { start: 0, end: 0 } } });
  return {
    settingsModule: fact(stated.settings),
    wsgiApplication: fact(`${stated.package}.wsgi.application`),
    asgiApplication: fact(`${stated.package}.asgi.application`),
  };
}

function surveyOf(project: DjangoProject, reading: Reading, stated?: Stated): Survey {
  const home = homeOf(project);
  const words = stated && statedFacts(stated);
  const chosen = stated
    ? known({ value: stated.settings, from: { path: '', span: { start: 0, end: 0 } } })
    : imageSettings(project);
  const settings = chosen.known ? project.settings(chosen.value.value) : chosen;
  const chosenBy = [project.settingsChoice('manage.py'), project.namedSettings()];
  const said = settings.known ? settings.value : undefined;
  const files = project.dependencyFiles();
  const homeFiles = () => project.listing(home);
  const attributes = within(home, '.gitattributes');
  // A note tells what it lacks.
  if (homeFiles().has('.gitattributes')) reading.text(attributes);
  return {
    home,
    folder: project.root.slice(home === '' ? 0 : home.length + 1),
    name: nameOf(project, home),
    facts: { ...factsOf(project, chosen), ...words },
    sources: sourcesOf(home, files),
    settings: said,
    under: (variables) => {
      const under = chosen.known ? project.settings(chosen.value.value, variables) : chosen;
      return under.known ? under.value : undefined;
    },
    isUsual: (module) => chosenBy.every((choice) => choice.known && choice.value?.value === module),
    celeryApp: celeryAppOf(project),
    healthPage: said && healthPageOf(project, said, reading),
    uncompiledMessages: hasUncompiledMessages(project.files),
    frontEnds: frontEndsOf(project, home, reading),
    pythons: pythonWishes(project),
    has: (path) => homeFiles().has(path),
    fitting: (fits) => homeFiles().index.fitting(fits),
    source: (path) => {
      const text = reading.text(path);
      return text.known ? text.value : undefined;
    },
  };
}

/** What an image may be called. */
function nameOf(project: DjangoProject, home: string): string {
  const manifest = project.dependencyFiles().get(within(home, 'pyproject.toml'));
  const own = manifest?.known ? manifest.value.settings?.name?.value : undefined;
  const module = project.settingsModule();
  const top = module.known ? module.value.value.split('.', 1)[0] : undefined;
  const names = [own, lastPart(home), top === 'config' || top === 'core' ? undefined : top];
  const name = names.find((each) => each !== undefined && each !== '') ?? 'app';
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'app'
  );
}

const CELERY_MODULES = ['celery.py', 'celery_app.py', 'celeryapp.py'];

/** Celery finds the application in a package's `celery` module by the package's name. */
function celeryAppOf(project: DjangoProject): Fact<string> | undefined {
  const [file] = CELERY_MODULES.flatMap((name) => project.entryModules(name));
  if (file === undefined) return undefined;
  const module = file.replace(/\.py$/, '').replaceAll('/', '.');
  return { value: module.replace(/\.celery$/, ''), from: { path: project.pathOf(file), span: { start: 0, end: 0 } } };
}

function healthPageOf(project: DjangoProject, { rootUrlconf }: SettingsFacts, reading: Reading): string | undefined {
  const module = rootUrlconf.known ? rootUrlconf.value?.value : undefined;
  const path = module === undefined ? undefined : project.moduleFile(module);
  const file = path === undefined ? undefined : reading.parsed(path, pythonFileOf);
  if (!file?.known || !file.value.routes.known) return undefined;
  const { value: routes } = file.value.routes;
  // What django-health-check has at its own first page.
  const included = routes.find(({ includes }) => includes === 'health_check.urls')?.path;
  return included === undefined ? healthPageIn(routes) : `/${included}`;
}

function frontEndsOf(project: DjangoProject, home: string, reading: Reading): readonly string[] {
  const manifests = project.listing(home).index.fitting(isFrontEndManifest);
  return manifests
    .map((path) => within(home, path))
    .filter((path) => {
      const builds = reading.parsed(path, buildsFrontEnd);
      return builds.known && builds.value;
    });
}

/** Django reads `.mo` files alone. */
function hasUncompiledMessages(files: readonly string[]): boolean {
  const all = new Set(files);
  return files.some((file) => /(?:^|\/)LC_MESSAGES\/[^/]+\.po$/.test(file) && !all.has(file.replace(/\.po$/, '.mo')));
}

const pythonWishes = (project: DjangoProject): readonly PythonWish[] =>
  [...project.dependencyFiles().values()].flatMap((file) =>
    file.known && file.value.requiresPython
      ? [{ wanted: file.value.requiresPython, developedOn: file.value.kind === 'python-version' }]
      : [],
  );

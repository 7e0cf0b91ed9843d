import { lastPart } from '../text/path.ts';
import { within } from './context.ts';
import { DjangoProject } from './django-project.ts';
import { managePyFiles } from './framework.ts';
import { djangoProjects } from './projects.ts';
import { Reading } from './reading.ts';
import { dependencyFacts } from './report-dependencies.ts';
import { settingsFacts } from './report-settings.ts';
import type { Fact, ProjectReads, Want } from './types.ts';

/** Facts by the names that outside programs use. Undefined is unknown. */
export type NamedFacts = Readonly<Record<string, Fact<unknown> | undefined>>;

/** What is found out about one Django project. What is unknown is absent. */
export interface ProjectReport {
  /** Its folder in the workspace; empty for the workspace folder itself. */
  readonly root: string;
  /** Paths in values are relative to the root, those of places to the workspace folder. */
  readonly facts: Readonly<Record<string, Fact<unknown>>>;
}

/** The pure step: the reports so far, and what else has to be read for them. */
export function projectReports(reads: ProjectReads): {
  reports: readonly ProjectReport[];
  wants: readonly Want[];
} {
  const reading = new Reading(reads);
  const files = reading.workspace();
  const roots = djangoProjects(managePyFiles(files));
  const reports =
    files.known && roots.known
      ? roots.value.map((root) => reportOf(new DjangoProject(root, files.value, reading)))
      : [];
  return { reports, wants: reading.wants };
}

/** What is found out about a project, by its names. */
export function factsOf(project: DjangoProject, settings = project.settingsModule()): NamedFacts {
  return { ...layoutFacts(project), ...settingsFacts(project, settings), ...dependencyFacts(project, settings) };
}

function reportOf(project: DjangoProject): ProjectReport {
  const found = Object.entries(factsOf(project));
  const facts = found.filter((entry): entry is [string, Fact<unknown>] => entry[1] !== undefined);
  return { root: project.root, facts: Object.fromEntries(facts) };
}

const COMPOSE = /^(?:docker-)?compose(?:\.[\w-]+)*\.ya?ml$/;
const REQUIREMENTS = /^requirements(?:\/[^/]+|[^/]*)\.(?:txt|in)$/;

/** What the names of files tell; each comes from its own first line. */
function layoutFacts({ root, files }: DjangoProject): NamedFacts {
  const there = (value: unknown, path: string | undefined): Fact<unknown> | undefined =>
    path === undefined ? undefined : { value, from: { path: within(root, path), span: { start: 0, end: 0 } } };
  const named = (path: string) => there(path, files.includes(path) ? path : undefined);
  const fitting = (fits: (path: string) => boolean) => {
    const paths = files.filter(fits);
    return there(paths, paths[0]);
  };
  return {
    managePy: named('manage.py'),
    requirementsFiles: fitting((file) => REQUIREMENTS.test(file)),
    composeFiles: fitting((file) => COMPOSE.test(lastPart(file)) && !file.includes('/')),
    dockerignore: named('.dockerignore'),
  };
}

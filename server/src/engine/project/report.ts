import { lastPart } from '../text/path.ts';
import { within } from './context.ts';
import { managePyFiles, workspaceFiles } from './framework.ts';
import { Reading } from './reading.ts';
import type { Fact, ProjectReads, Want } from './types.ts';

/** What is found out about one Django project, by the names that outside programs use. What is unknown is absent. */
export interface ProjectReport {
  /** Its folder in the workspace; empty for the workspace folder itself. */
  readonly root: string;
  /** Paths in values are relative to the root, those of places to the workspace folder. */
  readonly facts: Readonly<Record<string, Fact<unknown>>>;
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** The pure step: the reports so far, and what else has to be read for them. */
export function projectReports(reads: ProjectReads): {
  reports: readonly ProjectReport[];
  wants: readonly Want[];
} {
  const reading = new Reading(reads);
  const files = workspaceFiles(reading.tree());
  const managePy = managePyFiles(files);
  const roots = managePy.known ? managePy.value.map(folderOf) : [];
  const reports = roots.map((root) => ({ root, facts: reportOf(root, files.known ? files.value : []) }));
  return { reports, wants: reading.wants };
}

const COMPOSE = /^(?:docker-)?compose(?:\.[\w-]+)*\.ya?ml$/;
const REQUIREMENTS = /^requirements(?:\/[^/]+|[^/]*)\.(?:txt|in)$/;

function reportOf(root: string, files: readonly string[]): Record<string, Fact<unknown>> {
  const prefix = root === '' ? '' : `${root}/`;
  const own = files.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length));
  const facts: Record<string, Fact<unknown>> = {};
  const there = (path: string | undefined): Fact<unknown>['from'] | undefined =>
    path === undefined ? undefined : { path: within(root, path), span: { start: 0, end: 0 } };
  const add = (name: string, value: unknown, from: Fact<unknown>['from'] | undefined): void => {
    if (from) facts[name] = { value, from };
  };
  add('managePy', 'manage.py', there(own.find((file) => file === 'manage.py')));
  const requirements = own.filter((file) => REQUIREMENTS.test(file));
  add('requirementsFiles', requirements, there(requirements[0]));
  const compose = own.filter((file) => COMPOSE.test(lastPart(file)) && !file.includes('/'));
  add('composeFiles', compose, there(compose[0]));
  add('dockerignore', '.dockerignore', there(own.find((file) => file === '.dockerignore')));
  return facts;
}

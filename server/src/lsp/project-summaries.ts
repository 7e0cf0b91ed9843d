import type { TextDocument } from 'vscode-languageserver-textdocument';
import { factText } from '../engine/project/fact-text.ts';
import type { ProjectReport } from '../engine/project/report.ts';
import type { Fact } from '../engine/project/types.ts';
import { joinPath } from '../host/paths.ts';
import { factPlace } from './fact-place.ts';
import { type Folders, nameOf, type Place } from './folders.ts';
import type { FactSummary, ProjectSummary } from './messages.ts';
import type { Project, Projects } from './projects.ts';

export interface SummariesHost {
  readonly folders: Folders;
  readonly projects: Projects;
  readonly document: (uri: string) => TextDocument | undefined;
}

/** Every Django project of what is open, with what is found out about it; that of the document at the address comes first. */
export async function projectSummaries(
  uri: string | null,
  { folders, projects, document }: SummariesHost,
): Promise<readonly ProjectSummary[]> {
  const place = uri === null ? undefined : folders.placeOf(uri);
  const others = folders.roots.filter((root) => root !== place?.root);
  const places = [...(place ? [place] : []), ...others.map((root) => ({ root, path: '', loose: false }))];
  const summaries = places.map(async (each) => {
    const project = projects.at(each);
    if (!project) return [];
    const text = uri !== null && each === place ? document(uri)?.getText() : undefined;
    const own = text === undefined ? undefined : await projectOf({ path: each.path, text }, project);
    const reports = await project.reports();
    return reports.map((report) => summaryOf(report, each, project, report.root === own)).sort(ownFirst);
  });
  return (await Promise.all(summaries)).flat();
}

const ownFirst = (a: ProjectSummary, b: ProjectSummary): number => Number(b.own) - Number(a.own);

/** The project that a Dockerfile is for; undefined where nobody can tell. */
async function projectOf(dockerfile: { path: string; text: string }, project: Project): Promise<string | undefined> {
  const { projectRoot } = await project.facts(dockerfile);
  return projectRoot.known ? projectRoot.value : undefined;
}

function summaryOf({ root, facts }: ProjectReport, place: Place, project: Project, own: boolean): ProjectSummary {
  const rows = Object.entries(facts).map(([name, fact]) => rowOf(name, fact, place, project));
  return { name: root === '' ? nameOf(place.root) : joinPath(nameOf(place.root), root), own, facts: rows };
}

const rowOf = (name: string, { value, from }: Fact<unknown>, { root }: Place, project: Project): FactSummary => ({
  name,
  value: factText(value),
  from: factPlace(root, from, project.textOf(from.path)),
});

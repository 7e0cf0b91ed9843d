import { tooLarge } from '../limits.ts';
import { buildModel } from '../model/build.ts';
import type { Model } from '../model/types.ts';
import { parseDockerfile } from '../syntax/parse.ts';
import { type Known, known, unknown } from '../text/known.ts';
import { projectAround, readModules, textsThatRun } from './around.ts';
import { namedContext } from './builds.ts';
import { type ComposeFiles, readComposeFiles } from './compose/read.ts';
import { allServices, servicesThatBuild } from './compose/services.ts';
import { findContext, type IndexedListing } from './context.ts';
import { installedBy } from './dependencies/installed.ts';
import { dependencyFiles } from './dependency-files.ts';
import { findIgnoreFile } from './dockerignore/find.ts';
import { sentOf } from './dockerignore/sent.ts';
import { collectedElsewhere } from './elsewhere.ts';
import { readEnvFiles, variablesOf } from './env-file.ts';
import { isDjangoProject, managePyFiles } from './framework.ts';
import { readGitAttributes } from './git-attributes.ts';
import { readManifests } from './manifests.ts';
import { djangoProjects, projectRoot } from './projects.ts';
import { pythonFileOf } from './python-file.ts';
import { Reading } from './reading.ts';
import { requirementsFiles } from './requirements-files.ts';
import { readSecretFiles } from './secret-files.ts';
import { startFiles } from './start-files.ts';
import type { ProjectFacts, ProjectReads, Want } from './types.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

const NOTHING_READ = unknown('nothing of the project has been read');

/** For a Dockerfile that stands alone, or until the project has been read. */
export const noFacts: ProjectFacts = {
  context: NOTHING_READ,
  dockerignore: NOTHING_READ,
  sent: () => NOTHING_READ,
  django: NOTHING_READ,
  workspace: NOTHING_READ,
  managePy: NOTHING_READ,
  projects: NOTHING_READ,
  projectRoot: NOTHING_READ,
  project: NOTHING_READ,
  dependencies: new Map(),
  installed: (request, python) => installedBy(new Map(), request, python),
  python: () => NOTHING_READ,
  composeServices: NOTHING_READ,
  services: NOTHING_READ,
  serviceVariables: () => ({ given: NOTHING_READ, beside: [] }),
  collectedElsewhere: NOTHING_READ,
  requirements: () => NOTHING_READ,
  script: () => NOTHING_READ,
  mode: () => NOTHING_READ,
  text: () => NOTHING_READ,
  source: () => NOTHING_READ,
};

/**
 * The pure step: from what has been read, the facts so far and what else is wanted. A host reads the wants and asks again
 * until there are none.
 */
export function projectFacts(
  input: { readonly path: string; readonly text: string; readonly model?: Model },
  reads: ProjectReads,
): { facts: ProjectFacts; wants: readonly Want[] } {
  if (!input.model && tooLarge(input.text)) return { facts: noFacts, wants: [] };
  const model = input.model ?? buildModel(parseDockerfile(input.text), input.path);
  const reading = new Reading(reads);
  const workspace = reading.workspace();
  const compose = readComposeFiles(workspace, reading);
  const context = workspace.known ? contextOf(model, workspace.value, compose, reading) : workspace;
  const dockerignore = findIgnoreFile(model, workspace, context, reading);
  const sent = () => sentOf(context, dockerignore);
  const requirements = requirementsFiles(model, context, reading);
  const composeServices = servicesThatBuild(compose, model.path);
  const scripts = startFiles(model, context, composeServices, reading);
  readGitAttributes(scripts.values(), workspace, context, reading);
  const manifests = readManifests(model, context, reading);
  readSecretFiles(model, context, sent(), reading);
  const managePy = managePyFiles(workspace);
  const projects = djangoProjects(managePy);
  const root = projectRoot(model.path, context, projects);
  const project = projectAround(root, workspace, reading);
  readEnvFiles(composeServices, workspace, reading);
  const texts = textsThatRun(model, scripts.values(), composeServices);
  readModules(project, workspace, texts, reading);
  const dependencies = dependencyFiles(project, context, [...manifests, ...requirements.keys()], reading);
  const facts: ProjectFacts = {
    context,
    dockerignore,
    sent,
    django: isDjangoProject(model.path, workspace, reading),
    workspace: workspace.known ? known(workspace.value.all) : workspace,
    managePy,
    projects,
    projectRoot: root,
    project,
    dependencies,
    installed: (request, python) => installedBy(dependencies, request, python),
    python: (path) => reading.parsed(path, pythonFileOf),
    composeServices,
    services: allServices(compose),
    serviceVariables: (service) => variablesOf(service, reading),
    collectedElsewhere: collectedElsewhere(model.path, texts, project, workspace, reading),
    requirements: (path) => requirements.get(path) ?? unknown(`${path} is not read`),
    script: (path) => scripts.get(path) ?? unknown(`${path} is not read`),
    mode: (path) => reading.contextMode(context, path),
    text: (path) => reading.contextText(context, path),
    source: (path) => reading.text(path),
  };
  return { facts, wants: reading.wants };
}

const contextOf = (
  model: Model,
  workspace: WorkspaceFiles,
  compose: Known<ComposeFiles>,
  reading: Reading,
): Known<IndexedListing> => findContext(model, workspace, namedContext(model.path, workspace, compose, reading));

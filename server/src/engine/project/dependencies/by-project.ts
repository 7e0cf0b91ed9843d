import { chosenGroups } from './chosen-groups.ts';
import type { Gathering } from './closure.ts';
import { addGroup, nowhere } from './gather.ts';
import { imageEnvironment } from './marker-environment.ts';
import type { DependencyFiles, ProjectRequest } from './requests.ts';
import type { Choice } from './selection.ts';
import type { DependencyFile, Include } from './types.ts';

/** Takes in what a project asks for that is installed as a package; returns the files that it leaves that to. */
export function addProject(
  request: ProjectRequest,
  files: DependencyFiles,
  python: string | undefined,
  gathering: Gathering,
): readonly Include[] {
  const found = describing(request, files, gathering);
  const from = nowhere(request.files[0] ?? '');
  if (found.length === 0 && request.main) gathering.unread.push({ why: 'nothing says what the project needs', from });
  for (const project of found) {
    const choice = chosen(request, project);
    const { groups, missing } = chosenGroups(project, choice, nowhere(project.path));
    const environment = imageEnvironment(python, choice.extras, choice.groups);
    for (const each of missing) gathering.unread.push(each);
    for (const group of groups) addGroup(group, environment, gathering);
  }
  return request.main ? found.flatMap(({ includes }) => includes) : [];
}

const chosen = ({ main, extras, groups }: ProjectRequest, project: DependencyFile): Choice => ({
  main,
  groups,
  extras: extras === 'all' ? project.groups.flatMap(({ kind, name }) => (kind === 'extra' ? [name] : [])) : extras,
});

/** A pyproject.toml that describes the project is all that counts; a setup.cfg and a setup.py are read together. */
function describing(
  { files: paths, main }: ProjectRequest,
  files: DependencyFiles,
  gathering: Gathering,
): readonly DependencyFile[] {
  const found: DependencyFile[] = [];
  for (const path of paths) {
    const file = files.get(path);
    if (!file?.known) {
      gathering.unread.push({ why: file?.why ?? `${path} is not read`, from: nowhere(path) });
      continue;
    }
    if (!(main ? describesProject(file.value) : file.value.groups.length > 0)) continue;
    found.push(file.value);
    if (file.value.kind === 'pyproject') break;
  }
  return found;
}

const describesProject = ({ groups, settings }: DependencyFile): boolean =>
  settings?.name !== undefined || groups.some(({ kind }) => kind === 'main');

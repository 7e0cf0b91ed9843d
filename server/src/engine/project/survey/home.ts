import { isWithin } from '../../text/path.ts';
import { packageManagerOf } from '../dependencies/manager.ts';
import type { DjangoProject } from '../django-project.ts';

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** `requirements/production.txt` belongs to the folder above. */
const ownerOf = (path: string): string =>
  folderOf(/(?:^|\/)(?:requirements?|reqs|deps)\/[^/]+$/i.test(path) ? folderOf(path) : path);

/** The folder that holds both the project and what says what it needs: that is what a builder has to see. */
export function homeOf(project: DjangoProject): string {
  const files = project.dependencyFiles();
  const [first] = files.keys();
  const manifest = packageManagerOf(files)?.from.path ?? first;
  if (manifest === undefined) return project.root;
  const home = ownerOf(manifest);
  return home === '' || isWithin(project.root, home) ? home : project.root;
}

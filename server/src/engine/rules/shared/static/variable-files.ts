import type { EnvironmentRead, SettingsFacts, SettingsPath } from '../../../project/settings/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import { lastPart } from '../../../text/path.ts';
import { contextFileBefore } from '../image-layout.ts';
import type { Collecting } from './collectstatic.ts';
import { imagePathOf } from './project-paths.ts';

/** What decouple looks for by itself. */
const OF_DECOUPLE = ['.env', 'settings.ini'];

/** Whether a file may be there that gives the settings variables besides those of the environment. */
export function mayReadVariables(
  { environment }: SettingsFacts,
  reads: readonly EnvironmentRead[],
  at: Collecting,
  facts: ProjectFacts,
): boolean {
  const loaded = environment.files.map(({ path }) => path);
  const ofDecouple = reads.some(({ reader }) => reader === 'decouple')
    ? [...new Set(reads.map(({ place }) => place.path))].flatMap((path) =>
        OF_DECOUPLE.map((name) => besides(path, name, facts)),
      )
    : [];
  return [...loaded, ...ofDecouple].some((path) => !path || !isAbsent(path, at, facts));
}

/** A file beside one of the project's modules. */
function besides(module: string, name: string, { project }: ProjectFacts): SettingsPath | undefined {
  if (!project.known) return undefined;
  const root = project.value.pathOf('');
  const folder = module.slice(0, module.lastIndexOf('/') + 1);
  return folder.startsWith(root) ? { base: 'project', path: `${folder.slice(root.length)}${name}` } : undefined;
}

/** A file is surely not in the image when the command runs, nor one of its name in any folder above. */
function isAbsent(path: SettingsPath, { step, tool }: Collecting, facts: ProjectFacts): boolean {
  const place = imagePathOf(path, step, tool);
  if (!place.known) return false;
  return placesUpward(place.value).every((each) => {
    const found = contextFileBefore(step.run, each, facts);
    return found.known && found.value === undefined;
  });
}

/** Folders of base images, which keep no such file there. */
const OF_SYSTEM = new Set(['/usr', '/usr/local']);

function placesUpward(path: string): readonly string[] {
  const name = lastPart(path);
  const places: string[] = [];
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (!OF_SYSTEM.has(folder)) places.push(`${folder}/${name}`);
    if (folder === '') return places;
  }
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

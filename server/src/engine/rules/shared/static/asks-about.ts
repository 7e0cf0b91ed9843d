import { staticStorageOf } from '../../../data/static-storages.ts';
import type { SettingsFacts } from '../../../project/settings/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import { contextFileBefore, contextPath } from '../image-layout.ts';
import type { Collecting } from './collectstatic.ts';
import { imagePathOf } from './project-paths.ts';

/**
 * What collectstatic asks about before it writes: files of the build context that already lie in STATIC_ROOT, or a storage that
 * is elsewhere. Undefined where nothing surely makes it ask.
 */
export function asksAbout(at: Collecting, settings: SettingsFacts, facts: ProjectFacts): string | undefined {
  const { staticRoot, staticStorage } = settings;
  const storage = staticStorage.known ? staticStorage.value?.value : undefined;
  if (storage !== undefined && staticStorageOf(storage)?.local === false)
    return storage.slice(storage.lastIndexOf('.') + 1);
  const root = staticRoot.known ? staticRoot.value?.value : undefined;
  const folder = root && imagePathOf(root, at.step, at.tool);
  const sent = facts.sent();
  if (root?.base !== 'project' || !folder?.known || !facts.project.known || !sent.known) return undefined;
  const source = contextPath(facts.project.value.pathOf(root.path), facts);
  const [file] = source === undefined ? [] : sent.value.below(source);
  if (source === undefined || file === undefined) return undefined;
  const found = contextFileBefore(at.step.run, `${folder.value}${file.slice(source.length)}`, facts);
  return found.known && found.value === file ? root.path : undefined;
}

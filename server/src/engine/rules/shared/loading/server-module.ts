import type { Interface } from '../../../data/servers.ts';
import type { Setting } from '../../../project/settings/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import type { ImportPath } from '../import-path.ts';
import type { ModuleSource } from '../python-process.ts';
import { entryModulesFrom } from './entry-modules.ts';

/** What a server of the project is told to serve. */
export interface ServerModule {
  /** `config.wsgi` */
  readonly name: string;
  readonly attribute: string;
}

/**
 * The module with the project's application, as a server that looks in some folders of an image names it. Of several it is the one
 * that the settings name.
 */
export function serverModule(
  wanted: Interface,
  path: ImportPath,
  source: ModuleSource,
  named?: Setting<string>,
): ServerModule | undefined {
  const entries = entryModulesFrom(`${wanted}.py`, path, source);
  const inSettings = named?.known ? named.value?.value : undefined;
  const entry =
    entries.length > 1 ? entries.find(({ name }) => inSettings?.startsWith(`${name}.`) === true) : entries[0];
  const attribute = entry && attributeOf(entry.path, wanted, source.facts);
  return entry && attribute !== undefined ? { name: entry.name, attribute } : undefined;
}

/** `application`, as Django calls it, or the only one that is made for the interface. */
function attributeOf(path: string, wanted: Interface, { python }: ProjectFacts): string | undefined {
  const file = python(path);
  if (!file.known) return undefined;
  const { names, applications } = file.value;
  const made = [...applications].flatMap(([name, { interface: spoken }]) => (spoken === wanted ? [name] : []));
  if (made.includes('application')) return 'application';
  if (made.length === 1) return made[0];
  const isHidden = names.known && names.value.has('application') && !applications.has('application');
  return isHidden ? 'application' : undefined;
}

import type { Place } from '../types.ts';
import { normalName } from './names.ts';
import type { Choice } from './selection.ts';
import type { DependencyFile, Group, Unread } from './types.ts';

interface Chosen {
  readonly groups: readonly Group[];
  /** What is asked for and not there. */
  readonly missing: readonly Unread[];
}

export const noExtra = (name: string, from: Place): Unread => ({ why: `there is no extra ${name}`, from });

/** Names that are wanted, each with the place that asks for it first. */
class Wanted {
  readonly names = new Map<string, Place>();

  constructor(names: readonly string[], from: Place) {
    for (const name of names) this.add(name, from);
  }

  add(name: string, from: Place): void {
    if (!this.names.has(name)) this.names.set(name, from);
  }
}

/**
 * The groups of a manifest that are chosen, with those that they take in: by `include-group`, or as an extra of the project
 * itself (`all = ["shop[s3]"]`).
 */
export function chosenGroups(project: DependencyFile, chosen: Choice, from: Place): Chosen {
  const byName = new Map(project.groups.map((group) => [`${group.kind} ${group.name}`, group]));
  const own = normalName(project.settings?.name?.value ?? '');
  const names = new Wanted(chosen.groups, from);
  const extras = new Wanted(chosen.extras, from);
  const groups: Group[] = [];
  const missing: Unread[] = [];
  const take = (group: Group | undefined, otherwise: readonly Unread[]): void => {
    if (!group) {
      missing.push(...otherwise);
      return;
    }
    for (const include of group.includesGroups) names.add(include.value, include.from);
    for (const { name, extras: asked, from: at } of group.dependencies)
      if (name === own) for (const extra of asked) extras.add(extra, at);
    groups.push({
      ...group,
      dependencies: group.dependencies.filter(({ name }) => name === undefined || name !== own),
    });
  };
  if (chosen.main) take(byName.get('main main'), []);
  // What is wanted on the way is taken as well. Groups may take in extras, but extras no groups.
  for (const [name, at] of names.names)
    take(byName.get(`group ${name}`), [{ why: `there is no group ${name}`, from: at }]);
  for (const [name, at] of extras.names) take(byName.get(`extra ${name}`), [noExtra(name, at)]);
  return { groups, missing };
}

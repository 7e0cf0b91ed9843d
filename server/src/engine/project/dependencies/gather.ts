import type { Place } from '../types.ts';
import type { Gathering } from './closure.ts';
import { evaluateMarker } from './marker.ts';
import type { MarkerEnvironment } from './marker-environment.ts';
import { ANY } from './specifier.ts';
import type { Group, Lock } from './types.ts';

/** A file as a whole, whatever is in it. */
export const nowhere = (path: string): Place => ({ path, span: { start: 0, end: 0 } });

/** Takes in what a group asks for. */
export function addGroup(group: Group, environment: MarkerEnvironment, gathering: Gathering): void {
  for (const each of group.unread) gathering.unread.push(each);
  for (const { name, extras, specifier, pinned, marker, source, from } of group.dependencies) {
    const holds = evaluateMarker(marker, environment);
    if (holds === false) continue;
    if (name === undefined) {
      const why = 'it does not tell which package it is';
      gathering.unread.push({ why, from, source: holds ? source : undefined });
    } else
      gathering.add({ name, version: pinned, certain: holds === true, direct: true, extras, specifier, source, from });
    if (name !== undefined && source.kind === 'path')
      gathering.unread.push({ why: 'a package of the project brings what it likes', from });
  }
}

/** Takes in a lock that lists what is installed: everything of the groups, or everything. */
export function addFlat(
  lock: Lock,
  groups: readonly string[] | undefined,
  environment: MarkerEnvironment,
  gathering: Gathering,
): void {
  for (const { name, version, marker, groupMarkers, groups: own, optional, source, from } of lock.packages) {
    const shared = groups && own?.filter((group) => groups.includes(group));
    if (shared?.length === 0) continue;
    const conditions = shared?.map((group) => groupMarkers.get(group) ?? marker) ?? [marker];
    const answers = conditions.map((condition) => evaluateMarker(condition, environment));
    if (answers.every((answer) => answer === false)) continue;
    // Which extra brings it, only newer locks tell.
    const isChosen = !optional || conditions.some((condition) => condition?.includes('extra'));
    const certain = isChosen && answers.includes(true);
    gathering.add({ name, version, certain, direct: false, extras: [], specifier: ANY, source, from });
  }
}

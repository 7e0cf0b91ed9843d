import { staticStorageOf } from '../../../data/static-storages.ts';
import { inheritedCopies } from '../../../model/instruction-lists.ts';
import type { Model, Stage } from '../../../model/types.ts';
import type { SettingsFacts } from '../../../project/settings/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import { type SettingsInForce, settingsAtStart, settingsOfRun } from '../settings-in-force.ts';
import type { Started, StartedCommand } from '../started.ts';
import { mayCollectAtStart } from './at-start.ts';
import { type Collecting, collectings } from './collectstatic.ts';

/** A collectstatic that works with other settings than the server for which it collects. */
export interface Mismatch {
  readonly at: Collecting;
  readonly server: StartedCommand;
  readonly collected: SettingsInForce;
  readonly served: SettingsInForce;
  /** `manifest`: the server needs one that is not written. `place`: the two keep files in different places. */
  readonly kind: 'manifest' | 'place';
}

/** What the collecting for an image gets wrong; nothing where any of it works with the settings of the server. */
export function mismatches(started: Started, model: Model, facts: ProjectFacts): readonly Mismatch[] {
  const server = started.commands.find(({ tool }) => tool?.kind === 'server');
  if (!server || mayCollectAtStart(started, model, facts)) return [];
  const served = settingsAtStart(started, server, model, facts);
  if (!served.known) return [];
  const found: Mismatch[] = [];
  for (const at of collectings(model)) {
    const { run, command } = at.step;
    if (!reaches(run.stage, started.start.stage)) continue;
    const collected = settingsOfRun(run, command, facts);
    const kind = collected.known && at.step.certain ? difference(collected.value, served.value) : undefined;
    if (!collected.known || kind === undefined) return [];
    found.push({ at, server, collected: collected.value, served: served.value, kind });
  }
  return found;
}

/** What is made in a stage is part of an image, or may be copied into it. */
const reaches = (made: Stage, image: Stage): boolean =>
  image.ancestry.includes(made) ||
  inheritedCopies(image).some(
    ({ copy: { origin } }) => origin.kind === 'stage' && origin.stage.ancestry.includes(made),
  );

function difference(collected: SettingsInForce, served: SettingsInForce): Mismatch['kind'] | undefined {
  if (collected.module === served.module) return undefined;
  const [before, after] = [keepingOf(collected.settings), keepingOf(served.settings)];
  if (!before || !after) return undefined;
  if (before.local && after.local && after.manifest && !before.manifest) return 'manifest';
  return before.place !== undefined && after.place !== undefined && before.place !== after.place ? 'place' : undefined;
}

/** How settings keep static files. */
interface Keeping {
  readonly local: boolean;
  readonly manifest: boolean;
  /** Undefined where it cannot be compared. */
  readonly place: string | undefined;
}

function keepingOf({ staticStorage, staticRoot }: SettingsFacts): Keeping | undefined {
  if (!staticStorage.known) return undefined;
  const backend = staticStorage.value?.value ?? DEFAULT_STORAGE;
  const storage = staticStorageOf(backend);
  if (!storage) return undefined;
  const root = staticRoot.known ? staticRoot.value?.value : undefined;
  const place = storage.local ? root && `${root.base} ${root.path}` : storage.module;
  return { local: storage.local, manifest: /Manifest/.test(backend), place };
}

const DEFAULT_STORAGE = 'django.contrib.staticfiles.storage.StaticFilesStorage';

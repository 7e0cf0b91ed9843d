import { staticStorageOf } from '../../../data/static-storages.ts';
import type { Instruction, Model } from '../../../model/types.ts';
import type { EnvironmentRead, SettingsFacts } from '../../../project/settings/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import type { Related } from '../../define.ts';
import { hasPackage, imageDependencies } from '../image-dependencies.ts';
import { type SettingsInForce, settingsOfRun } from '../settings-in-force.ts';
import { listed, shortened } from '../wording.ts';
import type { Collecting } from './collectstatic.ts';
import { missingVariables } from './missing-variables.ts';
import { absentFile, laterInstall } from './not-there-yet.ts';

/** Why a collectstatic surely fails. */
export interface Cause {
  /** What is wrong, as the first half of a sentence. */
  readonly what: string;
  readonly related: readonly Related[];
  /** Variables that the settings need and do not get. */
  readonly missing?: { readonly reads: readonly EnvironmentRead[]; readonly settings: SettingsFacts };
  /** The instruction behind which it would work. */
  readonly waitsFor?: Instruction;
}

/** What comes first hides the rest: without manage.py nobody gets to the settings. */
export function causesOf(at: Collecting, model: Model, facts: ProjectFacts): readonly Cause[] {
  const found = settingsOfRun(at.step.run, at.step.command, facts);
  const inForce = found.known ? found.value : undefined;
  const early = tooEarly(at, inForce, model, facts);
  if (early) return [early];
  if (!inForce) return [];
  return [
    withoutVariables(at, inForce, facts),
    withoutStorage(at, inForce, model, facts),
    withoutRoot(inForce),
  ].flatMap((cause) => cause ?? []);
}

function tooEarly(
  at: Collecting,
  inForce: SettingsInForce | undefined,
  model: Model,
  facts: ProjectFacts,
): Cause | undefined {
  const absent = absentFile(at, inForce, facts);
  if (absent) {
    const { name, broughtBy } = absent;
    const related = broughtBy ? [{ span: broughtBy.span, message: `${shortened(name)} comes in here` }] : [];
    const what = `${shortened(name)} is not in the image ${broughtBy ? 'yet ' : ''}when collectstatic runs`;
    return { what, related, ...(broughtBy && { waitsFor: broughtBy }) };
  }
  const install = laterInstall(at, model, facts);
  if (!install) return undefined;
  const related = [{ span: install.command.span, message: 'Django is installed here' }];
  return { what: 'Django is not installed yet when collectstatic runs', related, waitsFor: install.run };
}

function withoutVariables(at: Collecting, inForce: SettingsInForce, facts: ProjectFacts): Cause | undefined {
  const reads = missingVariables(at, inForce, facts);
  if (reads.length === 0) return undefined;
  const related = reads.map(({ name, place }) => ({
    ...place,
    message: `${shortened(name)} is read here, and nothing replaces it`,
  }));
  const names = reads.map(({ name }) => shortened(name, 18));
  return {
    what: `collectstatic needs ${listed(names, at.excuse ? 2 : 3)}, which the build does not set`,
    related,
    missing: { reads, settings: inForce.settings },
  };
}

function withoutStorage(
  { step }: Collecting,
  { settings: { staticStorage } }: SettingsInForce,
  model: Model,
  facts: ProjectFacts,
): Cause | undefined {
  const storage = staticStorage.known ? staticStorage.value : undefined;
  const name = storage && staticStorageOf(storage.value)?.package;
  if (!storage || name === undefined || hasPackage(imageDependencies(step.run.stage, model, facts), name) !== false)
    return undefined;
  return {
    what: `collectstatic stores files with ${name}, which nothing installs`,
    related: [{ ...storage.from, message: 'The storage of static files is chosen here' }],
  };
}

/** Storages that keep files in STATIC_ROOT, as Django's own does. */
function withoutRoot({ settings, module, chosenAt }: SettingsInForce): Cause | undefined {
  const { staticRoot, staticStorage, installedApps } = settings;
  const isUnset = staticRoot.known && staticRoot.value === undefined && staticStorage.known;
  if (!isUnset || !installedApps.known || !installedApps.value?.value.includes('django.contrib.staticfiles'))
    return undefined;
  if (staticStorage.value && staticStorageOf(staticStorage.value.value)?.local !== true) return undefined;
  const related: readonly Related[] = chosenAt ? [{ ...chosenAt, message: 'The settings are chosen here' }] : [];
  return { what: `${shortened(module)} sets no STATIC_ROOT, where collectstatic puts files`, related };
}

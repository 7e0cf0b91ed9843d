import type { Model } from '../../../model/types.ts';
import type { Fact, ProjectFacts } from '../../../project/types.ts';
import { type Absence, absence } from '../dependencies/absence.ts';
import { imageDependencies } from '../image-dependencies.ts';
import type { DjangoProcess } from '../settings/process-settings.ts';

export const WHITENOISE = 'whitenoise.middleware.WhiteNoiseMiddleware';
export const SECURITY = 'django.middleware.security.SecurityMiddleware';

/** The settings name WhiteNoise, and the image has no such package. */
export interface MissingWhitenoise {
  readonly named: Fact<string>;
  readonly absence: Absence;
}

export function missingWhitenoise(
  { settings, started }: DjangoProcess,
  model: Model,
  facts: ProjectFacts,
): MissingWhitenoise | undefined {
  const { whitenoise } = settings;
  const named = whitenoise.known ? whitenoise.value : undefined;
  if (!named || settings.optional.length > 0) return undefined;
  const missing = absence(imageDependencies(started.start.stage, model, facts), 'whitenoise');
  return missing && { named, absence: missing };
}

/** WhiteNoise stands behind middleware that each request for a file then goes through. */
export interface LateWhitenoise {
  readonly entries: readonly Fact<string>[];
  /** The middleware in front of it. */
  readonly behind: Fact<string>;
}

/** Middleware of Django's that works on every request, and has nothing to do with files. */
const NOT_FOR_FILES =
  /^django\.(?:contrib\.(?:sessions|auth|messages)|middleware\.(?:common|csrf|locale|clickjacking|gzip|cache))\./;

export function lateWhitenoise({ settings: { middlewareEntries } }: DjangoProcess): LateWhitenoise | undefined {
  const entries = middlewareEntries.known ? (middlewareEntries.value?.value ?? []) : [];
  const at = entries.findIndex(({ value }) => value === WHITENOISE);
  const behind = entries.slice(0, Math.max(at, 0)).find(({ value }) => NOT_FOR_FILES.test(value));
  return behind && { entries, behind };
}

import { PLACEHOLDER } from '../../../data/secrets.ts';
import type { Place } from '../../../project/types.ts';
import { secretKind } from '../secret-values.ts';
import type { DjangoProcess } from '../settings/process-settings.ts';

/** A key for signing that whoever reads the code knows. */
export interface KnownKey {
  /** It stands there alone, or is used where nobody sets these variables. */
  readonly unless: string | undefined;
  readonly from: Place;
}

/** Those in settings for debugging are for nobody to find. */
export function knownKey({ written, settings, lacks }: DjangoProcess): KnownKey | undefined {
  const { secretKey } = written;
  if (!secretKey.known || !secretKey.value || isOn(settings.debug) || written.optional.length > 0) return undefined;
  const { value: key, from } = secretKey.value;
  if (key.kind === 'literal') return looksMade(key.value) ? { unless: undefined, from } : undefined;
  const [read, ...others] = key.reads;
  const { fallback } = key;
  const mayBeInFile = written.environment.files.length > 0 || read?.reader === 'decouple';
  if (!read || others.length > 0 || fallback.kind !== 'literal' || mayBeInFile) return undefined;
  if (!lacks(read.name, 'usually')) return undefined;
  return looksMade(String(fallback.value)) ? { unless: read.name, from } : undefined;
}

const isOn = (debug: DjangoProcess['settings']['debug']): boolean => debug.known && debug.value?.value === true;

const PREFIX = /^django-insecure-/;

/** Made by startproject or another program, and no word that says it is to be replaced. */
function looksMade(key: string): boolean {
  const rest = key.replace(PREFIX, '');
  if (rest !== key) return rest.length >= 20 && !PLACEHOLDER.test(rest);
  return secretKind('SECRET_KEY', key) === 'real';
}

/** ALLOWED_HOSTS is written down as any host at all. */
export function openHosts({ written, settings }: DjangoProcess): Place | undefined {
  const { allowedHosts } = written;
  if (!allowedHosts.known || !allowedHosts.value || isOn(settings.debug) || written.optional.length > 0)
    return undefined;
  return allowedHosts.value.value.includes('*') ? allowedHosts.value.from : undefined;
}

import type { Rule } from '../rules/define.ts';
import { jsonNode } from './json.ts';
import { readLayer } from './read.ts';
import type { ReadConfig } from './types.ts';

/** The settings of an editor that configure the engine, as they came: nothing about them is known yet. */
export interface RawSettings {
  readonly detect?: unknown;
  readonly rules?: unknown;
}

/** Reads one layer of settings; what is not set (undefined or null) says nothing. */
export function readSettings(rules: readonly Rule[], settings: RawSettings): ReadConfig {
  const given = [
    { name: 'detect', value: settings.detect },
    { name: 'rules', value: settings.rules },
  ].filter(({ value }) => value !== undefined && value !== null);
  const entries = given.map(({ name, value }) => ({ name, nameSpan: undefined, value: jsonNode(value) }));
  return readLayer(rules, { kind: 'table', span: undefined, entries });
}

import { type Known, known } from '../text/known.ts';
import { readModule } from './python/read.ts';
import { choosesSettings, type SettingsModule, settingsModuleOf } from './python/settings-module.ts';
import type { Fact } from './types.ts';

/** The settings that a file chooses; known to be undefined when it has no say in them. */
export type Choice = Known<Fact<string> | undefined>;

/** The first that is made. One that is not known may be any. */
export const firstChoice = (choices: readonly Choice[]): Choice =>
  choices.find((choice) => !choice.known || choice.value) ?? known(undefined);

/** What a file such as wsgi.py chooses; `unclear` where it does not do so in plain words. */
export function choiceIn(_: string, text: string): SettingsModule | 'unclear' | undefined {
  const module = readModule(text);
  return settingsModuleOf(module) ?? (choosesSettings(module) ? 'unclear' : undefined);
}

/** Nothing stands in it but comments and texts. */
export const setsNothing = (_: string, text: string): boolean =>
  readModule(text).statements.every((statement) => statement.kind === 'expression' && statement.value.kind === 'text');

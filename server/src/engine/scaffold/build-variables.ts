import { assignmentsFor } from '../project/settings/throw-away.ts';
import type { EnvironmentRead } from '../project/settings/types.ts';
import type { Plan } from './types.ts';

/** What collectstatic is given for one run: the settings cannot be imported without, and nothing of it stays in the image. */
export function buildVariables({ survey }: Plan, given: ReadonlySet<string>): readonly string[] {
  const { settings } = survey;
  if (!settings) return [];
  const missing = new Map<string, EnvironmentRead>();
  for (const read of settings.environment.reads)
    if (read.required && read.unconditional && !given.has(read.name) && !missing.has(read.name))
      missing.set(read.name, read);
  const { text } = assignmentsFor([...missing.values()], settings);
  return text.split(' ').filter((word) => word !== '');
}

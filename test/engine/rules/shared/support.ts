import { buildModel } from '../../../../server/src/engine/model/build.ts';
import type { Stage } from '../../../../server/src/engine/model/types.ts';
import { factsFor } from '../../../../server/src/engine/project/memory.ts';
import type { ProjectFacts } from '../../../../server/src/engine/project/types.ts';
import { type Start, startsOf } from '../../../../server/src/engine/rules/shared/start.ts';
import { parseDockerfile } from '../../../../server/src/engine/syntax/parse.ts';

/** The last stage of a text. */
export function stageOf(text: string): Stage {
  const stage = buildModel(parseDockerfile(text), 'Dockerfile').stages.at(-1);
  if (!stage) throw new Error('No stage');
  return stage;
}

/** How the only image of a text starts, in a project of some files. */
export function startOf(
  text: string,
  files: Readonly<Record<string, string>> = {},
): { start: Start; facts: ProjectFacts } {
  const [start] = startsOf(buildModel(parseDockerfile(text), 'Dockerfile'), ['ships', 'develops']);
  if (!start) throw new Error('Nothing starts');
  return { start, facts: factsFor({ path: 'Dockerfile', text }, { 'manage.py': '', ...files }) };
}

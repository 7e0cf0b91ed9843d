import { buildModel } from '../../../../../server/src/engine/model/build.ts';
import { factsFor } from '../../../../../server/src/engine/project/memory.ts';
import { imageDependencies } from '../../../../../server/src/engine/rules/shared/image-dependencies.ts';
import { parseDockerfile } from '../../../../../server/src/engine/syntax/parse.ts';

export type Texts = Readonly<Record<string, string>>;

/** What the last stage of a text has, in a project of some files. */
export function dependenciesOf(text: string, files: Texts) {
  const model = buildModel(parseDockerfile(text), 'Dockerfile');
  const stage = model.stages.at(-1);
  if (!stage) throw new Error('No stage');
  return imageDependencies(stage, model, factsFor({ path: 'Dockerfile', text }, { 'manage.py': '', ...files }));
}

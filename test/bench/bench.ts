/** `npm run bench`: the figures we promise, measured in one run. Ends with 1 when one is over its limit. */
import { buildExtension } from '../../scripts/editor/extension.ts';
import { analysisFigures } from './analysis.ts';
import { editorFigures } from './editor.ts';
import { factsFigures } from './facts.ts';
import { type Figure, holds, line } from './figure.ts';
import { packageFigures } from './package.ts';
import { ruleFigures } from './rules.ts';
import { scaffoldFigures } from './scaffold.ts';
import { wireFigures } from './wire.ts';

await buildExtension();
const MEASURES = [
  analysisFigures,
  ruleFigures,
  factsFigures,
  scaffoldFigures,
  wireFigures,
  packageFigures,
  editorFigures,
];
for (const measure of MEASURES) {
  const figures: Figure[] = await measure();
  for (const figure of figures) console.log(line(figure));
  if (!figures.every(holds)) process.exitCode = 1;
}

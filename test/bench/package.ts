/** The size of what people download. */
import { join } from 'node:path';
import { temporaryFolder } from '../../scripts/editor/cleanup.ts';
import { PACKAGE_LIMIT, packExtension } from '../../scripts/editor/extension.ts';
import type { Figure } from './figure.ts';

export async function packageFigures(): Promise<Figure[]> {
  const size = await packExtension(join(temporaryFolder('package'), 'bench.vsix'));
  return [{ name: '.vsix', value: size / 1000, unit: 'kB', limit: PACKAGE_LIMIT / 1000 }];
}

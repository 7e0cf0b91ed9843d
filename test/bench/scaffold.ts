/** From the command to the preview, but for the answers: what the bundled server, just started, needs for a large project. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../scripts/editor/checkout.ts';
import { temporaryFolder } from '../../scripts/editor/cleanup.ts';
import { OUR_EXTENSION, SpawnedServer } from '../support/lsp-client.ts';
import { choicesOf } from '../support/scaffold-choices.ts';
import type { Figure } from './figure.ts';
import { writeLargeProject } from './large-project.ts';
import { median } from './stopwatch.ts';

const STARTS = 5;

export async function scaffoldFigures(): Promise<Figure[]> {
  const folder = temporaryFolder('scaffold');
  writeLargeProject(folder);
  const samples: number[] = [];
  for (let at = 0; at < STARTS; at++) samples.push(await questionsAndPlan(folder));
  return [{ name: 'scaffold of 5,000 files, command to preview', value: median(samples), unit: 'ms', limit: 500 }];
}

async function questionsAndPlan(folder: string): Promise<number> {
  const server = new SpawnedServer({ extras: OUR_EXTENSION, folders: [folder] }, [join(root, 'dist/server.js')]);
  await server.greeting;
  const start = performance.now();
  const [project] = await server.scaffoldProjects({ uri: pathToFileURL(folder).href, stated: null });
  if (!project) throw new Error('no project was found');
  const { uri, stated } = project;
  const plan = await server.scaffoldPlan({ uri, stated, choices: choicesOf(project), beside: [], kept: [] });
  const time = performance.now() - start;
  await server.stop();
  if (!plan) throw new Error('nothing was planned');
  return time;
}

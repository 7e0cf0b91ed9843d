import { setTimeout as sleep } from 'node:timers/promises';
import type { Running } from '../../engine/types.ts';
import { probeOf } from '../compose.ts';
import { page, until } from '../requests.ts';
import { type Deployment, serviceOf, startService } from './services.ts';

const PATIENCE_SECONDS = 60;
/** A scheduler that cannot start ends in this time. */
const STARTED_MS = 4_000;

/** A task goes from the server through the broker to a worker, and its work is seen. */
export async function judgeWorker(deployment: Deployment, web: Running): Promise<void> {
  const { check } = deployment;
  const worker = await startService(deployment, 'worker');
  const output = () => `it does not\n${worker.output()}`;
  await check('the worker passes its health check', async () => {
    const probe = probeOf(serviceOf(deployment, 'worker'));
    await until(async () => (await worker.exec(probe)).code === 0, PATIENCE_SECONDS, output);
  });
  await check('the worker does what the server leaves to it', async () => {
    await page(web, { path: '/later/' });
    const isDone = async () => (await page(web, { path: '/' })).body.includes('written by the worker');
    await until(isDone, PATIENCE_SECONDS, output);
  });
  await check('the scheduler starts', async () => {
    const beat = await startService(deployment, 'beat');
    const early = await Promise.race([beat.ended, sleep(STARTED_MS, undefined, { ref: false })]);
    if (early !== undefined) throw new Error(`it ends with code ${early}\n${beat.output()}`);
    await beat.stop(5);
  });
  await worker.stop(10);
}

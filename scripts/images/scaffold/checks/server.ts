import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../editor/checkout.ts';
import type { Running } from '../../engine/types.ts';
import { probeOf, startOf } from '../compose.ts';
import { ask, page, until, upload } from '../requests.ts';
import { type Deployment, serviceOf, startService } from './services.ts';

const PATIENCE_SECONDS = 30;
const STOPS_WITHIN = 3;
/** Ended by itself, or by the signal that it has handed on. */
const GOOD_ENDS = [0, 143];

/** Looks at the server while it runs, lets others use it, and stops it. */
export async function judgeServer(deployment: Deployment, use: (web: Running) => Promise<void>): Promise<void> {
  const { check, image } = deployment;
  const web = await startService(deployment, 'web');
  const probe = probeOf(serviceOf(deployment, 'web'), image);
  await check('it answers with status 200', async () => {
    const answers = async () => (await ask(web, { path: '/pulse/' }).catch(() => undefined)) !== undefined;
    await until(answers, PATIENCE_SECONDS, () => `it gives no answer\n${web.output()}`);
    await page(web, { path: '/' });
    await page(web, { path: '/pulse/' });
  });
  await check('its health check passes while it serves, as its own user', async () => {
    const { code, stdout, stderr } = await web.exec(probe);
    if (code !== 0) throw new Error(`it ends with code ${code}\n${stdout}${stderr}`);
  });
  await check('none of its processes is of root', () => judgeUser(web));
  await judgeStatic(deployment, web);
  await judgeUpload(deployment, web);
  await use(web);
  await check('SIGTERM ends it within 3 s, with code 0 or 143', async () => {
    const seconds = await web.stop(STOPS_WITHIN);
    const code = await web.ended;
    if (seconds >= STOPS_WITHIN || !GOOD_ENDS.includes(code))
      throw new Error(`it takes ${seconds.toFixed(1)} s and ends with code ${code}\n${web.output()}`);
  });
  await check('its health check fails once it has ended', async () => {
    const { env } = startOf(serviceOf(deployment, 'web'));
    const { code } = await image.run(probe, { env, network: deployment.network });
    if (code === 0) throw new Error('it passes');
  });
}

async function judgeUser(web: Running): Promise<void> {
  const { stdout } = await web.exec(['sh', '-c', 'grep --no-filename ^Uid: /proc/[0-9]*/status']);
  const users = new Set(stdout.split('\n').flatMap((line) => line.split('\t').slice(1)));
  if (users.size !== 1 || users.has('0')) throw new Error(`they are of ${[...users].join(', ')}`);
}

const STYLES = readFileSync(join(root, 'test/images/scaffold/notes/static/notes/site.css'), 'utf8');

async function judgeStatic({ combination, check, image }: Deployment, web: Running): Promise<void> {
  if (combination.static === 'none') {
    await check('static files are collected in the image', async () => {
      const { stdout, stderr } = await image.run(['cat', 'staticfiles/notes/site.css']);
      if (stdout !== STYLES) throw new Error(`the file holds: ${stdout}${stderr}`);
    });
    return;
  }
  await check('a static file has its content, and headers for the browser to keep it', async () => {
    const { body } = await page(web, { path: '/' });
    const path = /href="([^"]*\.css)"/.exec(body)?.[1];
    if (path === undefined) throw new Error(`the page names no style sheet\n${body}`);
    const { body: styles, headers } = await page(web, { path });
    if (styles !== STYLES) throw new Error(`${path} holds: ${styles}`);
    const kept = headers['cache-control'] ?? '';
    if (!/max-age=\d{8,}/.test(kept) || !kept.includes('immutable')) throw new Error(`Cache-Control: ${kept}`);
  });
}

async function judgeUpload(deployment: Deployment, web: Running): Promise<void> {
  await deployment.check('an upload lands in the volume for media', async () => {
    const { body: path } = await page(web, upload('/upload/', 'letter.txt', 'Dear reader'));
    const target = serviceOf(deployment, 'web').volumes?.find(({ source }) => source === 'media')?.target;
    if (target === undefined || !path.startsWith(`${target}/`))
      throw new Error(`it lands in ${path}, not in ${target}`);
    // Another container of the service sees it.
    const other = await startService(deployment, 'web', ['cat', path]);
    await other.ended;
    if (!other.output().includes('Dear reader')) throw new Error(`another container finds there\n${other.output()}`);
  });
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Image, Output, Running } from '../engine/types.ts';
import { answers, needsBefore } from './claims.ts';
import type { Claim } from './types.ts';

/** Runs the image's command until it answers, and does something beside it. */
async function whileServing<Result>(image: Image, use: (server: Running) => Promise<Result>): Promise<Result> {
  const server = await image.start();
  try {
    if (!(await answers(server))) throw new Error(`the image's command gives no answer\n${server.output()}`);
    return await use(server);
  } finally {
    await server.stop(0);
  }
}

const serves = async (image: Image): Promise<boolean> => {
  const server = await image.start();
  const answered = await answers(server);
  await server.stop(0);
  return answered;
};

/** Before, the command ends by itself, with this code; after, its server answers. */
export const keepsRunning = (code: number): Claim => ({
  says: `its command ends at once with code ${code} before, and its server answers after`,
  async refute(images) {
    const early = await ending(needsBefore(images));
    if (early.code !== code) return `before, it ended with code ${early.code}\n${early.output}`;
    return (await serves(images.after)) ? undefined : 'it gives no answer after';
  },
});

/** After, the command ends by itself with this code; before, it ended with another one, or its server answered. */
export const endsWith = (code: number, { before }: { readonly before: number | 'an answer' }): Claim => ({
  says: `its command ends with code ${code}; before, ${before === 'an answer' ? 'its server answers' : `with ${before}`}`,
  async refute(images) {
    const image = needsBefore(images);
    const then = before === 'an answer' ? await serves(image) : (await ending(image)).code === before;
    if (!then) return 'before, it does something else';
    const late = await ending(images.after);
    return late.code === code ? undefined : `after, it ended with code ${late.code}\n${late.output}`;
  },
});

const ENDS_MS = 10_000;

const STATUS = `import urllib.error, urllib.request
try:
    print(urllib.request.urlopen("http://127.0.0.1:8000/", timeout=2).status)
except urllib.error.HTTPError as error:
    print(error.code)
`;

/** What the server answers once it does; empty when it never does. */
async function statusOf(image: Image): Promise<string> {
  const server = await image.start();
  for (const end = Date.now() + ANSWERS_MS; Date.now() < end; await sleep(200)) {
    const { code, stdout } = await server.exec(['python3', '-c', STATUS]);
    if (code !== 0) continue;
    await server.stop(0);
    return stdout.trim();
  }
  await server.stop(0);
  return '';
}

const ANSWERS_MS = 20_000;

/** The server starts in both, and only after does it answer a request. */
export const answersInsteadOf = (status: number): Claim => ({
  says: `every request gets a ${status} before, and an answer after`,
  async refute(images) {
    const before = await statusOf(needsBefore(images));
    if (before !== String(status)) return `before, it answers with ${before || 'nothing'}`;
    const after = await statusOf(images.after);
    return after === '200' ? undefined : `after, it answers with ${after || 'nothing'}`;
  },
});

/** The code with which the image's command ends by itself, and what it prints. */
async function ending(image: Image): Promise<{ code: number | 'none'; output: string }> {
  const running = await image.start();
  const code = await Promise.race([running.ended, sleep(ENDS_MS, 'none' as const, { ref: false })]);
  if (code === 'none') await running.stop(0);
  return { code, output: running.output() };
}

/** What the server prints until it has answered fits the pattern in one of the images, and not in the other. */
export const logs = (text: string, { only }: { readonly only: 'before' | 'after' }): Claim => ({
  says: only === 'after' ? `its log has \`${text}\`, and did not before` : `its log has no \`${text}\` any more`,
  async refute(images) {
    for (const [when, image] of Object.entries({ before: needsBefore(images), after: images.after })) {
      const log = await whileServing(image, async (server) => server.output());
      if (log.includes(text) !== (when === only)) return `what it prints ${when}:\n${log}`;
    }
    return undefined;
  },
});

/** A file that its server does not know before. */
export const handsOut = (path: string): Claim => ({
  says: `its server hands out \`${path}\`, which it did not before`,
  async refute(images) {
    const ask = `import urllib.request as r; r.urlopen("http://127.0.0.1:8000${path}", timeout=2)`;
    const asks = (image: Image): Promise<Output> =>
      whileServing(image, (server) => server.exec(['python3', '-c', ask]));
    if ((await asks(needsBefore(images))).code === 0) return 'it also did before';
    const { code, stderr } = await asks(images.after);
    return code === 0 ? undefined : `it does not\n${stderr}`;
  },
});

// As good as another machine's: who listens on 127.0.0.1 alone does not answer there.
const FROM_ELSEWHERE = 'import socket; socket.create_connection(("127.0.0.2", 8000), 2)';

export const reachable = (): Claim => ({
  says: 'its server only answers 127.0.0.1 before, and every address after',
  async refute(images) {
    const asks = (image: Image): Promise<Output> =>
      whileServing(image, (server) => server.exec(['python3', '-c', FROM_ELSEWHERE]));
    if ((await asks(needsBefore(images))).code === 0) return 'it can also be reached before';
    const { code, stderr } = await asks(images.after);
    return code === 0 ? undefined : `it cannot be reached\n${stderr}`;
  },
});

/** The command of the health check, as Docker would run it. */
function healthcheckOf({ config }: Image): readonly string[] {
  const { Test = [] }: { readonly Test?: readonly string[] } = JSON.parse(config.healthcheck || '{}');
  const [kind, ...words] = Test;
  if (words.length === 0) throw new Error('the image has no health check');
  return kind === 'CMD-SHELL' ? ['sh', '-c', ...words] : words;
}

/** `failed`: there was a check before, and it failed with this message. */
export const healthy = (failed?: RegExp): Claim => ({
  says: `its health check passes while the server runs, and only then${failed ? '; before, it fails' : ''}`,
  async refute(images) {
    const asks = (image: Image): Promise<Output> => whileServing(image, (server) => server.exec(healthcheckOf(image)));
    if (failed) {
      const then = await asks(needsBefore(images));
      if (then.code === 0) return 'it also passes before';
      if (!failed.test(then.stderr)) return `before, it fails otherwise: ${then.stderr}`;
    }
    const now = await asks(images.after);
    if (now.code !== 0) return `it fails: ${now.stdout}${now.stderr}`;
    const idle = await images.after.run(healthcheckOf(images.after));
    return idle.code === 0 ? 'it passes where no server runs' : undefined;
  },
});

/** The page takes its time, and prints when it begins and when it has finished. */
export const SLOW_PAGE = {
  'config/urls.py': `import time

from django.http import HttpResponse
from django.urls import path


def slow(request):
    print("page begun", flush=True)
    time.sleep(2)
    print("page finished", flush=True)
    return HttpResponse("It works\\n")


urlpatterns = [path("", lambda request: HttpResponse("It works\\n")), path("slow/", slow)]
`,
};

const ASK_SLOWLY = 'import urllib.request as r; r.urlopen("http://127.0.0.1:8000/slow/", timeout=10)';

/** Needs `SLOW_PAGE`. */
export const finishesRequests = (): Claim => ({
  says: 'a stop lets a running request finish, which it did not before',
  async refute(images) {
    const finishes = (image: Image): Promise<boolean> =>
      whileServing(image, async (server) => {
        const asked = server.exec(['python3', '-c', ASK_SLOWLY]);
        while (!server.output().includes('page begun')) await sleep(50);
        await server.stop(10);
        await asked;
        return server.output().includes('page finished');
      });
    if (await finishes(needsBefore(images))) return 'it also did before';
    return (await finishes(images.after)) ? undefined : 'it is cut off';
  },
});

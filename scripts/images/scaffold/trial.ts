import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { imageOf } from '../cases/judge.ts';
import { writeContext } from '../context.ts';
import type { Engine, Image } from '../engine/types.ts';
import { installed } from './build-log.ts';
import { judgeContent } from './checks/content.ts';
import { judgeFiles } from './checks/files.ts';
import { judgeServices } from './checks/services.ts';
import { type Combination, titleOf } from './combinations.ts';
import { servicesIn } from './compose.ts';
import { helpersOf } from './helpers.ts';
import { naiveDockerfile } from './naive.ts';
import { projectFor } from './project.ts';
import { type Written, writeProject } from './written.ts';

/** What a combination has shown. */
export interface Outcome {
  readonly title: string;
  readonly checks: readonly string[];
  readonly megabytes: number;
  readonly naiveMegabytes: number;
  readonly buildSeconds: number;
  readonly rebuildSeconds: number;
}

/** Does something that must not fail, and writes down that it did not. */
export type Check = <T>(says: string, work: () => Promise<T>) => Promise<T>;

/** The image of a project on PostgreSQL is at most so much of the naive one. */
const AT_MOST = 0.6;

/** Makes a project, scaffolds it, builds and runs it. Throws where it does not do what it should. */
export async function tryCombination(combination: Combination, name: string, engine: Engine): Promise<Outcome> {
  const done: string[] = [];
  const check: Check = async (says, work) => {
    try {
      const result = await work();
      done.push(says);
      return result;
    } catch (error) {
      throw new Error(`not so: ${says}\n${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const helpers = await helpersOf(engine);
  const files = await projectFor(combination, engine);
  const written = await check('the command line detects the project and writes its scaffold', () =>
    writeProject(files, combination),
  );
  const { home } = written;
  const own = engine.apart();
  try {
    await judgeFiles(home, helpers, check);
    const services = await check('Compose takes its file', () => servicesIn(home, helpers));
    const build = () => own.build({ context: home, dockerfile: join(home, 'Dockerfile'), name });
    const built = await timed(build);
    const image = await check('it builds', async () => imageOf(built.result, 'with its scaffold'));
    await judgeContent(image, check);
    await judgeServices({ combination, image, services, helpers, check }, own);
    const again = await check('after a change of a source file the next build installs nothing', () =>
      rebuilt(written, build),
    );
    const naive = await naiveImage(combination, home, name, engine);
    await judgeSize(combination, image, naive, check);
    return {
      title: titleOf(combination),
      checks: done,
      megabytes: image.size / 1e6,
      naiveMegabytes: naive.size / 1e6,
      buildSeconds: built.seconds,
      rebuildSeconds: again.seconds,
    };
  } catch (error) {
    const dockerfile = readFileSync(join(home, 'Dockerfile'), 'utf8');
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n── Dockerfile ──\n${dockerfile}`);
  } finally {
    own.dispose();
    rmSync(home, { recursive: true, force: true });
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly seconds: number }> {
  const started = Date.now();
  const result = await work();
  return { result, seconds: (Date.now() - started) / 1000 };
}

async function rebuilt({ home, django }: Written, build: () => ReturnType<Engine['build']>) {
  const views = join(home, django, 'notes/views.py');
  writeFileSync(views, `${readFileSync(views, 'utf8')}\n# Changed.\n`);
  const again = await timed(build);
  imageOf(again.result, 'again');
  const wrong = installed(again.result.log);
  if (wrong.length > 0) throw new Error(`it does again:\n${wrong.join('\n')}`);
  return again;
}

async function naiveImage(combination: Combination, context: string, name: string, engine: Engine): Promise<Image> {
  const folder = writeContext({ Dockerfile: naiveDockerfile(combination) });
  try {
    return imageOf(
      await engine.build({ context, dockerfile: join(folder, 'Dockerfile'), name: `${name}-naive` }),
      'as a beginner writes it',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function judgeSize({ database }: Combination, image: Image, naive: Image, check: Check): Promise<void> {
  if (database !== 'postgresql') return;
  await check('the image is at most 60 % of the naive one', async () => {
    const share = image.size / naive.size;
    if (share > AT_MOST) throw new Error(`it is ${Math.round(share * 100)} %`);
  });
}

/** A line for the log of a run. */
export const shortly = ({ checks, megabytes, naiveMegabytes, buildSeconds, rebuildSeconds }: Outcome): string =>
  `    ${checks.length} checks; ${megabytes.toFixed(0)} MB, naive ${naiveMegabytes.toFixed(0)} MB; built in ` +
  `${buildSeconds.toFixed(0)} s, again in ${rebuildSeconds.toFixed(0)} s`;

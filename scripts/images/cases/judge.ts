import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Fixed, runExample } from '../../../server/src/engine/docs/examples.ts';
import type { Rule } from '../../../server/src/engine/rules/define.ts';
import { lastLines } from '../../editor/processes.ts';
import { type ProjectFiles, writeContext, writeFiles } from '../context.ts';
import type { BuildResult, Engine, Image, Output } from '../engine/types.ts';
import { answers } from './claims.ts';
import { differences, inventory } from './inventory.ts';
import { stockProject } from './project.ts';
import type { Differences, Failure, ImageCase, Images, Side } from './types.ts';

const LOG_LINES = 40;
const CHECKS = ['python manage.py check'];

/** Builds a case before and after its rule's fix, and throws where it is not as the case says. */
export async function judge(rule: Rule, name: string, imageCase: ImageCase, engine: Engine): Promise<void> {
  const project = { ...(await stockProject(imageCase.project ?? 'pip', engine)), ...imageCase.files };
  const fixed = fixedBy(rule, imageCase, project);
  const after = fixed.text;
  // Beside the context, because what COPY takes must be the same for both.
  const dockerfiles = writeContext({ before: imageCase.before, after });
  const context = writeContext(project, imageCase.modes);
  const build = (side: Side) => engine.build({ context, dockerfile: join(dockerfiles, side), name: `${name}-${side}` });
  try {
    const before = imageCase.unbuilt ? undefined : judgeBefore(await build('before'), imageCase.mends);
    writeFiles(context, fixed.files);
    const result = await build('after');
    if (imageCase.stops) {
      judgeStop(result, imageCase.stops);
      return;
    }
    const rebuild = (files: ProjectFiles, side: Side = 'after') => {
      writeFiles(context, files);
      return build(side);
    };
    await judgeImages({ before, after: imageOf(result, 'after the fix'), log: result.log, rebuild }, imageCase);
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n── after the fix ──\n${after}`);
  } finally {
    for (const folder of [dockerfiles, context]) rmSync(folder, { recursive: true });
  }
}

function fixedBy(rule: Rule, { before, fix, modes }: ImageCase, files: ProjectFiles): Fixed {
  const { findings, fixed } = runExample(rule, { title: '', before, files, ...(modes && { modes }) }, fix);
  if (findings.length === 0) throw new Error(`${rule.id} finds nothing in the Dockerfile`);
  if (!fixed) throw new Error(`${rule.id} offers no ${fix ? `fix called "${fix}"` : 'fix'} for the Dockerfile`);
  return fixed;
}

/** The image before the fix, unless it is building it that has to fail. */
function judgeBefore(result: BuildResult, mends: Failure | undefined): Image | undefined {
  if (mends?.at !== 'build') return imageOf(result, 'before the fix');
  if (result.ok) throw new Error('it also builds before the fix');
  expectMessage(result.log, mends);
  return undefined;
}

function judgeStop({ ok, log }: BuildResult, message: RegExp): void {
  if (ok) throw new Error('it still builds after the fix');
  if (!message.test(log)) throw new Error(`the build stops, but not with ${message}\n${lastLines(log, LOG_LINES)}`);
}

export function imageOf(result: BuildResult, when: string): Image {
  if (result.ok) return result.image;
  throw new Error(`it does not build ${when}\n${lastLines(result.log, LOG_LINES)}`);
}

function expectMessage(text: string, { message }: Failure): void {
  if (!message.test(text))
    throw new Error(`it fails before the fix, but not with ${message}\n${lastLines(text, LOG_LINES)}`);
}

type Expectations = Pick<ImageCase, 'mends' | 'alike' | 'runs' | 'claims'>;

export async function judgeImages(
  images: Images,
  { mends, alike, runs = CHECKS, claims = [] }: Expectations,
): Promise<void> {
  const { before, after } = images;
  if (mends && before) await judgeFailure(before, after, mends);
  for (const command of runs) await judgeRun(mends ? undefined : before, after, command);
  if (alike && before) await judgeAlike(before, after, alike);
  for (const { says, refute } of claims) {
    const wrong = await refute(images);
    if (wrong !== undefined) throw new Error(`not true: ${says}\n${wrong}`);
  }
}

async function judgeFailure(before: Image, after: Image, mends: Failure): Promise<void> {
  if (typeof mends.at === 'object') {
    const { run } = mends.at;
    const output = await shell(before, run);
    if (output.code === 0) throw new Error(`\`${run}\` also succeeds before the fix`);
    expectMessage(output.stdout + output.stderr, mends);
    await judgeRun(undefined, after, run);
    return;
  }
  const failing = await before.start();
  const answered = await answers(failing);
  await failing.stop(0);
  if (answered) throw new Error("the image's command also works before the fix");
  expectMessage(failing.output(), mends);
  const working = await after.start();
  const works = await answers(working);
  await working.stop(0);
  if (!works) throw new Error(`the image's command gives no answer after the fix\n${working.output()}`);
}

async function judgeRun(before: Image | undefined, after: Image, command: string): Promise<void> {
  const now = await shell(after, command);
  if (now.code !== 0) {
    throw new Error(`\`${command}\` ends with code ${now.code} after the fix\n${now.stdout}${now.stderr}`);
  }
  const then = before && (await shell(before, command));
  if (!then || (then.code === now.code && then.stdout === now.stdout)) return;
  throw new Error(
    `\`${command}\` does not do the same, before:\n${then.stdout}${then.stderr}after:\n${now.stdout}${now.stderr}`,
  );
}

const shell = (image: Image, command: string): Promise<Output> => image.run(['sh', '-c', command]);

async function judgeAlike(before: Image, after: Image, { files = [], config = [] }: Differences): Promise<void> {
  const fields = Object.keys(before.config) as (keyof Image['config'])[];
  const configured = fields
    .filter((field) => !config.includes(field))
    .map((field) => [field, JSON.stringify(before.config[field]), JSON.stringify(after.config[field])] as const)
    .filter(([, then, now]) => then !== now)
    .map(([field, then, now]) => `${field}: ${then} → ${now}`);
  const found = [...configured, ...differences(await inventory(before), await inventory(after), files)];
  if (found.length > 0) throw new Error(`the images differ\n${found.slice(0, LOG_LINES).join('\n')}`);
}

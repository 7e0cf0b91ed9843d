import { GUNICORN_WITH_ASGI_WORKER, type Interface } from '../../../data/servers.ts';
import type { FixDraft } from '../../../fix/builder.ts';
import type { Fix } from '../../../fix/fix.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import type { Option } from '../../../shell/tools/types.ts';
import type { FixContext, Safety } from '../../define.ts';
import { hasPackage, imageDependencies, versionIn } from '../image-dependencies.ts';
import type { PythonProcess } from '../python-process.ts';
import { optionBehind } from '../start-edits.ts';
import type { Started, StartedCommand } from '../started.ts';
import { isAtLeast } from '../version-order.ts';
import { shortened } from '../wording.ts';
import type { Spoken } from './spoken.ts';
import type { LoadTarget } from './target.ts';
import { doTheSame, type Served, twinOf } from './twin.ts';
import { rewriteWord } from './write.ts';

/** A server, and an application that it cannot serve, or serves by the wrong interface. */
export interface Mismatch {
  readonly started: Started;
  readonly at: StartedCommand;
  readonly process: PythonProcess;
  readonly target: LoadTarget;
  readonly spoken: Spoken;
  /** What the server is told to serve. */
  readonly served: Served;
  /** What should be served in its place, by whom: both change together where websockets are wanted. */
  readonly wanted: Interface;
}

export const CALLED: Readonly<Record<Spoken['interface'], string>> = { wsgi: 'WSGI', asgi: 'ASGI', rsgi: 'RSGI' };

/** One way to make a server and its application match: writes it, and says what it is called; undefined where it cannot be done. */
type Way = (
  draft: FixDraft,
  mismatch: Mismatch,
  project: Pick<FixContext<object>, 'model' | 'facts'>,
) => { readonly title: string; readonly safety: Safety } | undefined;

/** The other module, which is made for what the server speaks. */
const serveTwin: Way = (draft, { at, process, target, spoken, served }, { facts }) => {
  if (spoken.interface === 'rsgi' || spoken.interface === served.application.interface) return undefined;
  // Whoever routes websockets wants a server for them, and wsgi.py serves none.
  if (served.application.protocols.includes('websocket')) return undefined;
  const twin = twinOf(target.module, spoken.interface, process);
  if (!twin) return undefined;
  if (!rewriteWord(draft, at, { word: target.word, ...renamed(target, twin.name, twin.attribute) }, facts))
    return undefined;
  return { title: `Serve ${shortened(twin.name)}`, safety: doTheSame(served, twin, facts) ? 'safe' : 'review' };
};

/** What to write for the target, with the attribute where it stands there or has to. */
function renamed(
  { module, attribute = '', word }: LoadTarget,
  name: string,
  own: string,
): { from: string; to: string } {
  const written = `${module}:${attribute}`;
  if (word.text.includes(written)) return { from: written, to: `${name}:${own}` };
  return { from: module, to: own === attribute ? name : `${name}:${own}` };
}

/** granian is told what the application is; before, no request gets an answer from it. */
const nameInterface: Way = (draft, { started, at, target, spoken, served }, { facts }) => {
  if (at.tool?.kind !== 'server' || at.tool.server !== 'granian') return undefined;
  const wanted = served.application.interface;
  const isWritten = spoken.option
    ? rewriteOption(draft, at, spoken.option, wanted, facts)
    : optionBehind(draft, started, at, target.word, `--interface=${wanted}`, facts);
  return isWritten ? { title: `Tell granian that it is ${CALLED[wanted]}`, safety: 'safe' } : undefined;
};

const rewriteOption = (
  draft: FixDraft,
  at: StartedCommand,
  { value, literal }: Option,
  to: string,
  facts: ProjectFacts,
): boolean =>
  value !== undefined && literal !== undefined && rewriteWord(draft, at, { word: value, from: literal, to }, facts);

/** A worker class that the image has, for an application made for ASGI. */
function asgiWorker(
  { started: { start } }: Mismatch,
  { model, facts }: Pick<FixContext<object>, 'model' | 'facts'>,
): string | undefined {
  const dependencies = imageDependencies(start.stage, model, facts);
  if (hasPackage(dependencies, 'uvicorn-worker')) return 'uvicorn_worker.UvicornWorker';
  const version = versionIn(dependencies, 'gunicorn');
  return version !== undefined && isAtLeast(version, GUNICORN_WITH_ASGI_WORKER) ? 'asgi' : undefined;
}

const useAsgiWorker: Way = (draft, mismatch, project) => {
  const { started, at, target, spoken, served, process } = mismatch;
  const { facts } = project;
  const worker = asgiWorker(mismatch, project);
  const isGunicorn = at.tool?.kind === 'server' && at.tool.server === 'gunicorn';
  if (!isGunicorn || mismatch.wanted !== 'asgi' || worker === undefined) return undefined;
  if (served.application.interface === 'wsgi') {
    const twin = twinOf(target.module, 'asgi', process);
    if (!twin || !rewriteWord(draft, at, { word: target.word, ...renamed(target, twin.name, twin.attribute) }, facts))
      return undefined;
  }
  const isWritten = spoken.option
    ? rewriteOption(draft, at, spoken.option, worker, facts)
    : optionBehind(draft, started, at, target.word, `--worker-class=${worker}`, facts);
  return isWritten ? { title: `Serve ASGI with the worker class ${worker}`, safety: 'review' } : undefined;
};

/** What makes servers and their application match, everywhere where they do not; the preferred way comes first. */
export const matchingFixes = (context: FixContext<object>, mismatches: readonly Mismatch[]): readonly Fix[] =>
  [nameInterface, serveTwin, useAsgiWorker].flatMap((way) => goThrough(way, context, mismatches) ?? []);

function goThrough(way: Way, context: FixContext<object>, mismatches: readonly Mismatch[]): Fix | undefined {
  const draft = context.fix.draft();
  const done = mismatches.flatMap((each) => way(draft, each, context) ?? []);
  const [first] = done;
  if (!first || done.length < mismatches.length) return undefined;
  return draft.build(first.title, done.every(({ safety }) => safety === 'safe') ? 'safe' : 'review');
}

import { GUNICORN_WITH_ASGI_WORKER, type Interface } from '../../../data/servers.ts';
import type { FixDraft } from '../../../fix/builder.ts';
import type { Fix } from '../../../fix/fix.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import type { Option } from '../../../shell/tools/types.ts';
import type { FixContext } from '../../define.ts';
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

/** The other module, which is made for what the server speaks. */
function serveTwin(
  { fix, facts }: FixContext<object>,
  { at, process, target, spoken, served }: Mismatch,
): Fix | undefined {
  if (spoken.interface === 'rsgi' || spoken.interface === served.application.interface) return undefined;
  const twin = twinOf(target.module, spoken.interface, process);
  if (!twin) return undefined;
  const draft = fix.draft();
  if (!rewriteWord(draft, at, { word: target.word, ...renamed(target, twin.name, twin.attribute) }, facts))
    return undefined;
  return draft.build(`Serve ${shortened(twin.name)}`, doTheSame(served, twin, facts) ? 'safe' : 'review');
}

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
function nameInterface(
  { fix, facts }: FixContext<object>,
  { started, at, target, spoken, served }: Mismatch,
): Fix | undefined {
  if (at.tool?.kind !== 'server' || at.tool.server !== 'granian') return undefined;
  const draft = fix.draft();
  const wanted = served.application.interface;
  const isWritten = spoken.option
    ? rewriteOption(draft, at, spoken.option, wanted, facts)
    : optionBehind(draft, started.start, at, target.word, `--interface=${wanted}`);
  return isWritten ? draft.build(`Tell granian that it is ${CALLED[wanted]}`, 'safe') : undefined;
}

const rewriteOption = (
  draft: FixDraft,
  at: StartedCommand,
  { value, literal }: Option,
  to: string,
  facts: ProjectFacts,
): boolean =>
  value !== undefined && literal !== undefined && rewriteWord(draft, at, { word: value, from: literal, to }, facts);

/** A worker class that the image has, for an application made for ASGI. */
function asgiWorker({ started: { start } }: Mismatch, { model, facts }: FixContext<object>): string | undefined {
  const dependencies = imageDependencies(start.stage, model, facts);
  if (hasPackage(dependencies, 'uvicorn-worker')) return 'uvicorn_worker.UvicornWorker';
  const version = versionIn(dependencies, 'gunicorn');
  return version !== undefined && isAtLeast(version, GUNICORN_WITH_ASGI_WORKER) ? 'asgi' : undefined;
}

function useAsgiWorker(context: FixContext<object>, mismatch: Mismatch): Fix | undefined {
  const { started, at, target, spoken, served, process } = mismatch;
  const { fix, facts } = context;
  const worker = asgiWorker(mismatch, context);
  const isGunicorn = at.tool?.kind === 'server' && at.tool.server === 'gunicorn';
  if (!isGunicorn || mismatch.wanted !== 'asgi' || worker === undefined) return undefined;
  const draft = fix.draft();
  if (served.application.interface === 'wsgi') {
    const twin = twinOf(target.module, 'asgi', process);
    if (!twin || !rewriteWord(draft, at, { word: target.word, ...renamed(target, twin.name, twin.attribute) }, facts))
      return undefined;
  }
  const isWritten = spoken.option
    ? rewriteOption(draft, at, spoken.option, worker, facts)
    : optionBehind(draft, started.start, at, target.word, `--worker-class=${worker}`);
  return isWritten ? draft.build(`Serve ASGI with the worker class ${worker}`, 'review') : undefined;
}

/** What makes server and application match; the preferred way comes first. */
export function matchingFixes(context: FixContext<object>, mismatch: Mismatch): readonly Fix[] {
  // Whoever routes websockets wants a server for them, and wsgi.py serves none.
  const routes = mismatch.served.application.protocols.includes('websocket');
  const twin = routes ? undefined : serveTwin(context, mismatch);
  return [nameInterface(context, mismatch), twin, useAsgiWorker(context, mismatch)].filter((fix) => fix !== undefined);
}

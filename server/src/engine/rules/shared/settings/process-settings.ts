import type { Model } from '../../../model/types.ts';
import type { Variables } from '../../../project/settings/given.ts';
import type { SettingsFacts } from '../../../project/settings/types.ts';
import type { DjangoFacts, ProjectFacts } from '../../../project/types.ts';
import { type Known, known } from '../../../text/known.ts';
import { remembered } from '../../../text/remembered.ts';
import { isServer } from '../serving.ts';
import { settingsAtStart } from '../settings-in-force.ts';
import { type Started, type StartedCommand, startedIn } from '../started.ts';
import { type EnvironmentAtStart, environmentAtStart } from './start-environment.ts';

/** A process of Django that an image starts, and the settings it works with. */
export interface DjangoProcess {
  readonly started: Started;
  readonly at: StartedCommand;
  readonly module: string;
  readonly environment: EnvironmentAtStart;
  /** What the module says by itself, whatever the environment is. */
  readonly written: SettingsFacts;
  /** What it says with the variables that the process surely has, and without those that it surely has not. */
  readonly settings: SettingsFacts;
  /** What it says where nobody gives the process more than is seen. */
  readonly usual: SettingsFacts;
  /** What it surely says with some variables changed. */
  under(changes: Variables): SettingsFacts | undefined;
  /** It surely has no such variable, or has none where nobody gives it more than is seen. */
  lacks(name: string, how: 'surely' | 'usually'): boolean;
}

function processOf(started: Started, at: StartedCommand, model: Model, facts: ProjectFacts): Known<DjangoProcess> {
  const inForce = settingsAtStart(started, at, model, facts);
  if (!inForce.known) return inForce;
  const { project } = facts;
  if (!project.known) return project;
  const { module, settings: written } = inForce.value;
  const environment = environmentAtStart(started, at, model, facts);
  const variables = variablesOf(written, environment, setOnTheWay(project.value, facts));
  const { surely, usually } = variables;
  const settings = project.value.settings(module, surely);
  const usual = project.value.settings(module, usually);
  if (!settings.known) return settings;
  if (!usual.known) return usual;
  return known({
    started,
    at,
    module,
    environment,
    written,
    settings: settings.value,
    usual: usual.value,
    under: (changes) => settingsUnder(project.value, module, new Map([...surely, ...changes])),
    lacks: (name, how) => variables[how].has(name) && variables[how].get(name) === undefined,
  });
}

function settingsUnder(project: DjangoFacts, module: string, variables: Variables): SettingsFacts | undefined {
  const settings = project.settings(module, variables);
  return settings.known ? settings.value : undefined;
}

/** Modules that a process of Django is started with. */
const ENTRIES = ['wsgi.py', 'asgi.py', 'celery.py'];

/** The variables that manage.py, wsgi.py and their like may set before the settings read them; undefined where these may be any. */
function setOnTheWay(project: DjangoFacts, facts: ProjectFacts): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const file of ['manage.py', ...ENTRIES.flatMap((name) => project.entryModules(name))]) {
    const module = facts.python(project.pathOf(file));
    const set = module.known ? module.value.environmentSet(Number.POSITIVE_INFINITY) : undefined;
    if (set?.known) for (const name of set.value) names.add(name);
    else if (set) return undefined;
  }
  return names;
}

/** What is known of the variables that settings read. Outside of compose whoever starts the image may set more. */
function variablesOf(
  { environment: { reads, files, hidden } }: SettingsFacts,
  environment: EnvironmentAtStart,
  onTheWay: ReadonlySet<string> | undefined,
): Readonly<Record<'surely' | 'usually', Variables>> {
  const surely = new Map<string, string | undefined>();
  const usually = new Map<string, string | undefined>();
  if (hidden !== undefined || !onTheWay || files.some(({ wins }) => wins)) return { surely, usually };
  const isWhole = environment.services !== undefined && environment.services.length > 0 && files.length === 0;
  for (const { name, reader } of reads) {
    if (onTheWay.has(name)) continue;
    const variable = environment.of(name);
    if (variable.kind === 'set' && variable.value.known) {
      surely.set(name, variable.value.value);
      usually.set(name, variable.value.value);
    } else if (variable.kind === 'unset') {
      usually.set(name, undefined);
      // decouple looks into a file by itself.
      if (isWhole && reader !== 'decouple') surely.set(name, undefined);
    }
  }
  return { surely, usually };
}

/** What was found last in a file, and with which facts: it is judged by one set of them at a time. */
const lastFound = remembered((_: Model): { facts?: ProjectFacts; processes: readonly DjangoProcess[] } => ({
  processes: [],
}));

/** The processes that the images of a file start whose settings are known, each image's in the order in which they start. */
export function djangoProcesses(model: Model, facts: ProjectFacts): readonly DjangoProcess[] {
  const last = lastFound(model);
  if (last.facts !== facts) {
    last.facts = facts;
    last.processes = facts.project.known ? [...processesIn(model, facts)] : [];
  }
  return last.processes;
}

function* processesIn(model: Model, facts: ProjectFacts): Generator<DjangoProcess> {
  for (const started of startedIn(model, facts)) {
    for (const at of started.commands) {
      const { tool } = at;
      if (tool?.kind !== 'server' && tool?.kind !== 'celery' && tool?.kind !== 'manage') continue;
      const process = processOf(started, at, model, facts);
      if (process.known) yield process.value;
    }
  }
}

/** Of each image the server, else what it starts first. */
export function serverProcesses(model: Model, facts: ProjectFacts): readonly DjangoProcess[] {
  const found = new Map<Started, DjangoProcess>();
  for (const process of djangoProcesses(model, facts)) {
    const { started, at } = process;
    const before = found.get(started);
    if (!before || (isServer(at.tool) && !isServer(before.at.tool))) found.set(started, process);
  }
  return [...found.values()];
}

import type { Manager } from '../project/dependencies/selection.ts';
import type { Survey } from '../project/survey/types.ts';
import type { Fact } from '../project/types.ts';
import { defaultOf } from './database-switch.ts';
import { booleanFact, listFact, textFact } from './facts.ts';
import { pythonAnswer } from './pythons.ts';
import { isRemote } from './static-files.ts';
import { type Answer, type Choices, DATABASES, type Detected, MANAGERS, SERVERS, STATICS } from './types.ts';

/** What the project itself says of each choice, and why. */
export function detect(survey: Survey, today: string): Detected {
  const server = serverAnswer(survey);
  return {
    manager: managerAnswer(survey),
    database: databaseAnswer(survey),
    server,
    static: staticAnswer(survey),
    celery: celeryAnswer(survey),
    redis: redisAnswer(survey),
    python: pythonAnswer(survey, today),
    development: answer(false, 'compose takes an override by itself, also in production', undefined, [false, true]),
  };
}

/** The choices that an answer to every question leaves as they are. */
export const defaultChoices = (detected: Detected): Choices => ({
  manager: detected.manager.value,
  database: detected.database.value,
  server: detected.server.value,
  static: detected.static.value,
  celery: detected.celery.value,
  redis: detected.redis.value,
  python: detected.python.value,
  development: detected.development.value,
});

const answer = <T>(value: T, why: string, from: Fact<unknown> | undefined, all: readonly T[]): Answer<T> => ({
  value,
  why,
  from: from?.from,
  options: [value, ...all.filter((each) => each !== value)],
});

const isOneOf = <T extends string>(value: string | undefined, all: readonly T[]): T | undefined =>
  all.find((each) => each === value);

function managerAnswer(survey: Survey): Answer<Manager> {
  const fact = textFact(survey, 'packageManager');
  const found = isOneOf(fact?.value, MANAGERS);
  if (found) return answer(found, 'its files are there', fact, MANAGERS);
  // A description without a lock: pip would have to build the project to install what it needs.
  const describes = !survey.sources.requirements && survey.sources.describes('pyproject.toml');
  return describes
    ? answer('uv', 'pyproject.toml lists the dependencies', undefined, MANAGERS)
    : answer(
        'pip',
        survey.sources.requirements ? 'there are requirements' : 'no other one is seen',
        undefined,
        MANAGERS,
      );
}

function databaseAnswer(survey: Survey): Answer<Choices['database']> {
  const fact = listFact(survey, 'databases');
  const found = fact?.value.flatMap((each) => isOneOf(each, DATABASES) ?? []) ?? [];
  const main = found.find((each) => each !== 'sqlite') ?? found[0];
  if (main) return answer(main, 'the settings say so', fact, DATABASES);
  const drivers: readonly (readonly [Choices['database'], readonly string[]])[] = [
    ['postgresql', ['psycopg', 'psycopg2', 'psycopg2-binary']],
    ['mysql', ['mysqlclient', 'pymysql']],
  ];
  for (const [database, names] of drivers) {
    const driver = packageAsked(survey, names);
    if (driver) return answer(database, `${driver.value} is installed`, driver, DATABASES);
  }
  // What it is without the variable is worked out there (an f-string with a folder, say), and works without a driver.
  const { reads = [] } = defaultOf(survey.settings) ?? {};
  const fallback = reads.find((read) => !read.required && read.default.kind === 'dynamic');
  if (fallback) {
    const from = { value: fallback.name, from: fallback.place };
    return answer('sqlite', `no driver is installed for what ${fallback.name} may name`, from, DATABASES);
  }
  // Whoever asks for Django and for no driver can reach no server, unless somebody has to name one.
  const isWithout = packageAsked(survey, ['django']) !== undefined && !reads.some(({ required }) => required);
  return isWithout
    ? answer('sqlite', 'no driver of another one is installed', undefined, DATABASES)
    : answer('postgresql', 'nothing says which', undefined, DATABASES);
}

/** A package that the project's files ask for. */
function packageAsked({ sources }: Survey, names: readonly string[]): Fact<string> | undefined {
  for (const file of sources.files.values()) {
    if (!file.known) continue;
    for (const { dependencies } of file.value.groups)
      for (const { name, from } of dependencies)
        if (name !== undefined && names.includes(name)) return { value: name, from };
  }
  return undefined;
}

function serverAnswer(survey: Survey): Answer<Choices['server']> {
  const fact = textFact(survey, 'server');
  const channels = booleanFact(survey, 'channels');
  const worker = packageAsked(survey, ['uvicorn-worker']);
  if (fact?.value === 'gunicorn' && worker)
    return answer('gunicorn-asgi', 'gunicorn and uvicorn-worker are installed', worker, SERVERS);
  if (fact?.value === 'gunicorn' && channels?.value)
    return answer('gunicorn-asgi', 'the project uses channels', channels, SERVERS);
  const found = isOneOf(fact?.value, SERVERS);
  if (found) return answer(found, 'it is installed', fact, SERVERS);
  if (channels?.value) return answer('uvicorn', 'the project uses channels', channels, SERVERS);
  return answer('gunicorn', 'the usual one', undefined, SERVERS);
}

function staticAnswer(survey: Survey): Answer<Choices['static']> {
  const fact = booleanFact(survey, 'whitenoise');
  if (fact?.value) return answer('whitenoise', 'the settings use it', fact, STATICS);
  const storage = survey.settings?.staticStorage;
  if (isRemote(survey) && storage?.known)
    return answer('none', 'static files are stored elsewhere', storage.value, STATICS);
  return answer('whitenoise', 'nothing else hands out static files', undefined, STATICS);
}

const YES_AND_NO = [true, false];

function celeryAnswer(survey: Survey): Answer<boolean> {
  const fact = booleanFact(survey, 'celery');
  if (fact)
    return answer(fact.value, fact.value ? 'the project asks for it' : 'the project has none', fact, YES_AND_NO);
  const app = survey.celeryApp;
  return app
    ? answer(true, 'there is an application of it', app, YES_AND_NO)
    : answer(false, 'none is seen', undefined, YES_AND_NO);
}

function redisAnswer(survey: Survey): Answer<boolean> {
  const fact = booleanFact(survey, 'redis');
  if (fact) return answer(fact.value, fact.value ? 'the project uses it' : 'the project has none', fact, YES_AND_NO);
  return answer(false, 'none is seen', undefined, YES_AND_NO);
}

import { SERVICE_IMAGES } from '../../data/scaffold.ts';
import type { OwnRead } from '../../project/settings/types.ts';
import { databaseSwitch } from '../database-switch.ts';
import { usesGis } from '../dockerfile/packages.ts';
import { defaultDatabase } from '../layout.ts';
import type { Choices, Plan } from '../types.ts';

/** A server for the database beside the application. */
export interface DatabaseServer {
  readonly image: string;
  readonly port: number;
  /** Names of the variables that its image takes, and that `.env` says. */
  readonly names: Readonly<Record<'NAME' | 'USER' | 'PASSWORD', string>>;
  /** Other variables of the image. */
  readonly more: readonly (readonly [name: string, value: string])[];
  readonly data: string;
  readonly probe: string;
  readonly scheme: string;
  readonly engine: string;
}

type ServedDatabase = Exclude<Choices['database'], 'sqlite'>;

const named = (prefix: string, database = 'DATABASE') => ({
  NAME: `${prefix}_${database}`,
  USER: `${prefix}_USER`,
  PASSWORD: `${prefix}_PASSWORD`,
});

const SERVERS: Readonly<Record<ServedDatabase, DatabaseServer>> = {
  postgresql: {
    image: SERVICE_IMAGES.postgresql,
    port: 5432,
    names: named('POSTGRES', 'DB'),
    more: [],
    data: '/var/lib/postgresql',
    // Over TCP: the server that sets the database up answers at its socket alone.
    probe: 'pg_isready -h 127.0.0.1 -U $$POSTGRES_USER -d $$POSTGRES_DB',
    scheme: 'postgres',
    engine: 'django.db.backends.postgresql',
  },
  mysql: {
    image: SERVICE_IMAGES.mysql,
    port: 3306,
    names: named('MYSQL'),
    more: [['MYSQL_RANDOM_ROOT_PASSWORD', '"1"']],
    data: '/var/lib/mysql',
    probe: 'mysqladmin ping -h 127.0.0.1 -u$$MYSQL_USER -p$$MYSQL_PASSWORD',
    scheme: 'mysql',
    engine: 'django.db.backends.mysql',
  },
  mariadb: {
    image: SERVICE_IMAGES.mariadb,
    port: 3306,
    names: named('MARIADB'),
    more: [['MARIADB_RANDOM_ROOT_PASSWORD', '"1"']],
    data: '/var/lib/mysql',
    probe: 'healthcheck.sh --connect --innodb_initialized',
    scheme: 'mysql',
    engine: 'django.db.backends.mysql',
  },
};

/** The database that runs beside the application; SQLite runs inside of it. */
export function databaseServer({ survey, choices }: Plan): DatabaseServer | undefined {
  if (choices.database === 'sqlite') return undefined;
  const server = SERVERS[choices.database];
  if (choices.database !== 'postgresql' || !usesGis(survey)) return server;
  return {
    ...server,
    image: SERVICE_IMAGES.postgis,
    scheme: 'postgis',
    engine: 'django.contrib.gis.db.backends.postgis',
  };
}

const given = (name: string): string => `\${${name}:?required}`;

/** What of the settings' own variables leads to the database. */
export function databaseVariables(plan: Plan): readonly (readonly [name: string, value: string])[] {
  const server = databaseServer(plan);
  if (!server) return [];
  const { names, port, scheme, engine } = server;
  const url = `${scheme}://${given(names.USER)}:${given(names.PASSWORD)}@db:${port}/${given(names.NAME)}`;
  const parts = { ...mapped(names), HOST: 'db', PORT: `"${port}"`, URL: url };
  const database = defaultDatabase(plan);
  const { reads = [], byOwn = [] } = plan.survey.settings?.environment ?? {};
  const byName = [...reads, ...byOwn].flatMap((read) => {
    const part = partByName(read);
    return part === undefined ? [] : [[read.name, parts[part]] as const];
  });
  const own = [...(database?.parts ?? [])].flatMap(([part, all]) =>
    all.map(({ name }) => [name, parts[part]] as const),
  );
  const whole = (database?.reads ?? []).map(({ name, cast }) => [name, isUrl(name, cast) ? url : engine] as const);
  const turned = databaseSwitch(plan);
  const found = new Map([
    ...byName,
    ...whole,
    ...own,
    ...(turned ? [[turned.name, JSON.stringify(turned.value)] as const] : []),
  ]);
  // Settings that nobody could read may take the usual one.
  return found.size === 0 && !database ? [['DATABASE_URL', url]] : [...found];
}

const OF_DATABASE = /^(?:\w+_)?(?:DB|DATABASE|POSTGRES(?:QL)?|PG|MYSQL|MARIADB|SQL)_?/;
const BY_NAME: readonly (readonly [RegExp, 'HOST' | 'PORT' | 'USER' | 'PASSWORD' | 'NAME' | 'URL'])[] = [
  [/(?:HOST|HOSTNAME|SERVER)$/, 'HOST'],
  [/PORT$/, 'PORT'],
  [/(?:USER|USERNAME)$/, 'USER'],
  [/PASS(?:WORD|WD)?$/, 'PASSWORD'],
  [/(?:URL|URI|DSN)$/, 'URL'],
  [/(?:NAME|_DB|_DATABASE)$/, 'NAME'],
];

/** What a variable is for, where the settings do not put it straight into DATABASES. */
function partByName({ name, setting }: OwnRead): (typeof BY_NAME)[number][1] | undefined {
  if (setting !== 'DATABASES' && !OF_DATABASE.test(name)) return undefined;
  return BY_NAME.find(([pattern]) => pattern.test(name))?.[1];
}

const isUrl = (name: string, cast: string | undefined): boolean => cast === 'url' || /(?:URL|URI|DSN)$/.test(name);

const mapped = ({ NAME, USER, PASSWORD }: DatabaseServer['names']) => ({
  NAME: given(NAME),
  USER: given(USER),
  PASSWORD: given(PASSWORD),
});

import { brokersOf, brokerVariables } from '../compose/broker.ts';
import { databaseVariables } from '../compose/database.ts';
import { textFact } from '../facts.ts';
import { defaultDatabase } from '../layout.ts';
import { packageOf, servesAsgi } from '../server.ts';
import type { Choices, Note, Plan } from '../types.ts';
import { inHome, noteOf, PAGES, startOf } from './note.ts';

const LABELS: Readonly<Record<Choices['database'], string>> = {
  postgresql: 'PostgreSQL',
  mysql: 'MySQL',
  mariadb: 'MariaDB',
  sqlite: 'SQLite',
};

const engineOf = (database: Choices['database']) => (database === 'mariadb' ? 'mysql' : database);

/** The settings have another database than the one that was chosen, or look for it on the machine itself. */
export function databaseNotes(plan: Plan): readonly Note[] {
  const { choices } = plan;
  const database = defaultDatabase(plan);
  if (!database?.kind.known) return [];
  const more = { at: database.from, link: PAGES.databases };
  if (database.kind.value !== engineOf(choices.database))
    return [
      noteOf(`The settings do not use ${LABELS[choices.database]}: let DATABASES read it from the environment`, more),
    ];
  const read = new Set(plan.survey.settings?.environment.reads.map(({ name }) => name));
  const isGiven = databaseVariables(plan).some(([name]) => read.has(name));
  if (choices.database === 'sqlite' || isGiven) return [];
  return [noteOf('DATABASES does not read its host from the environment: with compose it is called db', more)];
}

export function celeryNotes(plan: Plan): readonly Note[] {
  const { choices, survey } = plan;
  if (!choices.celery) return [];
  if (!survey.celeryApp) {
    const module = packageOf(plan);
    return [
      noteOf(`There is no application of celery: worker and beat look for one in ${module}`, { link: PAGES.celery }),
    ];
  }
  const [broker = 'redis'] = brokersOf(plan);
  const read = new Set(survey.settings?.environment.reads.map(({ name }) => name));
  if (!survey.settings || brokerVariables(plan).some(([name]) => read.has(name))) return [];
  return [
    noteOf(`The settings do not read the broker from the environment: with compose it is at ${broker}`, {
      at: survey.celeryApp.from,
      link: PAGES.celery,
    }),
  ];
}

/** The server is given a module that the project does not have. */
export function applicationNotes(plan: Plan): readonly Note[] {
  const name = servesAsgi(plan) ? 'asgi' : 'wsgi';
  if (textFact(plan.survey, `${name}Application`)) return [];
  return [noteOf(`No ${name}.py with an application is found: the image starts the one that its CMD names`)];
}

/** A checkout on Windows gives scripts line ends that no container can run. */
export function attributesNotes(plan: Plan): readonly Note[] {
  const { survey, names } = plan;
  const path = inHome(plan, names.attributes);
  const text = survey.has(names.attributes) ? survey.source(path) : undefined;
  if (text === undefined || /^(?:\*|\*\.sh|\S*\.sh)\s.*\beol=lf\b/m.test(text)) return [];
  const line = `${text === '' || text.endsWith('\n') ? '' : '\n'}*.sh text eol=lf\n`;
  return [
    noteOf(
      `${names.attributes} does not keep the line ends of ${names.entrypoint}: a checkout on Windows would not start`,
      {
        at: startOf(path),
        link: PAGES.attributes,
        edit: {
          title: `Keep the line ends of scripts in ${names.attributes}`,
          files: [{ path, edits: [{ span: { start: text.length, end: text.length }, newText: line }] }],
        },
      },
    ),
  ];
}

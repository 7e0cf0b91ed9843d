import { describe, expect, test } from 'vitest';
import { parseYaml, rootTable } from '../../../server/src/engine/nodes/yaml.ts';
import { DATABASES, MANAGERS, SERVERS, STATICS } from '../../../server/src/engine/scaffold/types.ts';
import { findingsIn, planOf, scaffoldOf, stockProject, textOf, withScaffold } from './support.ts';

const FOLDERS = ['', 'src', 'backend'];

/** Every value of every axis meets every value of the manager, the database and the server. */
const combinations = MANAGERS.flatMap((manager, a) =>
  DATABASES.flatMap((database, b) =>
    SERVERS.map((server, c) => ({
      manager,
      database,
      server,
      static: STATICS[(a + b + c) % 2] ?? 'whitenoise',
      celery: (a + c) % 2 === 0,
      redis: (b + c) % 2 === 0,
      folder: FOLDERS[(a + b + c) % 3] ?? '',
    })),
  ),
);

describe('a project that lacks nothing', () => {
  test.each(combinations)(
    '$manager, $database, $server, $static, celery $celery, redis $redis, in "$folder"',
    (each) => {
      const { folder, ...choices } = each;
      const files = stockProject(choices, folder);
      const { survey, choices: detected } = planOf(files, { database: choices.database });
      // That nothing hands out static files cannot be told from what is there.
      const { static: _, ...told } = choices;
      expect(detected).toMatchObject({ ...told, redis: choices.redis || choices.celery });
      const made = scaffoldOf(files, choices);
      expect(made.notes.map(({ text }) => text)).toEqual([]);
      const home = folder === 'backend' ? 'backend' : '';
      expect(survey.home).toBe(home);
      const all = withScaffold(files, made, home);
      const path = home === '' ? 'Dockerfile' : `${home}/Dockerfile`;
      expect(findingsIn(all, path).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
      const compose = textOf(made, 'compose');
      expect(rootTable(parseYaml(compose)), compose).toBeDefined();
      // Whoever fills in the file of variables has named all that compose asks for.
      const asked = new Set([...compose.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name));
      for (const name of asked) expect(textOf(made, 'environment')).toMatch(new RegExp(`^${name}=`, 'm'));
    },
  );
});

test('the same facts and choices make the same files', () => {
  const files = stockProject({
    manager: 'uv',
    database: 'postgresql',
    server: 'gunicorn',
    static: 'none',
    celery: true,
    redis: true,
  });
  expect(scaffoldOf(files)).toEqual(scaffoldOf(files));
});

import { describe, expect, test } from 'vitest';
import { isDevelopmentFile, isDevelopmentName } from '../../../server/src/engine/model/roles.ts';
import { modelOf } from './support.ts';

const roles = (text: string, path?: string): string[] =>
  modelOf(text, path).stages.map((stage) => `${stage.name ?? stage.index} ${stage.role}`);

describe('names', () => {
  test.each([
    'dev',
    'DEV',
    'app-dev',
    'development_build',
    'web.local',
    'test',
    'run-tests',
    'debug',
    'devcontainer',
    'django-unittests',
    'integration-tests',
    'Dockerfile.dev',
    'dev.Dockerfile',
    'Dockerfile-local',
    'Dockerfile_test',
  ])('%s speaks of development', (name) => {
    expect(isDevelopmentName(name)).toBe(true);
  });

  test.each(['device', 'latest', 'production', 'locale', 'Dockerfile', 'attest', 'builder', 'devops', ''])(
    '%s does not',
    (name) => {
      expect(isDevelopmentName(name)).toBe(false);
    },
  );

  test.each([
    ['Dockerfile.dev', true],
    ['compose/local/django/Dockerfile', true],
    ['.devcontainer/Dockerfile', true],
    ['docker/dev/web/Dockerfile', true],
    ['compose/production/django/Dockerfile', false],
    ['docker/Dockerfile', false],
    ['devices/Dockerfile', false],
  ])('the file %s is for development: %s', (path, expected) => {
    expect(isDevelopmentFile(path)).toBe(expected);
    expect(modelOf('FROM x\n', path).forDevelopment).toBe(expected);
  });
});

describe('roles', () => {
  test.each([
    ['one stage ships', 'FROM a', ['0 ships']],
    ['the last of several ships', 'FROM a AS b\nFROM c AS d\nCOPY --from=b /x /x', ['b builds', 'd ships']],
    ['every leaf ships', 'FROM a AS b\nFROM b AS web\nFROM b AS worker', ['b builds', 'web ships', 'worker ships']],
    ['a dev stage at the end does not', 'FROM a AS prod\nFROM prod AS dev', ['prod builds', 'dev develops']],
    [
      'nor one beside it',
      'FROM a AS b\nFROM b AS prod\nFROM b AS django-unittests',
      ['b builds', 'prod ships', 'django-unittests develops'],
    ],
    [
      'what is FROM a dev stage may ship',
      'FROM a AS development_build\nFROM development_build AS production_build',
      ['development_build develops', 'production_build ships'],
    ],
    [
      'a builder that nobody needs does not, nor a stage without a name',
      'FROM a AS poetry-base\nRUN x\nFROM a\nRUN x\nFROM a AS app',
      ['poetry-base builds', '1 builds', 'app ships'],
    ],
    [
      'a builder that starts something, or is the last, does',
      'FROM a AS builder\nCMD x\nFROM a AS build',
      ['builder ships', 'build ships'],
    ],
    ['only dev leaves: nothing ships', 'FROM a AS b\nFROM b AS test', ['b builds', 'test develops']],
  ])('%s', (_, text, expected) => {
    expect(roles(text)).toEqual(expected);
  });

  test('nothing ships from a file for development', () => {
    expect(roles('FROM a AS b\nFROM c\nCOPY --from=b /x /x', 'Dockerfile.dev')).toEqual(['b develops', '1 develops']);
    expect(modelOf('FROM a', 'Dockerfile.dev').shipped).toEqual([]);
  });

  test('layers ship with every stage that a shipping one is FROM', () => {
    const text =
      'FROM a AS base\nFROM base AS prod\nFROM a AS builder\nFROM prod\nCOPY --from=builder /x /x\nFROM base AS dev\n';
    expect(modelOf(text).stages.map((stage) => stage.shipsLayers)).toEqual([true, true, false, true, false]);
  });
});

describe('development by content', () => {
  const DEV = 'RUN pip install -r requirements-dev.txt\n';

  test.each([
    [
      'development requirements and runserver',
      `${DEV}COPY . .\nCMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]`,
    ],
    ['development requirements and no source', `COPY requirements-dev.txt .\n${DEV}`],
    [
      'development requirements by a variable',
      'ARG E=dev\nRUN pip install -r requirements/$E.txt\nCMD python manage.py runserver',
    ],
    ['a start-dev script and runserver', 'COPY . .\nENTRYPOINT ["/start-dev"]\nCMD ["runserver"]'],
    ['a start-dev script and no source', 'COPY start-dev.sh /\nCMD ["/start-dev.sh"]'],
    ['both', `COPY . .\n${DEV}CMD ["./start_dev.sh"]`],
    [
      'pipenv’s development packages and runserver',
      'COPY . .\nRUN pipenv install --dev --system\nCMD python manage.py runserver',
    ],
    [
      'poetry’s development group and runserver',
      'COPY . .\nRUN poetry install --with dev,docs\nCMD python manage.py runserver',
    ],
    [
      'a development group and a server that reloads',
      'COPY . .\nRUN poetry install --with dev\nCMD gunicorn a.wsgi --reload -b 0.0.0.0:8000',
    ],
    ['the same as an array', `COPY . .\n${DEV}CMD ["uvicorn", "a.asgi:application", "--reload"]`],
    ['signs that the parent stage shows', `${DEV}FROM base\nCOPY . .\nCMD python manage.py runserver_plus`],
  ])('%s', (_, lines) => {
    const text = `FROM python:3 AS base\nWORKDIR /app\n${lines}\n`;
    expect(modelOf(text).stages.at(-1)?.role).toBe('develops');
    expect(modelOf(text).forDevelopment).toBe(true);
  });

  test.each([
    ['runserver alone', 'COPY . .\nCMD python manage.py runserver'],
    ['development requirements alone', `COPY . .\n${DEV}CMD gunicorn a.wsgi`],
    ['a server that reloads alone', 'COPY . .\nCMD ["gunicorn", "a.wsgi", "--reload"]'],
    ['no source alone', 'RUN pip install app'],
    ['runserver without any source', 'RUN pip install app\nCMD python manage.py runserver'],
    ['a runserver that is overridden', `COPY . .\n${DEV}CMD python manage.py runserver\nCMD gunicorn a.wsgi`],
    [
      'requirements of a tool whose name only contains the word',
      'RUN pip install -r devops.txt\nCMD python manage.py runserver',
    ],
  ])('not by %s', (_, lines) => {
    expect(modelOf(`FROM python:3\nWORKDIR /app\n${lines}\n`).forDevelopment).toBe(false);
  });

  test('one leaf does not speak for the others', () => {
    const text = `FROM python:3 AS base\nFROM base AS web\nCOPY . .\nCMD gunicorn a.wsgi\nFROM base AS other\nCOPY . .\n${DEV}CMD python manage.py runserver\n`;
    expect(roles(text)).toEqual(['base builds', 'web ships', 'other develops']);
    expect(modelOf(text).forDevelopment).toBe(false);
  });
});

describe('a file for a base image', () => {
  const text = 'FROM a AS b\nFROM c AS d\nCOPY --from=b /x /x\n';

  test.each(['Dockerfile.base', 'Dockerfile-base', 'images/shop_base/Dockerfile'])(
    '%s ships nothing itself',
    (path) => {
      expect(roles(text, path)).toEqual(['b builds', 'd builds']);
      expect(modelOf(text, path).stages.map(({ shipsLayers }) => shipsLayers)).toEqual([false, true]);
    },
  );

  test('a command says that it is started all the same', () => {
    expect(roles(`${text}CMD ["x"]\n`, 'Dockerfile.base')).toEqual(['b builds', 'd ships']);
  });

  test.each(['Dockerfile', 'database/Dockerfile'])('%s is none', (path) => {
    expect(roles(text, path)).toEqual(['b builds', 'd ships']);
  });
});

test('requirements for tests that are compiled into a lock, and no source', () => {
  const text =
    'FROM debian\nCOPY test-requirements.txt /\nRUN pip-compile -o all.txt /test-requirements.txt\nCMD ["/source/run.sh"]\n';
  expect(roles(text)).toEqual(['0 develops']);
  expect(roles(text.replace('CMD', 'COPY src /source\nCMD'))).toEqual(['0 ships']);
});

test.each([
  ['FROM a AS b\nFROM b AS c', ['b builds', 'c builds']],
  ['FROM a\nCMD x', ['0 ships']],
])('a file for builders has images only where something is started: %j', (text, expected) => {
  expect(roles(text, 'docker/Dockerfile.debian.builder')).toEqual(expected);
});

import { describe, expect, test } from 'vitest';
import type { Stage } from '../../../../server/src/engine/model/types.ts';
import { noFacts, projectFacts } from '../../../../server/src/engine/project/facts.ts';
import { factsFor, memoryReads } from '../../../../server/src/engine/project/memory.ts';
import type { ProjectFacts } from '../../../../server/src/engine/project/types.ts';
import {
  contextFileAt,
  contextFileBefore,
  contextPath,
  imagePathsOf,
  projectRootIn,
} from '../../../../server/src/engine/rules/shared/image-layout.ts';
import { modelOf, shown } from '../../model/support.ts';

const FILES = {
  'manage.py': '',
  'shop/wsgi.py': '',
  'shop/secret.py': '',
  'shop/node_modules/a.py': '',
  'tools/wsgi.py': '',
  'src.tar.gz': '',
  '.dockerignore': 'shop/secret.py',
};

interface Judged {
  readonly stage: Stage;
  readonly facts: ProjectFacts;
}

function judged(lines: string, files: Readonly<Record<string, string>> = FILES, path = 'Dockerfile'): Judged {
  const text = lines.startsWith('FROM') ? lines : `FROM python:3.13-slim\nWORKDIR /app\n${lines}`;
  const stage = modelOf(text, path).stages.at(-1);
  if (!stage) throw new Error('No stage');
  return { stage, facts: factsFor({ path, text }, files) };
}

const at = (lines: string, path: string, files?: Readonly<Record<string, string>>): unknown => {
  const { stage, facts } = judged(lines, files);
  return shown(contextFileAt(stage, path, facts));
};

const WSGI = '/app/shop/wsgi.py';

describe('the file at a path', () => {
  test.each([
    'COPY . .',
    'COPY . /app/',
    'COPY shop shop',
    'COPY shop/ /app/shop/',
    'COPY shop/wsgi.py shop/',
    'COPY shop/wsgi.py shop/wsgi.py',
    'COPY manage.py shop/wsgi.py shop/',
    'COPY s*/ shop/',
    'COPY s*p/wsgi.* shop/',
    'COPY tools shop\nCOPY shop shop',
    'COPY . .\nCOPY tools/wsgi.py ./',
    'COPY . .\nRUN pip install django && python manage.py collectstatic',
    'COPY . .\nCOPY --from=busybox /bin/x /bin/x',
    'COPY . .\nCOPY <<EOF /etc/hosts\nx\nEOF',
    'COPY . .\nONBUILD COPY tools shop',
    'FROM python:3.13-slim AS base\nWORKDIR /app\nCOPY . .\nFROM base\nUSER app\n',
    'FROM scratch AS files\nCOPY . /src\nFROM python:3.13-slim\nCOPY --from=files /src /app',
    'FROM scratch AS a\nCOPY . /x\nFROM scratch AS b\nCOPY --from=a /x/shop /y\nFROM python:3.13-slim\nCOPY --from=b /y /app/shop',
    'FROM busybox AS files\nRUN ./make.sh\nCOPY . /src\nFROM python:3.13-slim\nCOPY --from=files /src /app',
  ])('is known after %j', (lines) => expect(at(lines, WSGI)).toBe('shop/wsgi.py'));

  test('the last one that is copied counts', () => {
    expect(at('COPY . .\nCOPY tools/wsgi.py shop/', WSGI)).toBe('tools/wsgi.py');
  });

  test.each([
    'RUN pip install django',
    'COPY manage.py .',
    'COPY tools tools',
    'COPY tools shop\nCOPY . /srv',
    'COPY shop .',
    'ADD manage.py .',
    'COPY . /usr/src/app',
  ])('is surely not there after %j', (lines) => {
    expect(at(lines, '/app/shop/urls.py')).toBeUndefined();
    expect(at(lines, '/app/shop/manage.py')).toBeUndefined();
  });

  test('what the ignore file names is not sent', () => expect(at('COPY . .', '/app/shop/secret.py')).toBeUndefined());

  test.each([
    ['a folder that is passed over', 'COPY . .', '/app/shop/node_modules/a.py'],
    ['folders of the base image', 'COPY . .', '/usr/local/lib/python3.13/site-packages/x.py'],
    ['another image', 'COPY --from=busybox /src /app', WSGI],
    ['a stage that is not there', 'COPY --from=9 /src /app', WSGI],
    [
      'a stage whose RUN may make it',
      'FROM busybox AS b\nRUN ./make.sh\nFROM python:3.13-slim\nCOPY --from=b / /',
      WSGI,
    ],
    ['a pattern of a stage', 'FROM scratch AS b\nCOPY . /b\nFROM python:3.13-slim\nCOPY --from=b /b/* /app', WSGI],
    ['a script', 'COPY . .\nRUN ./make.sh', WSGI],
    ['a text nobody can read', 'COPY . .\nRUN "', WSGI],
    ['an archive', 'ADD src.tar.gz .', WSGI],
    ['archives by a pattern', 'ADD *.gz .', WSGI],
    ['an address', 'ADD https://example.com/x.tar.gz /app/', WSGI],
    ['a text in the file', 'COPY <<EOF shop/wsgi.py\nx\nEOF', WSGI],
    ['a variable', 'ARG FROM\nCOPY $FROM .', WSGI],
    ['a variable for the place', 'ARG TO\nCOPY . $TO', WSGI],
    ['a mark of a template', 'COPY . .\nCOPY {{ x }} .', WSGI],
    ['a line of a template', 'COPY . .\n{% if x %}', WSGI],
    ['parents', 'COPY --parents shop/wsgi.py .', WSGI],
    ['what may be left out', 'COPY --exclude=wsgi.py . .', WSGI],
    [
      'what may be left out of a stage',
      'FROM scratch AS b\nCOPY . /b\nFROM python:3.13-slim\nCOPY --from=b --exclude=x /b /app',
      WSGI,
    ],
    ['a pattern that is not understood', 'COPY **/wsgi.py shop/', WSGI],
    ['an image nobody knows', 'FROM registry.example.com/own\nCOPY tools /app', WSGI],
    ['ONBUILD of another stage', 'FROM python:3.13-slim AS a\nONBUILD COPY . /app\nFROM a\n', WSGI],
  ])('is unknown with %s', (_, lines, path) => expect(at(lines, path)).toBe('?'));

  test('a submodule that is not checked out may hold it', () => {
    const files = { ...FILES, '.gitmodules': '' };
    expect(at('COPY . .', '/app/other/wsgi.py', files)).toBe('?');
    expect(at('COPY . .', '/app/shop/urls.py', files)).toBeUndefined();
  });

  test('nothing is known without a project', () => {
    expect(shown(contextFileAt(judged('COPY . .').stage, WSGI, noFacts))).toBe('?');
  });
});

test('a link may lead to it', () => {
  const text = 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\n';
  const [stage] = modelOf(text).stages;
  const tree = { state: 'ok', value: { files: ['manage.py'], skipped: [], links: ['shop'], partial: false } } as const;
  const reads = { ...memoryReads(FILES), tree: () => tree };
  const { facts } = projectFacts({ path: 'Dockerfile', text }, reads);
  expect(stage && shown(contextFileAt(stage, WSGI, facts))).toBe('?');
  expect(stage && shown(contextFileAt(stage, '/app/other.py', facts))).toBeUndefined();
});

test('in front of an instruction', () => {
  const { stage, facts } = judged('RUN a\nCOPY . .\nRUN --mount=type=bind,target=/src b\nRUN c');
  const before = (index: number, path: string): unknown => {
    const instruction = stage.instructions[index];
    return instruction && shown(contextFileBefore(instruction, path, facts));
  };
  expect(before(1, WSGI)).toBeUndefined();
  expect(before(2, WSGI)).toBe('?');
  expect(before(3, WSGI)).toBe('shop/wsgi.py');
  expect(before(3, '/src/shop/wsgi.py')).toBe('?');
  expect(before(4, WSGI)).toBe('?');
});

describe('the paths of a file', () => {
  test.each([
    ['COPY . .', ['/app/shop/wsgi.py']],
    ['COPY . .\nCOPY . /srv', ['/app/shop/wsgi.py', '/srv/shop/wsgi.py']],
    ['COPY . .\nCOPY tools/wsgi.py shop/', []],
    ['COPY shop/wsgi.py .', ['/app/wsgi.py']],
    ['COPY shop/wsgi.py /app', ['/app/wsgi.py']],
    ['COPY shop/wsgi.py /srv/app.py', ['/srv/app.py']],
    ['COPY shop/*.py x/', ['/app/x/wsgi.py']],
    ['COPY s* x/', ['/app/x/wsgi.py']],
    ['ARG X\nCOPY shop/wsgi.py $X', []],
    ['COPY --from=busybox shop shop', []],
    ['FROM scratch AS a\nCOPY . /x\nFROM python:3.13-slim\nCOPY --from=a /x/shop /app', ['/app/wsgi.py']],
  ])('after %j', (lines, expected) => {
    const { stage, facts } = judged(lines);
    expect(imagePathsOf(stage, 'shop/wsgi.py', facts)).toEqual(expected);
  });
});

describe("manage.py's folder", () => {
  test.each([
    ['COPY . .', '/app'],
    ['COPY . /', '/'],
    ['COPY manage.py shop /srv/', '/srv'],
    ['COPY . .\nCOPY . /srv', '?'],
    ['COPY shop shop', '?'],
  ])('after %j', (lines, expected) => {
    const { stage, facts } = judged(lines);
    expect(shown(projectRootIn(stage, facts))).toBe(expected);
  });

  test('below the context', () => {
    const files = { 'back/site/manage.py': '', 'back/requirements.txt': '' };
    const { stage, facts } = judged('COPY . .\nCOPY requirements.txt .', files, 'back/Dockerfile');
    expect(shown(projectRootIn(stage, facts))).toBe('/app/site');
    expect(contextPath('back/site/manage.py', facts)).toBe('site/manage.py');
    expect(contextPath('front/x', facts)).toBeUndefined();
  });

  test('without a project', () => {
    expect(shown(projectRootIn(judged('COPY . .').stage, noFacts))).toBe('?');
    expect(contextPath('x', noFacts)).toBeUndefined();
  });
});

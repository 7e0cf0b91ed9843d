import { expect, test } from 'vitest';
import { buildModel } from '../../../../../server/src/engine/model/build.ts';
import { factsFor } from '../../../../../server/src/engine/project/memory.ts';
import { stageInstalls } from '../../../../../server/src/engine/rules/shared/dependencies/stage-installs.ts';
import { parseDockerfile } from '../../../../../server/src/engine/syntax/parse.ts';

/** What the last stage installs or builds itself, with three points where it may be more. */
function installed(text: string, files: Readonly<Record<string, string>> = {}): string {
  const model = buildModel(parseDockerfile(text), 'Dockerfile');
  const stage = model.stages.at(-1);
  if (!stage) throw new Error('No stage');
  const facts = factsFor({ path: 'Dockerfile', text }, { 'manage.py': '', ...files });
  const { installs, complete } = stageInstalls(stage, model, facts);
  const names = installs.flatMap(({ set }) => [...set.packages.keys()]);
  return [...new Set(names)].sort().join(' ') + (complete ? '' : ' …');
}

const SLIM = 'FROM python:3.13-slim-trixie\nWORKDIR /app\n';

test.each([
  ['nothing', SLIM, ' …'],
  ['pip', `${SLIM}RUN pip install django\n`, 'django'],
  ['wheels for another stage', `${SLIM}RUN pip wheel -w /wheels django pillow\n`, 'django pillow'],
  ['wheels, laid beside what they are made of', `${SLIM}RUN pip wheel django && pip wheel pillow\n`, 'django pillow'],
  ['a repository as a wheel', `${SLIM}RUN pip wheel "b @ git+https://example.com/b"\n`, 'b'],
  ['two folders of wheels that name each other', `${SLIM}RUN pip wheel -w a b/* x && pip wheel -w b a/* y\n`, 'x y …'],
  ['what is built, and then installed', `${SLIM}RUN pip wheel -w /w django && pip install /w/*.whl\n`, 'django'],
  ['the stages it is built on', `${SLIM.replace('\n', ' AS base\n')}RUN pip install django\nFROM base\n`, 'django'],
  [
    'not the stages that it copies from',
    `${SLIM.replace('\n', ' AS builder\n')}RUN pip install django\n${SLIM}RUN pip install pillow\nCOPY --from=builder /usr/local /usr/local\n`,
    'pillow',
  ],
  ['a script may install more', `${SLIM}RUN pip install django && ./more.sh\n`, 'django …'],
])('%s', (_, text, expected) => expect(installed(text)).toBe(expected));

test('other facts are looked at anew', () => {
  const text = `${SLIM}COPY . .\nRUN pip install -r requirements.txt\n`;
  const model = buildModel(parseDockerfile(text), 'Dockerfile');
  const [stage] = model.stages;
  const packages = (requirements: string): readonly string[] => {
    const facts = factsFor({ path: 'Dockerfile', text }, { 'manage.py': '', 'requirements.txt': requirements });
    return stage ? stageInstalls(stage, model, facts).installs.flatMap(({ set }) => [...set.packages.keys()]) : [];
  };
  expect(packages('django\n')).toEqual(['django']);
  expect(packages('pillow\n')).toEqual(['pillow']);
});

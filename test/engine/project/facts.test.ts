import { describe, expect, test } from 'vitest';
import { noFacts, projectFacts } from '../../../server/src/engine/project/facts.ts';
import type { ProjectReads } from '../../../server/src/engine/project/types.ts';
import { modelOf } from '../model/support.ts';
import { factsOf, listed, readsOf } from './support.ts';

const TEXT = 'FROM python:3\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\nCMD ["./run.sh"]\n';
const FILES = { 'manage.py': '', 'requirements.txt': '-r base.txt\n', 'base.txt': 'django\n', 'run.sh': 'exec "$@"' };

test('a host reads what is wanted and asks again until nothing is', () => {
  const asked: string[][] = [];
  const read = new Map<string, string>();
  const modes = new Set<string>();
  let isListed = false;
  const reads: ProjectReads = {
    tree: () => (isListed ? listed(...Object.keys(FILES)) : undefined),
    text: (path) => {
      const text = read.get(path);
      return text === undefined ? undefined : { state: 'ok', value: text };
    },
    mode: (path) => (modes.has(path) ? { state: 'ok', value: 'plain' } : undefined),
  };
  let step = projectFacts({ path: 'Dockerfile', text: TEXT }, reads);
  for (let round = 0; step.wants.length > 0 && round < 10; round++) {
    asked.push(step.wants.map((want) => `${want.kind} ${want.path}`));
    for (const want of step.wants) {
      if (want.kind === 'tree') isListed = true;
      else if (want.kind === 'mode') modes.add(want.path);
      else read.set(want.path, FILES[want.path as keyof typeof FILES]);
    }
    step = projectFacts({ path: 'Dockerfile', text: TEXT }, reads);
  }
  expect(asked).toEqual([
    ['tree '],
    ['text requirements.txt', 'text run.sh', 'text manage.py'],
    ['text base.txt', 'mode run.sh'],
  ]);
  expect(step.facts.requirements('base.txt').known).toBe(true);
  expect(step.facts.script('run.sh').known).toBe(true);
  expect(step.facts.django).toEqual({ known: true, value: true });
});

describe('facts that cannot be had', () => {
  test('are unknown, and nothing throws', () => {
    const { facts, wants } = factsOf(TEXT, { tree: { state: 'refused', why: 'no folder is open' } });
    for (const fact of [
      facts.context,
      facts.django,
      facts.workspace,
      facts.managePy,
      facts.projects,
      facts.projectRoot,
      facts.project,
      facts.python('a.py'),
      facts.composeServices,
      facts.requirements('a'),
      facts.script('a'),
      facts.text('a'),
    ])
      expect(fact.known).toBe(false);
    expect(facts.context).toEqual({ known: false, why: 'no folder is open' });
    expect(wants).toEqual([]);
  });

  test('of a list that was cut off are unknown as well', () => {
    const tree = { state: 'ok', value: { files: Object.keys(FILES), skipped: [], partial: true } } as const;
    const { facts, wants } = factsOf(TEXT, { tree, texts: FILES });
    expect([facts.context.known, facts.django.known, facts.requirements('base.txt').known]).toEqual([
      false,
      false,
      false,
    ]);
    expect(wants).toEqual([]);
  });

  test('are all unknown for a Dockerfile alone', () => {
    for (const fact of [
      noFacts.context,
      noFacts.dockerignore,
      noFacts.sent(),
      noFacts.django,
      noFacts.workspace,
      noFacts.managePy,
      noFacts.projects,
      noFacts.projectRoot,
      noFacts.project,
      noFacts.python('a.py'),
      noFacts.composeServices,
      noFacts.requirements('a'),
      noFacts.script('a'),
      noFacts.text('a'),
    ])
      expect(fact.known).toBe(false);
  });
});

test('services of compose that build the Dockerfile', () => {
  const compose = 'services:\n  web: {build: ., user: app}\n  db: {image: postgres}\n';
  const texts = { ...FILES, 'compose.yaml': compose };
  const { composeServices } = factsOf(TEXT, { tree: listed(...Object.keys(texts)), texts }).facts;
  expect(composeServices.known && composeServices.value.map(({ name }) => name.value)).toEqual(['web']);
});

test('other files of the context can be asked for', () => {
  const { facts } = factsOf(TEXT, { tree: listed(...Object.keys(FILES)), texts: FILES });
  expect(facts.text('base.txt')).toEqual({ known: true, value: 'django\n' });
  expect(facts.text('gone.txt').known).toBe(false);
});

test('a model that is there already is not built again', () => {
  const model = modelOf('FROM x\nCOPY run.sh /\nCMD ["/run.sh"]\n');
  const reads = readsOf({ tree: listed('manage.py', 'run.sh'), texts: FILES });
  expect(projectFacts({ path: 'Dockerfile', text: '', model }, reads).facts.script('run.sh').known).toBe(true);
});

test('for a file that is not analysed nothing is read', () => {
  const reads: ProjectReads = {
    tree: () => {
      throw new Error('asked');
    },
    text: () => undefined,
    mode: () => undefined,
  };
  expect(projectFacts({ path: 'Dockerfile', text: 'x'.repeat(2_000_000) }, reads)).toEqual({
    facts: noFacts,
    wants: [],
  });
});

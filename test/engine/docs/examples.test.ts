import { expect, test } from 'vitest';
import { runExample } from '../../../server/src/engine/docs/examples.ts';
import { listAndReplaceWord, sampleRule, wideRule } from '../../support/sample-rule.ts';

test('every finding is fixed, one after another', () => {
  const run = runExample(sampleRule(), { title: '', before: 'FROM python\nRUN bad\nRUN bad\n' });
  expect(run.findings).toHaveLength(2);
  expect(run.fixed?.text).toBe('FROM python\nRUN good\nRUN good\n');
  expect(run.fixed?.fixes.map(({ title }) => title)).toEqual(['Replace the bad word', 'Replace the bad word']);
});

test('there is no fixed text where nothing is found, or nothing can be done', () => {
  expect(runExample(sampleRule(), { title: '', before: 'FROM python\n' }).fixed).toBeUndefined();
  const helpless = sampleRule({ buildFix: () => undefined });
  expect(runExample(helpless, { title: '', before: 'FROM python\nRUN bad\n' }).fixed).toBeUndefined();
});

test('a fix that leaves its finding comes to an end', () => {
  const stubborn = sampleRule({
    buildFix: ({ fix }, { data }) => fix.draft().insert(data.text.end, 'x').build('Add x', 'safe'),
  });
  expect(runExample(stubborn, { title: '', before: 'FROM python\nRUN bad\n' }).fixed?.text).toBe(
    'FROM python\nRUN badx\n',
  );
});

test('of several fixes, the one of a title can be chosen', () => {
  const choosy = sampleRule({
    buildFix: ({ fix }, { data }) =>
      ['good', 'better'].flatMap((word) => fix.draft().replace(data.text, word).build(`Write ${word}`, 'safe') ?? []),
  });
  const example = { title: '', before: 'FROM python\nRUN bad\n' };
  expect(runExample(choosy, example, 'Write better').fixed?.text).toBe('FROM python\nRUN better\n');
  expect(runExample(choosy, example, 'Write best').fixed).toBeUndefined();
});

test('what fixes change elsewhere is there for the next one, and is shown', () => {
  const files = { 'manage.py': '', 'requirements.txt': 'django' };
  const run = runExample(wideRule({ buildFix: listAndReplaceWord }), {
    title: '',
    before: 'FROM python\nRUN bad\nRUN bad\n',
    files,
  });
  expect(run.findings).toHaveLength(2);
  expect(run.fixed).toMatchObject({
    text: 'FROM python\nRUN good\nRUN bad\n',
    files: { '.dockerignore': '.env\n', 'requirements.txt': 'django\ngood' },
    fixes: [{ title: 'List the good word' }],
  });
});

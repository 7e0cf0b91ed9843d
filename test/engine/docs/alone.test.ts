import { expect, test } from 'vitest';
import { analyzeAlone } from '../../../server/src/engine/docs/alone.ts';
import { sampleRule } from '../../support/sample-rule.ts';

const document = { path: 'Dockerfile', text: 'FROM nginx\nRUN bad and evil\n' };

test('a rule runs although it is off by default and the image is not Python', () => {
  expect(analyzeAlone([sampleRule({ defaultLevel: 'off' })], document).findings).toHaveLength(1);
});

test('options are those of the rule, over its defaults', () => {
  const { findings } = analyzeAlone([sampleRule()], { ...document, options: { sample: { word: 'evil' } } });
  expect(findings.map(({ message }) => message)).toEqual(['The word evil is bad']);
  expect(analyzeAlone([sampleRule()], { ...document, options: { other: { word: 'evil' } } }).findings).toHaveLength(1);
});

test('files become facts; without them nothing is known', () => {
  const seen: boolean[] = [];
  const rule = sampleRule({
    check({ facts }) {
      seen.push(facts.managePy.known);
      return [];
    },
  });
  analyzeAlone([rule], document);
  analyzeAlone([rule], { ...document, files: { 'manage.py': '' } });
  expect(seen).toEqual([false, true]);
});

import { expect, test } from 'vitest';
import { readSettings } from '../../../server/src/engine/config/settings.ts';
import { SAMPLE_RULES } from './sample-rules.ts';

test('what is not set says nothing', () => {
  for (const settings of [{}, { detect: undefined, rules: undefined }, { detect: null, rules: null }, { rules: {} }]) {
    const { layer, problems } = readSettings(SAMPLE_RULES, settings);
    expect([layer.detect, layer.exclude, layer.rules.size, problems]).toEqual([undefined, undefined, 0, []]);
  }
});

test('levels and options are read as from a file', () => {
  const rules = { 'runs-as-root': { level: 'error', user: 'web' }, 'healthcheck-missing': 'hint' };
  const { layer, problems } = readSettings(SAMPLE_RULES, { detect: 'always', rules });
  expect(problems).toEqual([]);
  expect(layer.detect).toBe('always');
  expect(layer.rules.get('healthcheck-missing')?.level).toBe('hint');
  expect(layer.rules.get('runs-as-root')?.options).toEqual(new Map([['user', 'web']]));
});

test('settings of any shape are problems without a place, never an exception', () => {
  for (const rules of ['off', 3, [], { 'no-such-rule': 'off' }, { 'runs-as-root': [] }, { 'runs-as-root': null }]) {
    const { problems } = readSettings(SAMPLE_RULES, { rules });
    expect(problems).toEqual([{ message: expect.any(String), span: undefined }]);
  }
});

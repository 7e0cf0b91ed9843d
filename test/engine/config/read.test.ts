import { describe, expect, test } from 'vitest';
import { jsonNode } from '../../../server/src/engine/config/json.ts';
import { readLayer } from '../../../server/src/engine/config/read.ts';
import { SAMPLE_RULES } from './sample-rules.ts';

function read(config: Record<string, unknown>) {
  const node = jsonNode(config);
  if (node.kind !== 'table') throw new Error('a configuration is a table');
  const { layer, problems } = readLayer(SAMPLE_RULES, node);
  return { layer, messages: problems.map(({ message }) => message) };
}

const ruleEntry = (setting: unknown) => {
  const { layer, messages } = read({ rules: { 'runs-as-root': setting } });
  const entry = layer.rules.get('runs-as-root');
  return { level: entry?.level, options: Object.fromEntries(entry?.options ?? []), messages };
};

describe('what is understood', () => {
  test('detect and exclude', () => {
    const { layer, messages } = read({ detect: 'always', exclude: ['a/**', 'b'] });
    expect(layer).toMatchObject({ detect: 'always', exclude: ['a/**', 'b'] });
    expect(messages).toEqual([]);
  });

  test.each(['off', 'hint', 'info', 'warning', 'error'])('a rule as its level %s', (level) => {
    expect(ruleEntry(level)).toEqual({ level, options: {}, messages: [] });
  });

  test('a rule with a level and options', () => {
    const setting = { level: 'error', user: 'web', strict: true, limit: 9 };
    expect(ruleEntry(setting)).toEqual({
      level: 'error',
      options: { user: 'web', strict: true, limit: 9 },
      messages: [],
    });
  });
});

describe('what is not becomes one clear line each, and the rest stands', () => {
  test.each([
    [{ exlude: [] }, 'Unknown key "exlude"; did you mean "exclude"?'],
    [{ colour: 1 }, 'Unknown key "colour"'],
    [{ detect: 'sometimes' }, 'detect: expected one of "auto", "always", found "sometimes"'],
    [{ exclude: 'a' }, 'exclude: expected a list of globs, found "a"'],
    [{ exclude: ['a', 1] }, 'exclude: expected a glob, found 1'],
    [{ rules: [] }, 'rules: expected a table of rules, found a list'],
    [{ rules: { 'runs-as-rot': 'off' } }, 'Unknown rule "runs-as-rot"; did you mean "runs-as-root"?'],
    [{ rules: { nothing: 'off' } }, 'Unknown rule "nothing"'],
    [{ rules: { __proto__: null, constructor: 'off' } }, 'Unknown rule "constructor"'],
    [
      { rules: { 'runs-as-root': 'loud' } },
      'rules.runs-as-root: expected one of "off", "hint", "info", "warning", "error", found "loud"',
    ],
    [
      { rules: { 'runs-as-root': { level: 3 } } },
      'rules.runs-as-root.level: expected one of "off", "hint", "info", "warning", "error", found 3',
    ],
    [{ rules: { 'runs-as-root': { usr: 'x' } } }, 'Unknown option "usr" of runs-as-root; did you mean "user"?'],
    [{ rules: { 'runs-as-root': { toString: 'x' } } }, 'Unknown option "toString" of runs-as-root'],
    [{ rules: { 'runs-as-root': { strict: 'x' } } }, 'rules.runs-as-root.strict: expected true or false, found "x"'],
  ])('%j', (config, message) => {
    expect(read(config).messages).toEqual([message]);
  });

  test('valid neighbours count', () => {
    const { level, options, messages } = ruleEntry({ level: 'info', user: 'WEB', limit: 4, other: 1 });
    expect({ level, options }).toEqual({ level: 'info', options: { limit: 4 } });
    expect(messages).toHaveLength(2);
    expect(read({ exclude: ['a', 1, 'b'] }).layer.exclude).toEqual(['a', 'b']);
  });
});

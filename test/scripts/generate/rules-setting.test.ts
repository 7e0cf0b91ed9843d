import { expect, test } from 'vitest';
import { rulesSetting } from '../../../scripts/generate/rules-setting.ts';
import { sampleRule } from '../../support/sample-rule.ts';

const levels = { type: 'string', enum: ['off', 'hint', 'info', 'warning', 'error'] };

test('a rule takes a level, or an object with its options and nothing else', () => {
  expect(rulesSetting([sampleRule()])).toMatchObject({
    scope: 'resource',
    additionalProperties: false,
    properties: {
      sample: {
        markdownDescription: 'A bad word stands in RUN (warning by default).',
        anyOf: [
          levels,
          {
            additionalProperties: false,
            properties: {
              level: levels,
              word: { type: 'string', default: 'bad', markdownDescription: 'The word to find.' },
            },
          },
        ],
      },
    },
  });
});

test('a rule that is off says so', () => {
  expect(JSON.stringify(rulesSetting([sampleRule({ defaultLevel: 'off' })]))).toContain('(off by default)');
});

import { describe, expect, test } from 'vitest';
import { resolveConfig } from '../../../server/src/engine/config/resolve.ts';
import { type FixChoice, fixAll } from '../../../server/src/engine/fix/fix-all.ts';
import { noFacts } from '../../../server/src/engine/project/facts.ts';
import { factsFor } from '../../../server/src/engine/project/memory.ts';
import { defineRule, type Rule, type Safety } from '../../../server/src/engine/rules/define.ts';
import { RULES } from '../../../server/src/engine/rules/index.ts';
import { type BuildFix, listAndReplaceWord, sampleRule, wideRule } from '../../support/sample-rule.ts';

interface Replacement {
  readonly id: string;
  readonly from: RegExp;
  readonly to: string;
  readonly safety?: Safety;
}

const { docs } = sampleRule();

/** Finds a text in the whole file and replaces it. */
const replacing = ({ id, from, to, safety = 'safe' }: Replacement): Rule =>
  defineRule<{ start: number; end: number }>({
    id,
    category: 'correctness',
    severity: 'warning',
    severities: ['warning'],
    fix: safety,
    since: '0.1.0',
    overlaps: [],
    duplicates: [],
    appliesTo: {},
    docs,
    *check({ model }) {
      for (const match of model.syntax.text.matchAll(new RegExp(from, `${from.flags}g`))) {
        const span = { start: match.index, end: match.index + match[0].length };
        yield { span, message: `${match[0]} is wrong`, data: span };
      }
    },
    buildFix: ({ fix }, { data }) => fix.draft().replace(data, to).build(`Write ${to}`, safety),
  });

function run(text: string, rules: readonly Rule[], choice: FixChoice = { safety: 'safe' }, facts = noFacts) {
  const config = { ...resolveConfig(rules, {}), detect: 'always' as const };
  return fixAll({ text, path: 'Dockerfile', facts, config, today: '2026-11-21', rules }, choice);
}

const TEXT = 'FROM x\nRUN a a\n';

test('all findings are fixed at once', () => {
  const result = run(TEXT, [replacing({ id: 'one', from: /\ba\b/, to: 'b' })]);
  expect(result).toMatchObject({
    text: 'FROM x\nRUN b b\n',
    applied: [
      { rule: 'one', title: 'Write b' },
      { rule: 'one', title: 'Write b' },
    ],
    conflict: undefined,
  });
  expect(result.analysis.findings).toEqual([]);
});

test('fixes that build on each other are applied one after the other', () => {
  const chain = [
    replacing({ id: 'one', from: /\ba\b/, to: 'b' }),
    replacing({ id: 'two', from: /\bb\b/, to: 'c' }),
    replacing({ id: 'three', from: /\bc\b/, to: 'd' }),
  ];
  const result = run('FROM x\nRUN a\n', chain);
  expect(result.text).toBe('FROM x\nRUN d\n');
  expect(result.applied.map((each) => each.rule)).toEqual(['one', 'two', 'three']);
});

test('of two fixes that touch each other one is applied, all of it, and then it is looked again', () => {
  const wide = replacing({ id: 'wide', from: /a a/, to: 'c' });
  const narrow = replacing({ id: 'narrow', from: /a$/m, to: 'b' });
  expect(run(TEXT, [wide, narrow])).toMatchObject({ text: 'FROM x\nRUN c\n', applied: [{ rule: 'wide' }] });
});

test('nothing to do changes nothing', () => {
  const result = run(TEXT, [replacing({ id: 'one', from: /z/, to: 'y' })]);
  expect(result).toMatchObject({ text: TEXT, applied: [], conflict: undefined });
  expect(result.analysis.model?.syntax.text).toBe(TEXT);
});

describe('what is chosen', () => {
  const rules = [
    replacing({ id: 'safe-rule', from: /\ba\b/, to: 'b' }),
    replacing({ id: 'review-rule', from: /x/, to: 'y', safety: 'review' }),
  ];

  test('safe fixes alone', () => {
    const result = run(TEXT, rules, { safety: 'safe' });
    expect(result.text).toBe('FROM x\nRUN b b\n');
    expect(result.analysis.findings.map((finding) => finding.rule)).toEqual(['review-rule']);
  });

  test('review fixes as well', () => {
    expect(run(TEXT, rules, { safety: 'review' }).text).toBe('FROM y\nRUN b b\n');
  });

  test('some rules only', () => {
    expect(run(TEXT, rules, { safety: 'review', rules: ['review-rule'] }).text).toBe('FROM y\nRUN a a\n');
    expect(run(TEXT, rules, { safety: 'review', rules: [] }).text).toBe(TEXT);
  });
});

describe('a fix that changes other files', () => {
  const text = 'FROM x\nRUN bad\n';
  const facts = factsFor({ path: 'Dockerfile', text }, { 'manage.py': '', 'requirements.txt': 'django\n' });
  const local: BuildFix = ({ fix }, { data }) => fix.draft().replace(data.text, 'worse').build('Write worse', 'review');

  test.each<FixChoice>([{ safety: 'safe' }, { safety: 'review' }, { safety: 'review', rules: ['sample'] }])(
    'is left out of %o, also with what it does to the document',
    (choice) => {
      const result = run(text, [wideRule({ buildFix: listAndReplaceWord })], choice, facts);
      expect(result).toMatchObject({ text, applied: [], conflict: undefined });
      expect(result.analysis.findings.flatMap(({ fixes }) => fixes)).toMatchObject([{ elsewhere: [{}, {}] }]);
    },
  );

  test('leaves its place to another fix of the finding', () => {
    const both: BuildFix = (...each) => [listAndReplaceWord(...each), local(...each)].flatMap((fix) => fix ?? []);
    const result = run(text, [wideRule({ buildFix: both })], { safety: 'review' }, facts);
    expect(result.applied).toEqual([{ rule: 'sample', title: 'Write worse' }]);
    expect(result.text).toBe('FROM x\nRUN worse\n');
  });
});

describe('rules that never come to an end', () => {
  test('two that undo each other are named, and the text stays as one of them wants it', () => {
    const rules = [
      replacing({ id: 'to-b', from: /\ba\b/, to: 'b' }),
      replacing({ id: 'to-a', from: /\bb\b/, to: 'a' }),
      replacing({ id: 'innocent', from: /x/, to: 'y' }),
    ];
    const result = run('FROM x\nRUN a\n', rules);
    expect(result.conflict).toBe('These rules undo each other: to-a, to-b');
    expect(['FROM y\nRUN a\n', 'FROM y\nRUN b\n']).toContain(result.text);
  });

  test('one that finds more after every fix is stopped and named', () => {
    const result = run('FROM x\nRUN a\n', [replacing({ id: 'growing', from: /a(?=\n)/, to: 'aa' })]);
    expect(result.conflict).toBe('These rules find something new after every fix: growing');
    expect(result.text.length).toBeLessThan(100);
  });
});

test('a model that is handed over serves the first look only', () => {
  const rules = [replacing({ id: 'one', from: /\ba\b/, to: 'b' })];
  const first = run(TEXT, rules);
  const config = { ...resolveConfig(rules, {}), detect: 'always' as const };
  const model = run(TEXT, []).analysis.model;
  if (!model) throw new Error('No model');
  const result = fixAll(
    { text: TEXT, path: 'Dockerfile', facts: noFacts, config, today: '2026-11-21', rules, model },
    { safety: 'safe' },
  );
  expect(result.text).toBe(first.text);
  expect(result.analysis.findings).toEqual([]);
});

test('real rules leave no safe fix behind', () => {
  const text = `FROM python:3.13-slim-trixie
RUN apt-get update && apt-get install -y --no-install-recommends gcc
RUN pip install gunicorn
CMD gunicorn config.wsgi
`;
  const result = run(text, RULES);
  expect(result.applied.length).toBeGreaterThan(1);
  expect(result.analysis.findings.flatMap((finding) => finding.fixes).filter((fix) => fix.safety === 'safe')).toEqual(
    [],
  );
});

describe('fixes that choose another image come first and alone', () => {
  const other = replacing({ id: 'other', from: /\bx\b/, to: 'y' });
  const users = replacing({ id: 'users', from: /\bRUN (?=a)/, to: 'USER ' });
  const order = (text: string): string[] => run(text, [users, other]).applied.map(({ rule }) => rule);

  test('in FROM', () => expect(order('FROM x\nRUN a\n')).toEqual(['other', 'users']));
  test('in an ARG before it', () => expect(order('ARG I=x\nFROM $I\nRUN a\n')).toEqual(['other', 'users']));
  test('what stands elsewhere is applied with the rest', () =>
    expect(order('FROM z\nRUN a\nRUN x\n')).toEqual(['users', 'other']));
});

test('two images that are named at once get two names', () => {
  const builds = (image: string): string =>
    `FROM ${image} AS build-${image.slice(0, 6)}\nRUN ls\nFROM ${image}\nRUN ls\n`;
  const rules = RULES.filter(({ id }) => id === 'base-image-repeated');
  const { text } = run(builds('debian:trixie') + builds('alpine:3.22'), rules);
  expect(text.match(/AS base-\w+/g)).toEqual(['AS base-debian', 'AS base-alpine']);
});

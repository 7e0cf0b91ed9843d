import { describe, expect, test } from 'vitest';
import { type AnalysisInput, analyze } from '../../server/src/engine/analyze.ts';
import { resolveConfig } from '../../server/src/engine/config/resolve.ts';
import { readSettings } from '../../server/src/engine/config/settings.ts';
import { noFacts } from '../../server/src/engine/project/facts.ts';
import { factsFor } from '../../server/src/engine/project/memory.ts';
import type { Rule } from '../../server/src/engine/rules/define.ts';
import { processorTime } from '../support/processor-time.ts';
import { type findWord, SAMPLE_ID, sampleRule } from '../support/sample-rule.ts';
import { modelOf } from './model/support.ts';

function run(text: string, rules: readonly Rule[], setting?: unknown, more: Partial<AnalysisInput> = {}) {
  const given =
    setting === undefined ? {} : { workspace: readSettings(rules, { rules: { [SAMPLE_ID]: setting } }).layer };
  const config = { ...resolveConfig(rules, given), detect: 'always' as const };
  return analyze({ text, path: 'Dockerfile', facts: noFacts, config, today: '2026-11-21', rules, ...more });
}

const TEXT = 'FROM python\nRUN bad\n';

test('a finding tells its rule, where and how bad it is, and what can be done', () => {
  const { findings, failures, skipped } = run(TEXT, [sampleRule()]);
  expect({ failures, skipped }).toEqual({ failures: [], skipped: undefined });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    rule: SAMPLE_ID,
    severity: 'warning',
    span: { start: TEXT.indexOf('bad'), end: TEXT.indexOf('bad') + 3 },
    message: 'The word bad is bad',
    related: [],
    tags: [],
  });
  expect(findings[0]?.fixes.map((fix) => fix.title)).toEqual(['Replace the bad word']);
});

test('findings come in the order of the text, whatever the order of the rules', () => {
  const named = (id: string, word: string): Rule => ({ ...sampleRule({ check: wordCheck(word) }), id });
  const { findings } = run('FROM python\nRUN bad ugly\nRUN ugly bad\n', [named('b', 'ugly'), named('a', 'bad')]);
  const starts = findings.map((finding) => finding.span.start);
  expect(starts).toEqual([...starts].sort((x, y) => x - y));
  expect(findings).toHaveLength(4);
});

const wordCheck = (word: string): typeof findWord =>
  function* ({ model }) {
    for (const node of model.syntax.instructions) {
      const at = node.args.text.indexOf(word);
      if (at === -1) continue;
      const text = node.args.spanOf(at, at + word.length);
      yield { span: text, message: word, data: { instruction: node.span, text } };
    }
  };

test('a file that starts the development server beside one for production is for development', () => {
  const text = 'FROM python\nCMD ["python", "manage.py", "runserver"]\n';
  const purposes = [{}, { 'Dockerfile.prod': '' }].map((files) => {
    const facts = factsFor({ path: 'Dockerfile', text }, { 'manage.py': '', ...files });
    return run(text, [], undefined, { facts }).model?.forDevelopment;
  });
  expect(purposes).toEqual([false, true]);
});

test('a rule that names words does not run where none of them stands', () => {
  const wanting = (mentions: readonly string[]): Rule => ({ ...sampleRule(), mentions });
  const found = [['python'], ['ruby', 'bad'], ['ruby']].map((words) => run(TEXT, [wanting(words)]).findings.length);
  expect(found).toEqual([1, 1, 0]);
});

describe('a rule that fails', () => {
  const failing: Rule = {
    ...sampleRule({
      *check({ model }) {
        yield {
          span: { start: 0, end: 4 },
          message: 'found before',
          data: { instruction: { start: 0, end: 0 }, text: { start: 0, end: 0 } },
        };
        throw new Error(`no ${model.path}`);
      },
    }),
    id: 'failing',
  };

  test('is reported by its id, and the others stand', () => {
    const { findings, failures } = run(TEXT, [failing, sampleRule()]);
    expect(failures).toEqual([{ rule: 'failing', error: 'no Dockerfile' }]);
    expect(findings.map((finding) => finding.rule)).toEqual(['failing', SAMPLE_ID]);
  });

  test('may throw anything', () => {
    const odd: Rule = {
      ...failing,
      check() {
        throw 'just text';
      },
    };
    expect(run(TEXT, [odd]).failures).toEqual([{ rule: 'failing', error: 'just text' }]);
  });

  test('in its fix only leaves the finding without one, and is named', () => {
    const rule = sampleRule({
      buildFix: () => {
        throw new Error('no fix');
      },
    });
    const { findings, failures } = run(TEXT, [rule]);
    expect(findings[0]?.message).toBe('The word bad is bad');
    expect(findings[0]?.fixes).toEqual([]);
    expect(failures).toEqual([{ rule: rule.id, error: 'its fix: no fix' }]);
  });
});

test('fixes are built when asked for, and once', () => {
  let built = 0;
  const rule = sampleRule({
    buildFix: () => {
      built++;
      return undefined;
    },
  });
  const [finding] = run(TEXT, [rule]).findings;
  expect(built).toBe(0);
  expect([finding?.fixes, finding?.fixes]).toEqual([[], []]);
  expect(built).toBe(1);
});

describe('what is too large', () => {
  test('is skipped before any parser sees it, and says why', () => {
    const took = processorTime(() => {
      const { findings, skipped, model, detection } = run('x'.repeat(5_000_000), [sampleRule()]);
      expect({ findings, skipped, model }).toEqual({
        findings: [],
        skipped: 'the file is larger than 1 MB',
        model: undefined,
      });
      expect(detection).toMatchObject({ judged: false, reason: 'Not analysed: the file is larger than 1 MB.' });
    });
    // A parser takes seconds for it.
    expect(took).toBeLessThan(500);
  });

  test('is so by its lines too', () => {
    expect(run(`FROM python\nRUN ${'x'.repeat(70_000)}\n`, [sampleRule()]).skipped).toBe('a line is longer than 64 KB');
  });
});

describe('levels', () => {
  test.each(['error', 'warning', 'info', 'hint'])('%s replaces what the finding says', (value) => {
    expect(run(TEXT, [sampleRule()], value).findings.map((finding) => finding.severity)).toEqual([value]);
  });

  test('off switches a rule off: it is not even run', () => {
    const rule: Rule = {
      ...sampleRule(),
      check() {
        throw new Error('run');
      },
    };
    expect(run(TEXT, [rule], 'off')).toMatchObject({ findings: [], failures: [] });
  });

  test('a finding’s own severity comes before the rule’s', () => {
    const rule = sampleRule({
      severities: ['warning', 'hint'],
      *check() {
        const at = { start: 0, end: 1 };
        yield { span: at, message: 'x', severity: 'hint', data: { instruction: at, text: at } };
      },
    });
    expect(run(TEXT, [rule]).findings.map((finding) => finding.severity)).toEqual(['hint']);
    expect(run(TEXT, [rule], 'error').findings.map((finding) => finding.severity)).toEqual(['error']);
  });

  test('an opt-in rule runs when somebody wants it', () => {
    const rule = sampleRule({ defaultLevel: 'off' });
    expect(run(TEXT, [rule]).findings).toEqual([]);
    expect(run(TEXT, [rule], 'info').findings.map((finding) => finding.severity)).toEqual(['info']);
  });

  test('options reach the rule', () => {
    expect(
      run('FROM python\nRUN ugly bad\n', [sampleRule()], { word: 'ugly' }).findings.map((finding) => finding.message),
    ).toEqual(['The word ugly is bad']);
  });
});

test('what a comment silences is no finding', () => {
  expect(
    run('FROM python\n# django-dockerfile ignore=sample\nRUN bad\nRUN bad\n', [sampleRule()]).findings,
  ).toHaveLength(1);
  expect(run('FROM python\n# hadolint ignore=DL0001\nRUN bad\n', [sampleRule()]).findings).toEqual([]);
});

describe('ignore comments that do nothing', () => {
  /** A rule that tells what it is told. */
  const asking: Rule = {
    ...sampleRule(),
    id: 'asking',
    *check({ unusedIgnores }) {
      for (const { id, isRule, span } of unusedIgnores('asking'))
        yield { span, message: `${id} ${isRule}`, data: undefined };
    },
  };
  const told = (text: string, more: readonly Rule[], setting?: unknown) =>
    run(text, [asking, ...more], setting)
      .findings.filter(({ rule }) => rule === 'asking')
      .map(({ message }) => message);
  const ignoring = (ids: string, command: string) => `FROM python\n# django-dockerfile ignore=${ids}\nRUN ${command}\n`;

  test('name a rule that finds nothing there, or no rule', () => {
    expect(told(ignoring('sample,nothing', 'bad'), [sampleRule()])).toEqual(['nothing false']);
    expect(told(ignoring('sample,nothing', 'good'), [sampleRule()])).toEqual(['sample true', 'nothing false']);
  });

  test('are left alone where the rule does not run', () => {
    const throwing: Rule = {
      ...sampleRule(),
      check() {
        throw new Error('no');
      },
    };
    expect(told(ignoring('sample', 'good'), [sampleRule()], 'off')).toEqual([]);
    expect(told(ignoring('sample', 'good'), [throwing])).toEqual([]);
    expect(told(ignoring('asking', 'good'), [])).toEqual([]);
  });

  test('count for every rule, also those that do not run this time', () => {
    expect(told(ignoring('runs-as-root', 'good'), [])).toEqual(['runs-as-root true']);
  });
});

describe('what is not judged', () => {
  const auto = (text: string, facts = noFacts) => {
    const config = { ...resolveConfig([sampleRule()], {}), detect: 'auto' as const };
    return run(text, [sampleRule()], undefined, { config, facts });
  };

  test('has no findings, but a model and a reason', () => {
    const { findings, detection, model } = auto('FROM nginx\nRUN bad\n');
    expect(findings).toEqual([]);
    expect(detection).toMatchObject({ verdict: 'other-image', judged: false });
    expect(model?.stages).toHaveLength(1);
  });

  test('depends on the project around it', () => {
    const facts = (requirements: string) =>
      factsFor({ path: 'Dockerfile', text: TEXT }, { 'requirements.txt': requirements });
    expect(auto(TEXT, facts('django')).findings).toHaveLength(1);
    expect(auto(TEXT, facts('flask')).findings).toEqual([]);
    expect(auto(TEXT).findings).toHaveLength(1);
  });
});

test('a model that is there already is used', () => {
  const model = modelOf('FROM python\nRUN bad\nRUN bad\n');
  const analysis = run('', [sampleRule()], undefined, { model });
  expect(analysis.model).toBe(model);
  expect(analysis.findings).toHaveLength(2);
});

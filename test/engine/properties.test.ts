import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AnalysisInput, analyze, type Finding } from '../../server/src/engine/analyze.ts';
import { resolveConfig } from '../../server/src/engine/config/resolve.ts';
import { practicesAt } from '../../server/src/engine/docs/practices.ts';
import { applyFix } from '../../server/src/engine/fix/apply.ts';
import type { FileChange } from '../../server/src/engine/fix/elsewhere.ts';
import { fixAll } from '../../server/src/engine/fix/fix-all.ts';
import { suppressFileEdits, suppressLineEdits } from '../../server/src/engine/fix/suppress.ts';
import { buildModel } from '../../server/src/engine/model/build.ts';
import { noFacts } from '../../server/src/engine/project/facts.ts';
import { factsFor } from '../../server/src/engine/project/memory.ts';
import { RULES } from '../../server/src/engine/rules/index.ts';
import { parseDockerfile } from '../../server/src/engine/syntax/parse.ts';
import { applyEdits, editsConflict } from '../../server/src/engine/text/edits.ts';
import { DOCKERFILES } from '../support/dockerfiles.ts';
import { anyText, mutated } from '../support/generators.ts';
import { listAndReplaceWord, wideRule } from '../support/sample-rule.ts';
import { misplacedSpans } from '../support/spans.ts';
import { commentTexts, damages, missingFrom } from '../support/text-shape.ts';

/** More than a person has patience for; a hang or an explosion takes far longer. Of our own time: others may keep the machine busy. */
const LIMIT_MS = 1000;
const NOTICED_MS = 50;
const ownMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
/** A longer hunt: `PROPERTY_SEED=random PROPERTY_RUNS=20000 npm run test:unit -- properties`. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 400);
const LONG = { timeout: 60_000 + RUNS * 50 };

const config = { ...resolveConfig(RULES, {}), detect: 'always' as const };
const input = (text: string): AnalysisInput => ({
  text,
  path: 'Dockerfile',
  facts: noFacts,
  config,
  today: '2026-11-21',
});

const FILES = {
  'manage.py': '',
  'requirements.txt': '-r requirements/base.txt\ndjango\n-e .\n',
  'requirements/base.txt': 'gunicorn\n',
  'docker-entrypoint.sh': '#!/bin/sh\nexec "$@"\n',
  'config/wsgi.py': '',
};

function forAll(texts: fc.Arbitrary<string>, holds: (text: string) => void): void {
  fc.assert(
    fc.property(texts, (text) => {
      const started = ownMs();
      holds(text);
      expect(ownMs() - started, 'too slow').toBeLessThan(LIMIT_MS);
    }),
    { numRuns: RUNS },
  );
}

describe('whatever the text', LONG, () => {
  test('parser and model do not throw, and spans nest', () => {
    forAll(anyText, (text) => {
      const model = buildModel(parseDockerfile(text), 'Dockerfile');
      expect([...misplacedSpans(model)]).toEqual([]);
    });
  });

  test('analysis does not throw, no rule fails, findings lie inside the text', () => {
    forAll(anyText, (text) => {
      for (const facts of [noFacts, factsFor({ path: 'Dockerfile', text }, FILES)]) {
        const { findings, failures } = analyze({ ...input(text), facts });
        expect(failures).toEqual([]);
        for (const { rule, span } of findings) {
          const inside = 0 <= span.start && span.start <= span.end && span.end <= text.length;
          expect(inside, `${rule} at ${span.start}-${span.end} of ${text.length}`).toBe(true);
        }
      }
    });
  });

  test('a file of less than 500 lines is analysed before anybody notices', () => {
    const time = (text: string): number => {
      const started = ownMs();
      analyze(input(text));
      return ownMs() - started;
    };
    forAll(mutated, (text) => {
      if (text.split('\n').length >= 500) return;
      // Whatever the compiler or the garbage collector did in between, it does not do again.
      const slowest = time(text) < NOTICED_MS ? 0 : Math.min(time(text), time(text));
      expect(slowest).toBeLessThan(NOTICED_MS);
    });
  });

  test('the practices of a place lie at that place', () => {
    forAll(anyText, (text) => {
      const analysis = analyze(input(text));
      for (let offset = 0; offset <= text.length; offset += 7) {
        const span = practicesAt(analysis, offset)?.span;
        if (span) expect(span.start <= offset && offset <= span.end).toBe(true);
      }
    });
  });

  test('each fix applies, damages nothing and takes its finding away', () => {
    forAll(mutated, (text) => {
      const before = analyze(input(text));
      for (const finding of before.findings) {
        const count = sameAs(finding, before.findings);
        for (const fix of finding.fixes) {
          expect(editsConflict(fix.edits), fix.title).toBe(false);
          const { text: fixed } = applyFix({ text, files: {} }, fix);
          expectUndamaged(text, fixed, fix.title);
          expect(sameAs(finding, analyze(input(fixed)).findings), `${fix.title}\n${fixed}`).toBeLessThan(count);
        }
      }
    });
  });

  test('what fixes change elsewhere lies in the project, and is as they take it to be', () => {
    const rules = [...RULES, wideRule({ buildFix: listAndReplaceWord })];
    forAll(
      fc.oneof(
        mutated,
        anyText.map((text) => `${text}\nRUN bad\n`),
      ),
      (text) => {
        const facts = factsFor({ path: 'Dockerfile', text }, FILES);
        for (const { fixes } of analyze({ ...input(text), facts, rules }).findings) {
          for (const { elsewhere, safety, title } of fixes) {
            if (elsewhere) expect(safety, title).toBe('review');
            for (const change of elsewhere ?? []) expectFits(change, title);
          }
        }
      },
    );
  });

  test.each(['safe', 'review'] as const)('fix-all with %s fixes reaches an end and then changes nothing', (safety) => {
    forAll(mutated, (text) => {
      const once = fixAll(input(text), { safety });
      expect(once.conflict).toBeUndefined();
      expectUndamaged(text, once.text, 'fix-all');
      const twice = fixAll(input(once.text), { safety });
      expect(twice.text).toBe(once.text);
      expect(twice.applied).toEqual([]);
    });
  });

  test('ignore comments silence what they are written for, and damage nothing', () => {
    forAll(mutated, (text) => {
      const { findings, model } = analyze(input(text));
      if (!model) return;
      for (const { rule, span } of findings) {
        for (const edits of [suppressLineEdits(model.syntax, span, rule), suppressFileEdits(model.syntax, rule)]) {
          if (!edits) continue;
          const silenced = applyEdits(text, edits);
          expectUndamaged(text, silenced, `ignoring ${rule}`);
          expect(countOf(analyze(input(silenced)).findings, rule)).toBeLessThan(countOf(findings, rule));
        }
      }
    });
  });
});

describe.each([...DOCKERFILES])('%s', (_, text) => {
  test('is the same with other line ends', () => {
    const other = text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n');
    const messages = (each: string): readonly string[] => analyze(input(each)).findings.map(({ message }) => message);
    expect(messages(other)).toEqual(messages(text));
  });
});

/** How many findings say the same: a fix may uncover another problem of its rule. */
const sameAs = ({ rule, message }: Finding, findings: readonly Finding[]): number =>
  findings.filter((each) => each.rule === rule && each.message === message).length;

const countOf = (findings: readonly { readonly rule: string }[], rule: string): number =>
  findings.filter((finding) => finding.rule === rule).length;

const FILE_TEXTS = new Map(Object.entries(FILES));

function expectFits(change: FileChange, title: string): void {
  const there = FILE_TEXTS.get(change.path);
  if (change.kind === 'create') {
    expect(there, `${title} writes over ${change.path}`).toBeUndefined();
    return;
  }
  expect(change.before, `${title} edits ${change.path}`).toBe(there);
  if (change.kind === 'edit') expect(editsConflict(change.edits), title).toBe(false);
}

function expectUndamaged(before: string, after: string, what: string): void {
  const [old, fresh] = [before, after].map((text) => buildModel(parseDockerfile(text), 'Dockerfile'));
  if (!old || !fresh) return;
  const was = damages(old);
  for (const [damage, count] of Object.entries(damages(fresh))) {
    expect(count, `${what}: ${damage}\n${after}`).toBeLessThanOrEqual(was[damage] ?? 0);
  }
  expect(missingFrom(commentTexts(old.syntax), commentTexts(fresh.syntax)), `${what} loses comments`).toEqual([]);
}

import { describe, expect, test } from 'vitest';
import { fixedSafely, judge, lineOf } from '../support/judge.ts';
import { DOCUMENTS, readDocument } from './documents.ts';

describe.each(Object.entries(DOCUMENTS))('%s', (_, document) => {
  const { text, found, silent } = readDocument(document.text);
  const analysis = judge(text, document);
  const all = analysis.findings.map(({ rule, severity, span }) => ({ rule, severity, line: lineOf(text, span.start) }));
  const shown = all.map(({ rule, severity, line }) => `${line} ${rule}:${severity}`);
  // An instruction goes on over several lines; the next one begins where the next mark or keyword stands.
  const nextLine = (line: number): number => {
    const rest = text.split('\n').slice(line);
    const next = rest.findIndex((each) => /^[A-Z]+ /.test(each));
    return next === -1 ? Number.POSITIVE_INFINITY : line + next + 1;
  };

  test.each(found)('line $line: $rule', ({ rule, severity, line }) => {
    const here = all.filter((each) => each.rule === rule && each.line >= line && each.line < nextLine(line));
    expect(here.length, shown.join('\n')).toBeGreaterThan(0);
    if (severity !== undefined) expect(here.map((each) => each.severity)).toContain(severity);
  });

  if (silent.length > 0) {
    test.each(silent)('line $line: not $rule', ({ rule, line }) => {
      expect(all.filter((each) => each.rule === rule && each.line >= line && each.line < nextLine(line))).toEqual([]);
    });
  }

  test('fix-all ends with a file that has no safe fix left, and nothing new', () => {
    const { analysis: after, conflict } = fixedSafely(text, document);
    expect(conflict).toBeUndefined();
    expect(after.findings.flatMap(({ fixes }) => fixes).filter(({ safety }) => safety === 'safe')).toEqual([]);
    const before = new Set(all.map(({ rule }) => rule));
    expect(after.findings.map(({ rule }) => rule).filter((rule) => !before.has(rule))).toEqual([]);
  });
});

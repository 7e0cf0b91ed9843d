import { describe, expect, test } from 'vitest';
import type { FileReport } from '../../../server/src/cli/report/report.ts';
import { styleFor } from '../../../server/src/cli/report/style.ts';
import { plural, textReport } from '../../../server/src/cli/report/text.ts';
import type { Finding } from '../../../server/src/engine/analyze.ts';
import { known, unknown } from '../../../server/src/engine/text/known.ts';

const finding = (change: Partial<Finding> = {}): Finding => ({
  rule: 'runs-as-root',
  severity: 'warning',
  span: { start: 0, end: 4 },
  message: 'The container runs as root',
  related: [],
  tags: [],
  fixes: [],
  ...change,
});

const file = (change: Partial<FileReport> = {}): FileReport => ({
  path: 'Dockerfile',
  text: 'FROM x\n',
  findings: [],
  others: {
    shown: (path) => `../shop/${path}`,
    text: (path) => (path === 'a.txt' ? known('one\r\ntwo\r\n') : unknown('')),
  },
  skipped: undefined,
  notJudged: undefined,
  ...change,
});

const report = (...files: FileReport[]): string => textReport(files, styleFor(false));

describe('a file', () => {
  test('without findings', () => {
    expect(report(file())).toBe('Dockerfile  no findings\n\n1 file: no findings\n');
  });

  test('that was not analysed, or not checked', () => {
    expect(report(file({ skipped: 'it is a binary file' }))).toContain(
      'Dockerfile  not analysed: it is a binary file\n',
    );
    expect(report(file({ notJudged: 'no Python image' }))).toContain('Dockerfile  not checked: no Python image\n');
  });

  test('with findings', () => {
    const fixes = [{ title: 'Create user app', safety: 'review', edits: [] }] as const;
    expect(report(file({ findings: [finding({ fixes })] }))).toBe(`\
Dockerfile:1:1  warning  runs-as-root  The container runs as root
  1 | FROM x
    | ^^^^
    = fix (review): Create user app

1 file: 1 warning
`);
  });

  test('with findings that speak of other places', () => {
    const related = [
      { span: { start: 0, end: 4 }, message: 'The image' },
      { span: { start: 5, end: 8 }, message: 'Said here', path: 'a.txt' },
      { span: { start: 5, end: 8 }, message: 'Nobody \u001bread it', path: 'b\u001b.txt' },
    ];
    expect(report(file({ findings: [finding({ related })] }))).toContain(`\
    | ^^^^
    = see Dockerfile:1:1: The image
    = see ../shop/a.txt:2:1: Said here
    = see ../shop/b\uFFFD.txt: Nobody \uFFFDread it

`);
  });

  test('whose name or messages hold control characters', () => {
    const text = report(file({ path: 'a\u001b[31m', findings: [finding({ message: 'b\u001b[31m' })] }));
    expect(text).not.toContain('\u001b');
  });
});

test('the last line counts, the worst first, and says what fix can do', () => {
  const severities = ['hint', 'warning', 'error', 'info', 'warning', 'info'] as const;
  const fixes = [{ title: 'Do it', safety: 'safe', edits: [] }] as const;
  const findings = severities.map((severity) => finding({ severity, fixes: severity === 'error' ? fixes : [] }));
  const last = report(file({ findings }), file({ path: 'b' }))
    .trimEnd()
    .split('\n')
    .at(-1);
  expect(last).toBe('2 files: 1 error, 2 warnings, 2 info, 1 hint; "django-dockerfile fix" can repair 1');
});

test('plurals', () => {
  expect([plural(1, 'file'), plural(0, 'file'), plural(2, 'fix', 'fixes')]).toEqual(['1 file', '0 files', '2 fixes']);
});

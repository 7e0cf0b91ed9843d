import { describe, expect, test } from 'vitest';
import type { Fix } from '../../server/src/engine/fix/fix.ts';
import { checkCompleteness } from './rule-completeness.ts';
import { checkInvalid, type InvalidCase } from './rule-invalid.ts';
import { testRule } from './rule-tester.ts';
import {
  type BuildFix,
  findWord,
  listAndReplaceWord,
  listWord,
  replaceWord,
  sampleRule,
  wideRule,
} from './sample-rule.ts';

const FROM = 'FROM python:3.14-slim-trixie\n';
const BAD: InvalidCase = { code: `${FROM}RUN «bad»\n`, fixed: `${FROM}RUN good\n` };

testRule(sampleRule(), {
  valid: {
    'a good word': `${FROM}RUN good\n`,
    'the bad word behind COPY': { code: `${FROM}COPY bad /bad\n` },
  },
  invalid: {
    'the bad word': { ...BAD, message: 'The word bad is bad', title: 'Replace the bad word' },
    'twice, in a file with comments, without a last line break': {
      code: `# syntax=docker/dockerfile:1\n${FROM}# why\nRUN «bad» \\\n# more\n  && x\n\nRUN echo «bad»`,
      message: ['The word bad is bad', /bad$/],
      fixed: `# syntax=docker/dockerfile:1\n${FROM}# why\nRUN good \\\n# more\n  && x\n\nRUN echo good`,
    },
    'another word, as the options say': {
      code: `${FROM}RUN bad «evil»\n`,
      options: { word: 'evil' },
      fixed: `${FROM}RUN bad good\n`,
      fix: 'safe',
    },
  },
});

const FILES = { 'manage.py': '', 'requirements.txt': 'django\r\n' };
const LISTED = { 'requirements.txt': 'django\r\ngood\r\n' };
const UNLISTED: InvalidCase = { code: `${FROM}RUN «bad»\n`, files: FILES };

describe('fixes that change other files', () => {
  testRule(wideRule(), {
    valid: { 'the word is listed': { code: `${FROM}RUN bad\n`, files: LISTED } },
    invalid: {
      'once, whatever the number of findings': {
        ...UNLISTED,
        code: `${FROM}RUN «bad»\nRUN «bad»\n`,
        elsewhere: { ...LISTED, '.dockerignore': '.env\n' },
        related: ['requirements.txt', 'requirements.txt'],
      },
      'a file that is there is left alone': {
        ...UNLISTED,
        files: { ...FILES, '.dockerignore': '*\n' },
        fixed: `${FROM}RUN bad\n`,
        elsewhere: { ...LISTED, '.dockerignore': null },
      },
      'another word': { ...UNLISTED, code: `${FROM}RUN «evil»\n`, options: { word: 'evil' } },
    },
  });

  const both = { ...LISTED, '.dockerignore': '.env\n' };
  const writesOver: BuildFix = ({ fix }) =>
    fix.draft().create('requirements.txt', 'good').build('Write the list anew', 'review');
  const knowsBetter: BuildFix = ({ fix }) =>
    fix.draft().appendLines('requirements.txt', 'flask\n', ['good']).build('List the good word', 'review');
  const asTheDocument: BuildFix = ({ model }) => fixWith(model.syntax.eol);
  const wrong: Readonly<Record<string, [InvalidCase, BuildFix, RegExp]>> = {
    'another text': [{ ...UNLISTED, elsewhere: { ...both, '.dockerignore': '' } }, listWord, /files are as expected/],
    'a file that nothing changes': [{ ...UNLISTED, elsewhere: { ...both, x: 'y' } }, listWord, /files are as expected/],
    'no change': [{ ...UNLISTED, elsewhere: { ...both, '.dockerignore': null } }, listWord, /files are as expected/],
    'fewer files': [{ ...UNLISTED, elsewhere: LISTED }, listWord, /add .dockerignore/],
    'the document alone': [{ ...UNLISTED, fixed: `${FROM}RUN good\n` }, listAndReplaceWord, /names every file/],
    'no fix': [{ ...UNLISTED, fixed: null }, listWord, /no fix is offered/],
    'a new file that is there': [UNLISTED, writesOver, /creates no file that is there/],
    'a text that the file does not have': [UNLISTED, knowsBetter, /edits files as they are/],
    'the line ends of the document': [UNLISTED, asTheDocument, /something else into other files/],
  };
  test.each(Object.entries(wrong))('%s', (_, [invalid, buildFix, invariant]) => {
    expect(() => checkInvalid(wideRule({ buildFix }), invalid)).toThrow(invariant);
  });
});

function fixWith(eol: string): Fix {
  const before = FILES['requirements.txt'];
  const end = { start: before.length, end: before.length };
  const edits = [{ span: end, newText: `good${eol}` }];
  const change = { kind: 'edit', path: 'requirements.txt', before, edits } as const;
  return { title: 'List the good word', safety: 'review', edits: [], elsewhere: [change] };
}

describe('a case that expects something else fails', () => {
  const wrong: Readonly<Record<string, [InvalidCase, RegExp]>> = {
    'other marks': [{ code: `${FROM}«RUN» bad\n` }, /reports what is marked/],
    'no marks': [{ code: `${FROM}RUN bad\n` }, /marks its findings/],
    'a message': [{ ...BAD, message: 'Bad' }, /message is as expected/],
    'a severity': [{ ...BAD, severity: 'error' }, /severity is as expected/],
    'a title': [{ ...BAD, title: /^Remove/ }, /title of the fix/],
    'a safety': [{ ...BAD, fix: 'review' }, /as safe as expected/],
    'no fix': [{ ...BAD, fixed: null }, /no fix is offered/],
    'another text': [{ ...BAD, fixed: `${FROM}RUN best\n` }, /fixed text is as expected/],
    'a related place': [{ ...BAD, related: ['x'] }, /related places/],
    'another rule that fires': [{ ...BAD, alsoFires: ['another'] }, /take out another/],
  };
  for (const [name, [invalid, invariant]] of Object.entries(wrong)) {
    test(name, () => expect(() => checkInvalid(sampleRule(), invalid)).toThrow(invariant));
  }
});

describe('a fix that breaks an invariant fails', () => {
  const { code } = BAD;
  const wrong: Readonly<Record<string, [BuildFix, RegExp, code?: string]>> = {
    throws: [() => expect.unreachable('no fix'), /building a fix never throws/],
    'bad title': [
      ({ fix }, { data }) => fix.draft().replace(data.text, 'good').build('Replacing the word', 'safe'),
      /imperatives/,
    ],
    'leaves the finding': [
      ({ fix }, { data }) => fix.draft().insert(data.text.start, 'x ').build('Add x', 'safe'),
      /is gone/,
    ],
    'no edits': [() => ({ title: 'Do nothing', safety: 'safe', edits: [] }), /changes something/],
    'out of the text': [() => edits('Add x', { start: 0, end: 1000 }, 'x'), /inside the text/],
    'an unknown instruction': [(_, { data }) => edits('Add x', data.instruction, 'GOOD x'), /parses/],
    'a lost comment': [() => edits('Drop all', { start: 0, end: 3 }, ''), /no comment is lost/, `# a\n${code}`],
    'a rewritten line': [
      () => edits('Replace all', { start: 0, end: code.length - 2 }, `${FROM}RUN good\n`),
      /other lines/,
    ],
    'only with line feeds': [
      (context, problem) => (context.model.syntax.eol === '\n' ? replaceWord(context, problem) : undefined),
      /CRLF/,
    ],
  };
  for (const [name, [buildFix, invariant, text = code]] of Object.entries(wrong)) {
    test(name, () => expect(() => checkInvalid(sampleRule({ buildFix }), { code: text })).toThrow(invariant));
  }
  test('safer than declared', () => {
    expect(() => checkInvalid(sampleRule({ fix: 'review' }), { ...BAD, fix: 'safe' })).toThrow(
      /no safer than declared/,
    );
  });
});

describe('a check that breaks an invariant fails', () => {
  test('it throws on a text that is being typed', () => {
    const check: typeof findWord = function* (context) {
      if (!context.model.syntax.text.endsWith('\n')) throw new Error('half a line');
      yield* findWord(context);
    };
    expect(() => checkInvalid(sampleRule({ check }), BAD)).toThrow(/never throws: half a line/);
  });
  test('it counts from the start of the file and forgets the byte order mark', () => {
    const check: typeof findWord = function* (context) {
      for (const problem of findWord(context)) {
        const { start, end } = problem.span;
        const shift = context.model.syntax.bom ? 1 : 0;
        yield { ...problem, span: { start: start - shift, end: end - shift } };
      }
    };
    expect(() => checkInvalid(sampleRule({ check }), BAD)).toThrow(/BOM changes nothing/);
  });
  test('its message is long', () => {
    const check: typeof findWord = function* (context) {
      for (const problem of findWord(context)) yield { ...problem, message: 'x'.repeat(121) };
    };
    expect(() => checkInvalid(sampleRule({ check }), BAD)).toThrow(/one short line/);
  });
});

describe('cases that show less than the rule declares fail', () => {
  const rule = sampleRule();
  const options = { word: 'bad' };
  test('no valid case', () => expect(() => checkCompleteness(rule, [], [BAD])).toThrow(/no valid case/));
  test('no invalid case', () => expect(() => checkCompleteness(rule, [BAD], [])).toThrow(/no invalid case/));
  test('no fixed text', () => {
    expect(() => checkCompleteness(rule, [BAD], [{ code: BAD.code }])).toThrow(/what is `fixed`/);
  });
  test('no fix that is as safe', () => {
    const timid = sampleRule({ buildFix: () => undefined });
    expect(() => checkCompleteness(timid, [BAD], [{ ...BAD, options }])).toThrow(/is that safe/);
  });
  test('no case of a severity', () => {
    const severe = sampleRule({ severities: ['warning', 'error'] });
    expect(() => checkCompleteness(severe, [BAD], [BAD])).toThrow(/severity error/);
  });
  test('no case with an option', () => expect(() => checkCompleteness(rule, [BAD], [BAD])).toThrow(/option word/));
  test('nothing is missing', () => checkCompleteness(rule, [BAD], [{ ...BAD, options }]));
});

function edits(title: string, span: { start: number; end: number }, newText: string) {
  return { title, safety: 'safe' as const, edits: [{ span, newText }] };
}

import { describe, expect, test } from 'vitest';
import { FixBuilder } from '../../../server/src/engine/fix/builder.ts';
import {
  dropIgnore,
  ownIgnores,
  Suppressions,
  suppressFileEdits,
  suppressLineEdits,
} from '../../../server/src/engine/fix/suppress.ts';
import { parseDockerfile } from '../../../server/src/engine/syntax/parse.ts';
import { applyEdits } from '../../../server/src/engine/text/edits.ts';

const OVERLAPS = [
  ...['hadolint:DL3042', 'buildkit:JSONArgsRecommended', 'buildkit:StageNameCasing'],
  ...['trivy:DS-0002', 'checkov:CKV_DOCKER_3', 'semgrep:missing-user'],
];

/** Whether a finding at «…» is silenced. */
function silenced(marked: string, rule = 'my-rule'): boolean {
  const start = marked.indexOf('«');
  const text = marked.replace('«', '');
  return new Suppressions(parseDockerfile(text)).silences({ start, end: start + 1 }, rule, OVERLAPS);
}

describe('a comment of ours above the instruction', () => {
  test.each([
    ['names the rule', '# django-dockerfile ignore=my-rule\nRUN «a\n'],
    ['names several', '# django-dockerfile ignore=other, my-rule ,third\nRUN «a\n'],
    ['gives a reason', '# django-dockerfile ignore=my-rule because of that\nRUN «a\n'],
    ['is written in its own way', '#django-dockerfile   ignore = my-rule\nRUN «a\n'],
    ['stands above other comments', '# django-dockerfile ignore=my-rule\n# note\n  # note\nRUN «a\n'],
    ['is the first line of the file', '# django-dockerfile ignore=my-rule\nFROM «x\n'],
    ['follows a byte order mark', '\ufeff# django-dockerfile ignore=my-rule\nFROM «x\n'],
    ['follows directives', '# syntax=a\n# django-dockerfile ignore=my-rule\nFROM «x\n'],
    ['has Windows line ends', 'FROM x\r\n# django-dockerfile ignore=my-rule\r\nRUN «a\r\n'],
    ['stands inside the continuation', 'FROM x\nRUN a \\\n  # django-dockerfile ignore=my-rule\n  «b\n'],
    [
      'stands inside the continuation, behind the finding',
      'FROM x\nRUN «a \\\n  # django-dockerfile ignore=my-rule\n  b\n',
    ],
    ['speaks of a heredoc’s instruction', 'FROM x\n# django-dockerfile ignore=my-rule\nRUN <<E\n«a\nE\n'],
    ['is one of two', '# django-dockerfile ignore=my-rule\n# django-dockerfile ignore=other\nRUN «a\n'],
    ['stands above the trigger', '# django-dockerfile ignore=my-rule\nONBUILD RUN «a\n'],
  ])('silences: it %s', (_, text) => {
    expect(silenced(text)).toBe(true);
  });

  test.each([
    ['names another rule', '# django-dockerfile ignore=other\nRUN «a\n'],
    ['names a rule that only begins the same', '# django-dockerfile ignore=my-rule-2\nRUN «a\n'],
    ['names it in the reason', '# django-dockerfile ignore=other my-rule\nRUN «a\n'],
    ['stands above a blank line', '# django-dockerfile ignore=my-rule\n\nRUN «a\n'],
    ['stands above another instruction', '# django-dockerfile ignore=my-rule\nRUN a\nRUN «b\n'],
    ['stands below', 'RUN «a\n# django-dockerfile ignore=my-rule\n'],
    ['stands at the end of the line', 'RUN «a # django-dockerfile ignore=my-rule\n'],
    ['stands inside a heredoc', 'RUN <<E\n# django-dockerfile ignore=my-rule\n«a\nE\n'],
    ['stands inside the instruction in front', 'RUN a \\\n  # django-dockerfile ignore=my-rule\n  b\nRUN «c\n'],
    ['names nothing', '# django-dockerfile ignore=\nRUN «a\n'],
    ['is somebody else’s', '# other ignore=my-rule\nRUN «a\n'],
  ])('does not: it %s', (_, text) => {
    expect(silenced(text)).toBe(false);
  });
});

describe('a comment of ours for the file', () => {
  test.each([
    ['in the first line', '# django-dockerfile ignore-file=my-rule\nFROM x\nRUN «a\n'],
    ['below directives', '# syntax=a\n# django-dockerfile ignore-file=other,my-rule why\n\nFROM x\nRUN «a\n'],
    ['below other comments', '# note\n\n# django-dockerfile ignore-file=my-rule\nFROM x\nRUN «a\n'],
    ['for the first instruction', '# django-dockerfile ignore-file=my-rule\nFROM «x\n'],
  ])('silences %s', (_, text) => {
    expect(silenced(text)).toBe(true);
  });

  test.each([
    ['below the first instruction', 'FROM x\n# django-dockerfile ignore-file=my-rule\nRUN «a\n'],
    ['inside an instruction', 'FROM x \\\n  # django-dockerfile ignore-file=my-rule\n  AS «y\n'],
    ['for another rule', '# django-dockerfile ignore-file=other\nFROM «x\n'],
  ])('does not %s', (_, text) => {
    expect(silenced(text)).toBe(false);
  });
});

describe('comments of other tools count for what overlaps', () => {
  test.each([
    ['hadolint', '# hadolint ignore=DL3042\nRUN «a\n'],
    ['hadolint, among others', '# hadolint ignore=DL3008,DL3042\nRUN «a\n'],
    ['hadolint, with our comment in between', '# hadolint ignore=DL3042\n# django-dockerfile ignore=x\nRUN «a\n'],
    ['hadolint for the file', '# hadolint global ignore=DL3042\nFROM x\nRUN «a\n'],
    ['BuildKit for the file', '# check=skip=JSONArgsRecommended\nFROM x\nCMD «a\n'],
    ['BuildKit for the file, with more', '# syntax=a\n# check=skip=A,JSONArgsRecommended;error=true\nFROM x\nCMD «a\n'],
    ['BuildKit in another order', '# check=error=true;skip=JSONArgsRecommended\nFROM x\nCMD «a\n'],
    ['BuildKit above an instruction', 'FROM x\n# check=skip=JSONArgsRecommended\nCMD «a\n'],
    ['BuildKit with a reason', 'FROM x\n# check=skip=A,JSONArgsRecommended since it must\nCMD «a\n'],
    ['BuildKit, all of it', '# check=skip=all\nFROM x\nCMD «a\n'],
    ['Trivy', 'FROM x\n# trivy:ignore:DS-0002\nCMD «a\n'],
    ['Trivy, an older name', 'FROM x\n#trivy:ignore:AVD-DS-0001 trivy:ignore:ds002\nCMD «a\n'],
    ['Checkov', 'FROM x\n#checkov:skip=CKV_DOCKER_3:why\nCMD «a\n'],
    ['Checkov, anywhere', 'FROM x\nCMD «a\n# checkov:skip=CKV_DOCKER_2,CKV_DOCKER_3\n'],
    ['Semgrep', 'FROM x\n# nosemgrep: dockerfile.security.missing-user.missing-user\nCMD «a\n'],
    ['Semgrep, all of it', 'FROM x\n# nosemgrep\nCMD «a\n'],
  ])('%s', (_, text) => {
    expect(silenced(text)).toBe(true);
  });

  test.each([
    ['hadolint, another rule', '# hadolint ignore=DL3008\nRUN «a\n'],
    ['hadolint for the file, too late', 'FROM x\n# hadolint global ignore=DL3042\nRUN «a\n'],
    ['hadolint above a blank line', '# hadolint ignore=DL3042\n\nRUN «a\n'],
    ['BuildKit, another check', '# check=skip=Other\nFROM «x\n'],
    ['BuildKit, nothing skipped', '# check=error=true\nFROM «x\n'],
    ['BuildKit above another instruction', '# c\n# check=skip=JSONArgsRecommended\nFROM x\nCMD «a\n'],
    ['Trivy, another rule', 'FROM x\n# trivy:ignore:DS-0001\nCMD «a\n'],
    ['Trivy above another instruction', '# trivy:ignore:DS-0002\nFROM x\nCMD «a\n'],
    ['Checkov, another rule', '# checkov:skip=CKV_DOCKER_2\nFROM «x\n'],
    ['Semgrep, another rule', '# nosemgrep: dockerfile.security.other.other\nFROM «x\n'],
    ['our name for their rule', '# django-dockerfile ignore=DL3042\nRUN «a\n'],
    ['their word for our rule', '# hadolint ignore=my-rule\nRUN «a\n'],
  ])('but not %s', (_, text) => {
    expect(silenced(text)).toBe(false);
  });

  test('a rule that overlaps nothing is not silenced by them', () => {
    const text = '# hadolint ignore=DL3042\n# check=skip=all\nRUN a\n';
    expect(
      new Suppressions(parseDockerfile(text)).silences({ start: text.indexOf('a\n'), end: 0 }, 'my-rule', []),
    ).toBe(false);
  });
});

test('a finding outside of any instruction is silenced for the file only', () => {
  expect(silenced('# django-dockerfile ignore=my-rule\n# «note\n\nFROM x\n')).toBe(false);
  expect(silenced('# django-dockerfile ignore-file=my-rule\n# «note\n\nFROM x\n')).toBe(true);
});

describe('ignoring on this line', () => {
  const line = (marked: string): string | undefined => {
    const start = marked.indexOf('«');
    const text = marked.replace('«', '');
    const edits = suppressLineEdits(parseDockerfile(text), { start, end: start }, 'my-rule');
    return edits && applyEdits(text, edits);
  };

  test.each([
    ['a comment above', 'FROM x\nRUN «a\n', 'FROM x\n# django-dockerfile ignore=my-rule\nRUN a\n'],
    ['above the first line', 'FROM «x\n', '# django-dockerfile ignore=my-rule\nFROM x\n'],
    ['behind a byte order mark', '\ufeffFROM «x\n', '\ufeff# django-dockerfile ignore=my-rule\nFROM x\n'],
    ['below directives', '# syntax=a\nFROM «x\n', '# syntax=a\n# django-dockerfile ignore=my-rule\nFROM x\n'],
    ['with its indentation', 'FROM x\n  RUN «a\n', 'FROM x\n  # django-dockerfile ignore=my-rule\n  RUN a\n'],
    ['with Windows line ends', 'FROM x\r\nRUN «a\r\n', 'FROM x\r\n# django-dockerfile ignore=my-rule\r\nRUN a\r\n'],
    ['above a continuation', 'FROM x\nRUN a \\\n  «b\n', 'FROM x\n# django-dockerfile ignore=my-rule\nRUN a \\\n  b\n'],
    ['above a heredoc', 'FROM x\nRUN <<E\n«a\nE\n', 'FROM x\n# django-dockerfile ignore=my-rule\nRUN <<E\na\nE\n'],
    ['below other comments', '# c\nFROM «x\n', '# c\n# django-dockerfile ignore=my-rule\nFROM x\n'],
    [
      'one more name in the list',
      '# django-dockerfile ignore=a why\nFROM «x\n',
      '# django-dockerfile ignore=a,my-rule why\nFROM x\n',
    ],
    [
      'not in a list that is not directly above',
      '# django-dockerfile ignore=a\n# c\nFROM «x\n',
      '# django-dockerfile ignore=a\n# c\n# django-dockerfile ignore=my-rule\nFROM x\n',
    ],
    [
      'not in a list for the file',
      '# django-dockerfile ignore-file=a\nFROM «x\n',
      '# django-dockerfile ignore-file=a\n# django-dockerfile ignore=my-rule\nFROM x\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(line(text)).toBe(expected);
  });

  test('is not offered outside of instructions', () => {
    expect(line('# «c\n\nFROM x\n')).toBeUndefined();
  });
});

describe('ignoring in this file', () => {
  const file = (text: string): string => applyEdits(text, suppressFileEdits(parseDockerfile(text), 'my-rule'));

  test.each([
    ['a first line', 'FROM x\n', '# django-dockerfile ignore-file=my-rule\nFROM x\n'],
    ['above comments', '# c\nFROM x\n', '# django-dockerfile ignore-file=my-rule\n# c\nFROM x\n'],
    ['behind a byte order mark', '\ufeffFROM x\n', '\ufeff# django-dockerfile ignore-file=my-rule\nFROM x\n'],
    [
      'never above directives',
      '# syntax=a\n# escape=`\nFROM x\n',
      '# syntax=a\n# escape=`\n# django-dockerfile ignore-file=my-rule\nFROM x\n',
    ],
    [
      'with Windows line ends',
      '# syntax=a\r\nFROM x\r\n',
      '# syntax=a\r\n# django-dockerfile ignore-file=my-rule\r\nFROM x\r\n',
    ],
    ['behind a directive without line end', '# syntax=a', '# syntax=a\n# django-dockerfile ignore-file=my-rule\n'],
    [
      'one more name in the list',
      '# django-dockerfile ignore-file=a why\nFROM x\n',
      '# django-dockerfile ignore-file=a,my-rule why\nFROM x\n',
    ],
    [
      'not in a list that comes too late',
      'FROM x\n# django-dockerfile ignore-file=a\n',
      '# django-dockerfile ignore-file=my-rule\nFROM x\n# django-dockerfile ignore-file=a\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(file(text)).toBe(expected);
  });

  test('keeps directives what they are', () => {
    const parsed = parseDockerfile(file('# syntax=a\n# escape=`\nFROM x\n'));
    expect(parsed.directives.map((directive) => directive.name)).toEqual(['syntax', 'escape']);
  });
});

describe('our own comments, id by id', () => {
  const ids = (marked: string) => {
    const at = marked.indexOf('«');
    const text = marked.replace('«', '');
    return Array.from(ownIgnores(parseDockerfile(text)), ({ span, silences }) => [
      text.slice(span.start, span.end),
      silences({ start: at, end: at }),
    ]);
  };

  test.each([
    [
      '# django-dockerfile ignore=a, b why\nFROM «x\n',
      [
        ['a', true],
        ['b', true],
      ],
    ],
    ['# django-dockerfile ignore=a\n\nFROM «x\n', [['a', false]]],
    ['# django-dockerfile ignore=a\nFROM x\nRUN «y\n', [['a', false]]],
    ['FROM x\nRUN y \\\n# django-dockerfile ignore=a\n  «z\n', [['a', true]]],
    ['# django-dockerfile ignore-file=a\nFROM x\nRUN «y\n', [['a', true]]],
    ['FROM «x\n# django-dockerfile ignore-file=a\n', [['a', false]]],
    ['# hadolint ignore=DL3042\n# check=skip=a\nFROM «x\n', []],
  ])('%s', (text, expected) => {
    expect(ids(text)).toEqual(expected);
  });

  const without = (text: string, id: string): string | undefined => {
    const syntax = parseDockerfile(text);
    const ignore = [...ownIgnores(syntax)].find((each) => each.id === id);
    const fix =
      ignore && dropIgnore(new FixBuilder(syntax).draft(), syntax, { ...ignore, isRule: true }).build('Drop', 'safe');
    return fix && applyEdits(text, fix.edits);
  };

  test.each([
    ['# django-dockerfile ignore=a,b, c why\nFROM x\n', 'a', '# django-dockerfile ignore=b, c why\nFROM x\n'],
    ['# django-dockerfile ignore=a,b, c why\nFROM x\n', 'b', '# django-dockerfile ignore=a, c why\nFROM x\n'],
    ['# django-dockerfile ignore=a,b, c why\nFROM x\n', 'c', '# django-dockerfile ignore=a,b why\nFROM x\n'],
    ['\ufeff# django-dockerfile ignore=a why\nFROM x\n', 'a', '\ufeffFROM x\n'],
    ['FROM x\r\n# django-dockerfile ignore=a', 'a', 'FROM x'],
  ])('one goes: %s %s', (text, id, expected) => {
    expect(without(text, id)).toBe(expected);
  });
});

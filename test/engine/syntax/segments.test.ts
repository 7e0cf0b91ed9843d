import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../../../server/src/engine/syntax/parse.ts';
import { argumentTexts, at, commentTexts, keywords, nodeOf } from './support.ts';

describe('lines that belong together', () => {
  test('a continuation joins lines', () => {
    expect(argumentTexts('FROM x\nRUN a \\\n  && b \\  \n\t&& c\nUSER y\n')).toEqual(['x', 'a   && b \t&& c', 'y']);
  });

  test('comment lines inside a continuation are dropped, and kept as comments', () => {
    const text = 'FROM x\nRUN a \\\n  # why b\n  && b \\\n# and c\n  && c\n';
    expect(argumentTexts(text)).toEqual(['x', 'a   && b   && c']);
    const run = nodeOf('run', text);
    expect(run.comments.map((comment) => comment.text)).toEqual(['# why b', '# and c']);
    expect(run.comments.map((comment) => at(text, comment.span))).toEqual(['# why b', '# and c']);
    expect(commentTexts(text)).toEqual([]);
  });

  test('blank lines inside a continuation are dropped', () => {
    expect(argumentTexts('RUN a \\\n\n   \n\t\\\n  && b\nUSER y\n')).toEqual(['a \t  && b', 'y']);
  });

  test('a comment sign behind a word is text', () => {
    expect(argumentTexts('RUN a # b \\\n  c\n')).toEqual(['a # b   c']);
  });

  test('an escaped escape character at the end of a line continues nothing', () => {
    expect(argumentTexts('RUN echo a\\\\\nUSER y\n')).toEqual(['echo a\\\\', 'y']);
  });

  test('an escape character alone on its line continues', () => {
    expect(argumentTexts('RUN a \\\n\\\n b\n')).toEqual(['a  b']);
  });

  test('text behind the escape character ends the continuation', () => {
    const text = 'RUN a \\ # no\nUSER y\n';
    expect(argumentTexts(text)).toEqual(['a \\ # no', 'y']);
  });

  test('a keyword may be broken in two', () => {
    expect(keywords(parseDockerfile('FR\\\nOM x\n'))).toEqual(['FROM']);
  });

  test('a continuation at the end of the file ends there, and leaves the comments behind it alone', () => {
    const text = 'FROM x\nRUN a \\\n\n# the end\n';
    expect(argumentTexts(text)).toEqual(['x', 'a']);
    expect(at(text, nodeOf('run', text).span)).toBe('RUN a \\');
    expect(nodeOf('run', text).comments).toEqual([]);
    expect(commentTexts(text)).toEqual(['# the end']);
  });

  test('an instruction ends behind its last letter, blanks excluded', () => {
    const text = 'FROM x  \t\nUSER y \r\nRUN a  ';
    const { instructions } = parseDockerfile(text);
    expect(instructions.map((node) => at(text, node.span))).toEqual(['FROM x', 'USER y', 'RUN a']);
    expect(nodeOf('run', text).args.text).toBe('a');
  });

  test('indented instructions begin at their keyword', () => {
    const text = '  FROM x\n\tUSER y\n';
    expect(parseDockerfile(text).instructions.map((node) => at(text, node.span))).toEqual(['FROM x', 'USER y']);
  });
});

describe('line ends', () => {
  const text = '# c\nFROM x\nRUN a \\\n  # d\n  b\nRUN <<EOF\nc\nEOF\nUSER y';

  test('Windows line ends and a byte order mark change nothing', () => {
    const windows = `\ufeff${text.replaceAll('\n', '\r\n')}`;
    expect(argumentTexts(windows)).toEqual(argumentTexts(text));
    expect(commentTexts(windows)).toEqual(commentTexts(text));
    expect(at(windows, nodeOf('run', windows).comments[0]?.span)).toBe('# d');
  });

  test('a file may be Windows’ in some lines only', () => {
    const mixed = text.replace('\n', '\r\n').replace('\\\n', '\\\r\n');
    expect(argumentTexts(mixed)).toEqual(argumentTexts(text));
  });

  test('a lone carriage return is a blank, as for Docker, and no line end, as for dockerfile-ast', () => {
    expect(keywords(parseDockerfile('FROM x\rUSER y\nUSER z\n'))).toEqual(['FROM', 'USER']);
    expect(argumentTexts('FROM x\rUSER y\n')).toEqual(['x\rUSER y']);
    expect(commentTexts('# a\rUSER y\nFROM x\n')).toEqual(['# a\rUSER y']);
  });
});

describe('comments outside instructions', () => {
  test('are kept in order with their places', () => {
    const text = '# one\n\n  # two \nFROM x\n#three\n';
    const { comments } = parseDockerfile(text);
    expect(comments.map((comment) => comment.text)).toEqual(['# one', '# two ', '#three']);
    expect(comments.map((comment) => at(text, comment.span))).toEqual(['# one', '# two ', '#three']);
  });

  test('directives are none of them', () => {
    expect(commentTexts('# syntax=docker/dockerfile:1\n# hello\nFROM x\n')).toEqual(['# hello']);
  });

  test('an ignore comment in the first line is one, though dockerfile-ast takes it for a directive', () => {
    for (const comment of ['# django-dockerfile ignore=a', '# hadolint ignore=DL3006', '# hadolint global ignore=A']) {
      const syntax = parseDockerfile(`${comment}\nFROM x\n`);
      expect(syntax.comments.map(({ text }) => text)).toEqual([comment]);
      expect(syntax.directives).toEqual([]);
    }
  });

  test('a file that opens with a comment and ends with an instruction is read to its end', () => {
    // dockerfile-ast's Dockerfile.getRange() covers the first line of it only.
    const text = '# c\nFROM x\nRUN y';
    expect(keywords(parseDockerfile(text))).toEqual(['FROM', 'RUN']);
    expect(parseDockerfile(text).instructions.at(-1)?.span.end).toBe(text.length);
  });
});

describe('where dockerfile-ast swallows what follows', () => {
  test('a heredoc without its end ends with its own line, and the rest is read', () => {
    const text = 'FROM x\nRUN <<EOF\napt-get update\nUSER y\nCMD z\n';
    const syntax = parseDockerfile(text);
    expect(keywords(syntax)).toEqual(['FROM', 'RUN', 'APT-GET', 'USER', 'CMD']);
    const run = nodeOf('run', text);
    expect(run.unterminatedHeredoc).toBe(true);
    expect(run.heredocs).toEqual([]);
    expect(at(text, run.span)).toBe('RUN <<EOF');
  });

  test('an escaped backslash at the end of a line, with instructions behind it', () => {
    expect(keywords(parseDockerfile('RUN echo \\\\\n\nCMD a\n'))).toEqual(['RUN', 'CMD']);
  });

  test('a directive that only looks like one does not change the escape character', () => {
    expect(argumentTexts('# note: escape=`\n# escape=`\nFROM x\nRUN a \\\n  b\n')).toEqual(['x', 'a   b']);
  });
});

describe('lines of heredocs', () => {
  test('are no instructions and no comments of the file', () => {
    const text = 'FROM x\nRUN <<EOF\n# shell note\nUSER root\nEOF\nUSER y\n';
    expect(keywords(parseDockerfile(text))).toEqual(['FROM', 'RUN', 'USER']);
    expect(commentTexts(text)).toEqual([]);
    expect(at(text, nodeOf('run', text).span)).toBe('RUN <<EOF\n# shell note\nUSER root\nEOF');
  });

  test('follow the last line of a continuation', () => {
    const text = 'RUN cat <<A \\\n  # note\n  > /x\nbody\nA\nUSER y\n';
    const run = nodeOf('run', text);
    expect(run.args.text.trim()).toBe('cat <<A   > /x');
    expect(run.heredocs.map((heredoc) => at(text, heredoc.body))).toEqual(['body\n']);
    expect(keywords(parseDockerfile(text))).toEqual(['RUN', 'USER']);
  });

  test.each(['CMD cat <<EOF', 'ENTRYPOINT cat <<EOF', 'ENV A=<<EOF', 'LABEL a=<<EOF'])(
    'do not exist behind %s',
    (line) => {
      expect(keywords(parseDockerfile(`${line}\nUSER y\nEOF\n`))).toEqual([line.split(' ')[0], 'USER', 'EOF']);
    },
  );
});

describe('the escape character', () => {
  test('a backtick continues lines where the directive says so, and a backslash does not', () => {
    const text = '# escape=`\nFROM x\nRUN dir C:\\ `\n  # note\n  && a\nWORKDIR C:\\app\\\nUSER y\n';
    const syntax = parseDockerfile(text);
    expect(syntax.escape).toBe('`');
    expect(keywords(syntax)).toEqual(['FROM', 'RUN', 'WORKDIR', 'USER']);
    expect(argumentTexts(text)[1]).toBe('dir C:\\   && a');
  });

  test('a value Docker refuses leaves the backslash in force', () => {
    expect(parseDockerfile('# escape=x\nFROM y\n').escape).toBe('\\');
  });
});

test('empty and odd texts have no instructions', () => {
  for (const text of ['', '\n\n', '\ufeff', '   ', '# only a comment', '\r']) {
    expect(parseDockerfile(text).instructions).toEqual([]);
  }
});

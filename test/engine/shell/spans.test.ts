import { describe, expect, test } from 'vitest';
import { type InFile, inFile, values } from './support.ts';

const words = ({ script, at }: InFile): string[][] =>
  script.commands.map((command) => command.words.map((word) => at(word.span)));
const commands = ({ script, at }: InFile): string[] => script.commands.map((command) => at(command.span));

describe('places in the file', () => {
  test('through continuations, comment lines and empty lines', () => {
    const found = inFile(
      'FROM x\nRUN apt-get update && \\\n    # why\n    apt-get install -y \\\n      curl \\\n\n      git   # gone',
    );
    expect(words(found)).toEqual([
      ['apt-get', 'update'],
      ['apt-get', 'install', '-y', 'curl', 'git'],
    ]);
    expect(commands(found)[1]).toBe('apt-get install -y \\\n      curl \\\n\n      git');
    expect(found.script.comments.map(found.at)).toEqual(['# gone']);
  });

  test('a word that a continuation runs through', () => {
    const found = inFile('FROM x\nRUN pip install --no-\\\ncache-dir -r a.txt');
    const [command] = found.script.commands;
    expect(values(command?.words ?? [])).toEqual(['pip', 'install', '--no-cache-dir', '-r', 'a.txt']);
    expect(found.at(command?.words[2]?.span ?? { start: 0, end: 0 })).toBe('--no-\\\ncache-dir');
    expect(command?.tool).toMatchObject({ noCache: { canonical: '--no-cache-dir' } });
  });

  test('CRLF', () => {
    const found = inFile('FROM x\r\nRUN a b && \\\r\n  # c\r\n  d "e f" \\\r\n  g\r\n');
    expect(words(found)).toEqual([
      ['a', 'b'],
      ['d', '"e f"', 'g'],
    ]);
    expect(found.script.plainChain).toBe(true);
  });

  test('a byte order mark', () => {
    expect(words(inFile('\uFEFFFROM x\nRUN a \\\n b'))).toEqual([['a', 'b']]);
  });

  test('backtick as the escape character', () => {
    const found = inFile('# escape=`\nFROM x\nRUN a b `\n  c && d');
    expect(words(found)).toEqual([['a', 'b', 'c'], ['d']]);
  });

  const heredoc = 'FROM x\nRUN <<EOF\nset -e\napt-get update\npip install \\\n  django # web\nEOF\n';

  test.each([
    ['LF', heredoc],
    ['CRLF', heredoc.replaceAll('\n', '\r\n')],
  ])('a heredoc body with %s', (_, file) => {
    const found = inFile(file);
    expect(words(found)).toEqual([
      ['set', '-e'],
      ['apt-get', 'update'],
      ['pip', 'install', 'django'],
    ]);
    expect(found.script.commands.map((command) => values(command.words).join(' '))).toEqual([
      'set -e',
      'apt-get update',
      'pip install django',
    ]);
    expect(found.script.comments.map(found.at)).toEqual(['# web']);
  });

  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ])('a heredoc that a command reads, with %s', (_, eol) => {
    const file = ['FROM x', 'RUN cat <<EOF > /etc/apt.conf && apt-get update', '# no $(id) "', 'EOF', 'CMD a', ''].join(
      eol,
    );
    const found = inFile(file);
    expect(found.script.opaque).toBe(false);
    expect(words(found)).toEqual([['cat'], ['apt-get', 'update'], ['id']]);
    expect(found.script.comments).toEqual([]);
  });

  test('backticks in a substitution', () => {
    const found = inFile('FROM x\nRUN a `b c` && d');
    expect(words(found)).toEqual([['a', '`b c`'], ['b', 'c'], ['d']]);
  });

  test('escaped backticks have the place of the whole substitution, and say so', () => {
    const found = inFile('FROM x\nRUN a `b \\`c\\``');
    expect(words(found)).toEqual([['a', '`b \\`c\\``'], ['`b \\`c\\``', '`b \\`c\\``'], ['`b \\`c\\``']]);
    expect(values(found.script.commands[2]?.words ?? [])).toEqual(['c']);
    expect(found.script.commands[2]?.words[0]?.source.collapsed).toBe(true);
  });

  test('a command reaches from its first assignment or redirect to its last word or redirect', () => {
    const found = inFile('FROM x\nRUN first && A=1 >log run it 2>&1 && last');
    expect(commands(found)).toEqual(['first', 'A=1 >log run it 2>&1', 'last']);
    const [, second] = found.script.commands;
    expect(second?.assignments.map(({ span }) => found.at(span))).toEqual(['A=1']);
    expect(second?.redirects.map(({ span }) => found.at(span))).toEqual(['>log', '2>&1']);
  });

  test('options, joined values and letters of a bundle', () => {
    const found = inFile('FROM x\nRUN apt-get -yq --target-release=sid install -o \\\n  A::B=1 curl');
    const tool = found.script.commands[0]?.tool;
    expect(tool?.options.map(({ span }) => found.at(span))).toEqual([
      'y',
      'q',
      '--target-release=sid',
      '-o \\\n  A::B=1',
    ]);
    expect(tool?.options.map(({ value }) => value && found.at(value.span))).toEqual([
      undefined,
      undefined,
      'sid',
      'A::B=1',
    ]);
  });
});

describe('scripts given to a shell', () => {
  const inner = (file: string) => {
    const found = inFile(file);
    const script = found.script.commands.at(-1)?.inner;
    return { found, script, texts: script?.commands.map((command) => command.words.map(({ span }) => found.at(span))) };
  };

  test('in single quotes, through continuations', () => {
    const { texts } = inner('FROM x\nRUN bash -euxo pipefail -c \'a b && \\\n  # note\n  c "d e"\'');
    expect(texts).toEqual([
      ['a', 'b'],
      ['c', '"d e"'],
    ]);
  });

  test('in double quotes, with escapes', () => {
    const { texts, script } = inner('FROM x\nRUN sh -c "pip install \\"django<6\\" && x \\$HOME $OUTER"');
    expect(texts).toEqual([
      ['pip', 'install', '\\"django<6\\"'],
      ['x', '\\$HOME', '$OUTER'],
    ]);
    expect(values(script?.commands[0]?.words ?? [])).toEqual(['pip', 'install', 'django<6']);
  });

  test.each([
    ["su - app -c 'pip install x'", ['pip install x']],
    ["su app -s /bin/sh -c 'pip install x'", ['pip install x']],
    ['runuser -l app -c "a; b"', ['a', 'b']],
    ["exec sh -c 'a'", ['a']],
    ["env A=1 bash -lc 'a'", ['a']],
    ["bash --norc -o pipefail -c 'a | b' name arg", ['a', 'b']],
    ['sh -c ls', ['ls']],
    ["sh -xec 'a'", ['a']],
    ["busybox sh -c 'a'", ['a']],
  ])('%s', (text, expected) => {
    const { script } = inner(`FROM x\nRUN ${text}`);
    expect(script?.commands.map((command) => values(command.words).join(' '))).toEqual(expected);
  });

  test.each([
    'sh script.sh -c x',
    'bash',
    'sh -c',
    'sh -e script.sh',
    'sh -c "$SCRIPT"\'a\'',
    "python -c 'import x'",
    'su app',
    'sh -s -- -y',
  ])('%s has none', (text) => expect(inner(`FROM x\nRUN ${text}`).script).toBeUndefined());
});

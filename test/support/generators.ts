import fc from 'fast-check';
import { DOCKERFILES } from './dockerfiles.ts';

/** Pieces in which parsers go wrong, put into texts where nobody expects them. */
const NOISE = [
  ...[
    '\\',
    '\\\n',
    '`',
    '"',
    "'",
    '$',
    '${',
    '${A:-',
    '}',
    '$(',
    ')',
    '#',
    '# ',
    '\n#',
    '[',
    ']',
    '["',
    '",',
    '{',
    '{{',
    '{%',
  ],
  ...[
    '<<EOF',
    '<<-"E"\n',
    '\nEOF\n',
    '&&',
    '||',
    '|',
    ';',
    '&',
    '>',
    '2>&1',
    ' ',
    '\t',
    '\r',
    '\r\n',
    '\n',
    '\n\n',
    '\0',
    '\ufeff',
  ],
  ...[
    'FROM ',
    '\nFROM x AS ',
    '\nRUN ',
    '\nONBUILD ONBUILD RUN ',
    ' AS ',
    '--from=',
    '--mount=type=',
    '=',
    ',',
    ':',
    '@sha256:',
    '\u{1f40d}',
    '\ud83d',
  ],
  ...['case x in', ' esac', 'if ', ' fi', 'for i in ', ' do ', ' done', '# escape=`\n', '# syntax=x\n'],
];

type Mutation = (lines: readonly string[]) => readonly string[];

const at = (count: number): fc.Arbitrary<number> => fc.nat({ max: Math.max(0, count - 1) });

const mutation = (count: number): fc.Arbitrary<Mutation> =>
  fc.oneof(
    at(count).map(
      (n): Mutation =>
        (lines) =>
          lines.filter((_, index) => index !== n),
    ),
    at(count).map(
      (n): Mutation =>
        (lines) =>
          lines.flatMap((line, index) => (index === n ? [line, line] : [line])),
    ),
    at(count).map(
      (n): Mutation =>
        (lines) =>
          lines.slice(0, n),
    ),
    fc.tuple(at(count), at(count)).map(
      ([n, m]): Mutation =>
        (lines) => {
          const [a, b] = [lines[n], lines[m]];
          return a === undefined || b === undefined
            ? lines
            : lines.map((line, index) => (index === n ? b : index === m ? a : line));
        },
    ),
    fc.tuple(at(count), fc.nat(), fc.constantFrom(...NOISE), fc.nat({ max: 3 })).map(
      ([n, offset, noise, removed]): Mutation =>
        (lines) =>
          lines.map((line, index) => {
            if (index !== n) return line;
            const place = offset % (line.length + 1);
            return line.slice(0, place) + noise + line.slice(place + removed);
          }),
    ),
  );

/** A text after some accidents. */
export const damaged = (text: string): fc.Arbitrary<string> => {
  const lines = text.split('\n');
  return fc
    .array(mutation(lines.length), { maxLength: 6 })
    .map((mutations) => mutations.reduce<readonly string[]>((result, mutate) => mutate(result), lines).join('\n'));
};

/** A real Dockerfile after some accidents. */
export const mutated: fc.Arbitrary<string> = fc.constantFrom(...DOCKERFILES.values()).chain(damaged);

/** Pieces of syntax in any order. */
const jumbled: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...NOISE),
      fc.constantFrom('pip install x', 'apt-get update', 'a', 'COPY . .', 'CMD ["a"]'),
    ),
    {
      maxLength: 40,
    },
  )
  .map((pieces) => pieces.join(''));

/** Anything at all: what a file that is no Dockerfile decodes to. */
const anything: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
);

export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: mutated },
  { weight: 3, arbitrary: jumbled },
  { weight: 1, arbitrary: anything },
);

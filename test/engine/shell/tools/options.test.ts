import { describe, expect, test } from 'vitest';
import { type OptionTable, optionTable, readArguments } from '../../../../server/src/engine/shell/tools/options.ts';
import { command, values } from '../support.ts';

const table = optionTable('-b --bind=, -q --quiet?, -v --verbose, --color=, --config=, -x, --no-cache-dir');
const loose = optionTable(
  '-r --requirement=, --require-hashes, --no-cache-dir, --no-color, --timeout --default-timeout=',
  {
    abbreviations: true,
  },
);
const equals = optionTable('-p --python=, -q --quiet?', { shortEquals: true });

function read(text: string, options: OptionTable, limit?: number) {
  const { options: found, positionals, rest } = readArguments(command(`t ${text}`).words.slice(1), options, limit);
  return {
    options: found.map(({ name, canonical, value, joined }) =>
      [
        name,
        ...(name === canonical ? [] : [`(${canonical})`]),
        ...(value ? values([value]) : []),
        ...(joined ? ['joined'] : []),
      ].join(' '),
    ),
    positionals: values(positionals),
    rest: values(rest),
  };
}

describe('options', () => {
  test.each([
    ['--bind x y', table, ['--bind x'], ['y']],
    ['--bind=x y', table, ['--bind x joined'], ['y']],
    ['--bind="x y" z', table, ['--bind x y joined'], ['z']],
    ['--bind= y', table, ['--bind  joined'], ['y']],
    ['--bind=$X y', table, ['--bind «$X» joined'], ['y']],
    ['--bind $X y', table, ['--bind «$X»'], ['y']],
    ['-b x y', table, ['-b (--bind) x'], ['y']],
    ['-bx y', table, ['-b (--bind) x joined'], ['y']],
    ['-b$X y', table, ['-b (--bind) «$X» joined'], ['y']],
    ['-vb x y', table, ['-v (--verbose)', '-b (--bind) x'], ['y']],
    ['-vbx y', table, ['-v (--verbose)', '-b (--bind) x joined'], ['y']],
    ['-vxv', table, ['-v (--verbose)', '-x', '-v (--verbose)'], []],
    ['-q x', table, ['-q (--quiet)'], ['x']],
    ['-q2 x', table, ['-q (--quiet) 2 joined'], ['x']],
    ['--quiet=2 x', table, ['--quiet 2 joined'], ['x']],
    ['--bind', table, ['--bind'], []],
    ['--bind --verbose', table, ['--bind --verbose'], []],
    ['--unknown x', table, ['--unknown'], ['x']],
    ['-zv x', table, ['-z', '-v (--verbose)'], ['x']],
    ['-v -- -b x', table, ['-v (--verbose)'], ['-b', 'x']],
    ['- x', table, [], ['-', 'x']],
    ['$OPTS x', table, [], ['«$OPTS»', 'x']],
    ['"--bind" "x"', table, ['--bind x'], []],
    ['--no-cache x', table, ['--no-cache'], ['x']],
    ['--no-cache x', loose, ['--no-cache (--no-cache-dir)'], ['x']],
    ['--no-c x', loose, ['--no-c'], ['x']],
    ['--requirement f', loose, ['--requirement f'], []],
    ['--requirem f', loose, ['--requirem (--requirement) f'], []],
    ['--require f', loose, ['--require'], ['f']],
    ['--default-timeout 5 x', loose, ['--default-timeout (--timeout) 5'], ['x']],
    ['-p=3 x', equals, ['-p (--python) 3 joined'], ['x']],
    ['-q=2 -qq x', equals, ['-q (--quiet) 2 joined', '-q (--quiet)', '-q (--quiet)'], ['x']],
    ['-p=3 x', table, ['-p', '-=', '-3'], ['x']],
  ])('%s', (text, options, found, positionals) => {
    expect(read(text, options)).toEqual({ options: found, positionals, rest: [] });
  });

  test('reading stops behind as many words as wanted, or in front of the first', () => {
    expect(read('-v run -b x prog', table, 1)).toEqual({
      options: ['-v (--verbose)'],
      positionals: ['run'],
      rest: ['-b', 'x', 'prog'],
    });
    expect(read('-v -b x prog -v', table, 0)).toEqual({
      options: ['-v (--verbose)', '-b (--bind) x'],
      positionals: [],
      rest: ['prog', '-v'],
    });
    expect(read('-v -- -prog -v', table, 0)).toEqual({
      options: ['-v (--verbose)'],
      positionals: [],
      rest: ['-prog', '-v'],
    });
  });

  test('letters without end are no options that anybody wrote', () => {
    expect(read(`-${'x'.repeat(60_000)} a`, table).options).toHaveLength(64);
    expect(read(`-b${'y'.repeat(1000)} a`, table).options).toEqual([`-b (--bind) ${'y'.repeat(1000)} joined`]);
  });
});

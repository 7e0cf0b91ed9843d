import { describe, expect, test } from 'vitest';
import { readModule } from '../../../../server/src/engine/project/python/read.ts';
import { Execution } from '../../../../server/src/engine/project/settings/execute.ts';
import type { Variables } from '../../../../server/src/engine/project/settings/given.ts';
import type { Value } from '../../../../server/src/engine/project/settings/value.ts';
import { settings, told } from './support.ts';

const IMPORTS = `import os, environ, environs
from decouple import config, Csv
E = environ.Env()
S = environs.Env()
`;

/** What an expression of settings is worth; why not, where that is not known. */
function worth(expression: string, variables: Variables): unknown {
  const module = readModule(`${IMPORTS}A = ${expression}\n`);
  const execution = new Execution('config.settings', () => ({ path: 'config/settings.py', module }), variables);
  return plain(execution.load('config.settings')?.get('A'));
}

function plain(value: Value | undefined): unknown {
  if (value?.kind === 'text' || value?.kind === 'constant') return value.value;
  return value?.kind === 'list' ? value.items.map((item) => plain(item.value)) : RAISES;
}

/** Settings that raise have no value. */
const RAISES = Symbol('raises');

/** A run of Python 3.11 with django-environ 0.14, environs 15.2 and python-decouple 3.8 gave these. */
const TEXTS = [undefined, '', '0', '1', 'True', 'False', 'yes', 'a, b ,c'];
const MEASURED: readonly (readonly [expression: string, values: readonly unknown[]])[] = [
  ['os.environ.get("D") == "1"', [false, false, false, true, false, false, false, false]],
  ['os.environ.get("D", "").lower() in ("1", "true", "yes")', [false, false, false, true, true, false, true, false]],
  ['os.environ.get("D", "0") != "0"', [false, true, false, true, true, true, true, true]],
  ['bool(os.environ.get("D"))', [false, false, true, true, true, true, true, true]],
  ['bool(os.environ.get("D", "False"))', [true, false, true, true, true, true, true, true]],
  ['bool(int(os.environ.get("D", "0")))', [false, RAISES, false, true, RAISES, RAISES, RAISES, RAISES]],
  ['int(os.environ.get("D", 0))', [0, RAISES, 0, 1, RAISES, RAISES, RAISES, RAISES]],
  ['os.environ.get("D", False)', [false, '', '0', '1', 'True', 'False', 'yes', 'a, b ,c']],
  ['os.environ.get("D") or "x"', ['x', 'x', '0', '1', 'True', 'False', 'yes', 'a, b ,c']],
  ['not os.environ.get("D")', [true, true, false, false, false, false, false, false]],
  ['"D" in os.environ', [false, true, true, true, true, true, true, true]],
  ['"D" not in os.environ', [true, false, false, false, false, false, false, false]],
  ['os.environ.get("D") is not None', [false, true, true, true, true, true, true, true]],
  ['os.environ.get("D") is None', [true, false, false, false, false, false, false, false]],
  ['str(os.environ.get("D")).lower() == "true"', [false, false, false, false, true, false, false, false]],
  ['os.getenv("D", "True") == "True"', [true, false, false, false, true, false, false, false]],
  [
    'os.getenv("D", "a,b").split(",")',
    [['a', 'b'], [''], ['0'], ['1'], ['True'], ['False'], ['yes'], ['a', ' b ', 'c']],
  ],
  ['os.getenv("D", "a b").split()', [['a', 'b'], [], ['0'], ['1'], ['True'], ['False'], ['yes'], ['a,', 'b', ',c']]],
  ['"x.{}".format(os.getenv("D", "y"))', ['x.y', 'x.', 'x.0', 'x.1', 'x.True', 'x.False', 'x.yes', 'x.a, b ,c']],
  ['os.getenv("D", "t").upper().strip() in {"T", "TRUE", "1"}', [true, false, false, true, true, false, false, false]],
  ['os.getenv("D", "t").title() in ["True", "T"]', [true, false, false, false, true, false, false, false]],
  ['os.getenv("D", "t").capitalize() == "True"', [false, false, false, false, true, false, false, false]],
  ['os.getenv("D", "on").replace("n", "x")', ['ox', '', '0', '1', 'True', 'False', 'yes', 'a, b ,c']],
  ['os.getenv("D", "").startswith("t")', [false, false, false, false, false, false, false, false]],
  ['bool(strtobool(os.getenv("D", "no")))', [false, RAISES, false, true, true, false, true, RAISES]],
  ['"yes" if os.getenv("D") == "1" else "no"', ['no', 'no', 'no', 'yes', 'no', 'no', 'no', 'no']],
  ['(os.getenv("D") == "1") == True', [false, false, false, true, false, false, false, false]],
  ['os.getenv("D", "abc") in "abcdef"', [true, true, false, false, false, false, false, false]],
  ['os.environ["D"] == "1"', [RAISES, false, false, true, false, false, false, false]],
  ['E.bool("D", default=False)', [false, false, false, true, true, false, true, false]],
  ['E.bool("D", True)', [true, false, false, true, true, false, true, false]],
  ['E("D", default=False)', [false, false, false, true, true, false, true, false]],
  ['E("D", default=3)', [3, RAISES, 0, 1, RAISES, RAISES, RAISES, RAISES]],
  ['E("D", default="False")', ['False', '', '0', '1', 'True', 'False', 'yes', 'a, b ,c']],
  ['E("D")', [RAISES, '', '0', '1', 'True', 'False', 'yes', 'a, b ,c']],
  ['E.list("D", default=["x", "y"])', [['x', 'y'], [], ['0'], ['1'], ['True'], ['False'], ['yes'], ['a', ' b ', 'c']]],
  ['E.list("D", default=[])', [[], [], ['0'], ['1'], ['True'], ['False'], ['yes'], ['a', ' b ', 'c']]],
  ['E.int("D", default=4)', [4, RAISES, 0, 1, RAISES, RAISES, RAISES, RAISES]],
  ['E.str("D", default="q") == "1"', [false, false, false, true, false, false, false, false]],
  ['S.bool("D", default=False)', [false, RAISES, false, true, true, false, true, RAISES]],
  ['S.bool("D", False)', [false, RAISES, false, true, true, false, true, RAISES]],
  ['S("D", default=False)', [false, '', '0', '1', 'True', 'False', 'yes', 'a, b ,c']],
  ['S.list("D", default=["x"])', [['x'], [], ['0'], ['1'], ['True'], ['False'], ['yes'], ['a', ' b ', 'c']]],
  ['S.int("D", 4)', [4, RAISES, 0, 1, RAISES, RAISES, RAISES, RAISES]],
  ['S.str("D", "q")', ['q', '', '0', '1', 'True', 'False', 'yes', 'a, b ,c']],
  ['config("D", default=False, cast=bool)', [false, false, false, true, true, false, true, RAISES]],
  ['config("D", default="yes", cast=bool)', [true, false, false, true, true, false, true, RAISES]],
  ['config("D", default=False)', [false, '', '0', '1', 'True', 'False', 'yes', 'a, b ,c']],
  [
    'config("D", default="a, b", cast=Csv())',
    [['a', 'b'], [], ['0'], ['1'], ['True'], ['False'], ['yes'], ['a', 'b', 'c']],
  ],
  ['config("D", default=1, cast=int)', [1, RAISES, 0, 1, RAISES, RAISES, RAISES, RAISES]],
  ['config("D", default="", cast=str)', ['', '', '0', '1', 'True', 'False', 'yes', 'a, b ,c']],
  ['config("D")', [RAISES, '', '0', '1', 'True', 'False', 'yes', 'a, b ,c']],
];

test.each(MEASURED)('%s', (expression, values) => {
  const found = TEXTS.map((text) => worth(expression, new Map([['D', text]])));
  expect(found).toEqual(values);
});

describe('not known', () => {
  test.each([
    'os.environ.get("OTHER") == "1"',
    'os.environ.get("D", OTHER)',
    'os.environ.get("D").encode()',
    'os.environ.get("D").split(",", 1)',
    'os.environ.get("D").split(sep=",")',
    '"{x}".format(os.environ["D"])',
    '"{} {}".format(os.environ["D"])',
    'int(os.environ["D"])',
    'E.list("D", cast=int)',
    'E.json("D")',
    'E("D", cast=own)',
    'config("D", cast=own)',
    'config("D", cast=Csv(delimiter=";"))',
    'os.environ["D"] == OTHER',
    'os.environ["D"] in [OTHER]',
    'os.environ["D"] > "1"',
    'own(os.environ["D"])',
  ])('%s', (expression) => {
    const value = worth(expression, new Map([['D', expression.includes('OTHER)') ? undefined : 'x']]));
    expect(value).toBe(RAISES);
  });

  test('a text of django-environ that names another variable', () => {
    expect(worth('E("D")', new Map([['D', '$OTHER']]))).toBe(RAISES);
  });

  test('what settings set themselves', () => {
    const text = 'import os\nos.environ.setdefault("D", "1")\nDEBUG = os.environ["D"] == "1"\n';
    const facts = settings({ 'a.py': text }, 'a', new Map([['D', '0']]));
    expect(told(facts.debug)).toBe('? it depends on D');
  });

  test('a text that grows', () => {
    const text = `A = "${'a'.repeat(4096)}"\nSTATIC_URL = A.replace("a", "aa")\nDEBUG = bool(A)\n`;
    const facts = settings({ 'a.py': text }, 'a');
    expect([told(facts.staticUrl), told(facts.debug)]).toEqual(['? it is worked out when it runs', true]);
  });
});

test('branches are taken as the environment says', () => {
  const text = `import os
DEBUG = os.environ.get("DEBUG") == "1"
if DEBUG:
    ALLOWED_HOSTS = ["*"]
else:
    ALLOWED_HOSTS = os.environ["HOSTS"].split(",")
    SECURE_SSL_REDIRECT = True
`;
  const told3 = (variables: Variables) => {
    const facts = settings({ 'a.py': text }, 'a', variables);
    return [told(facts.debug), told(facts.allowedHosts), told(facts.secureSslRedirect)];
  };
  expect(told3(new Map([['DEBUG', '1']]))).toEqual([true, ['*'], 'unset']);
  expect(told3(new Map([['DEBUG', undefined]]))).toEqual([false, '? it depends on HOSTS', true]);
  expect(
    told3(
      new Map([
        ['DEBUG', '0'],
        ['HOSTS', 'a.org,b.org'],
      ]),
    ),
  ).toEqual([false, ['a.org', 'b.org'], true]);
  expect(told3(new Map())[0]).toBe('? it depends on DEBUG');
});

test('comparisons of what is written out are known as well', () => {
  const text = 'STAGE = "production"\nDEBUG = STAGE != "production"\nUSE_I18N = STAGE in ("a", "production")\n';
  const facts = settings({ 'a.py': text }, 'a');
  expect([told(facts.debug), told(facts.useI18n)]).toEqual([false, true]);
});

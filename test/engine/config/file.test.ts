import { describe, expect, test } from 'vitest';
import {
  type ConfigFileKind,
  configFileKind,
  hasConfigTable,
  readConfigFile,
} from '../../../server/src/engine/config/file.ts';
import { SAMPLE_RULES } from './sample-rules.ts';

function read(text: string, kind: ConfigFileKind) {
  const { layer, problems } = readConfigFile(SAMPLE_RULES, text, kind);
  return {
    layer,
    /** Each problem with the text it stands on. */
    problems: problems.map(({ message, span }) => [message, span && text.slice(span.start, span.end)]),
  };
}

const CONTRACT = `[tool.django-dockerfile]
detect = "auto"
exclude = ["legacy/**"]
[tool.django-dockerfile.rules]
healthcheck-missing = "off"
runs-as-root = { level = "error", user = "web" }
`;

describe('where the configuration stands', () => {
  test.each(['pyproject', 'own'] as const)('under the table, in a file of kind %s', (kind) => {
    const { layer, problems } = read(CONTRACT, kind);
    expect(problems).toEqual([]);
    expect(layer).toMatchObject({ detect: 'auto', exclude: ['legacy/**'] });
    expect([...layer.rules.keys()]).toEqual(['healthcheck-missing', 'runs-as-root']);
    expect(layer.rules.get('runs-as-root')).toEqual({ level: 'error', options: new Map([['user', 'web']]) });
  });

  test('at the top of the own file', () => {
    const { layer, problems } = read('detect = "always"\n[rules]\nruns-as-root = "info"\n', 'own');
    expect(problems).toEqual([]);
    expect(layer.detect).toBe('always');
    expect(layer.rules.get('runs-as-root')?.level).toBe('info');
  });

  test('never at the top of a pyproject.toml', () => {
    const { layer, problems } = read('detect = "always"\n[project]\nname = "x"\n', 'pyproject');
    expect([layer.detect, problems]).toEqual([undefined, []]);
  });

  test('not in both places of the own file', () => {
    const { layer, problems } = read('exclude = ["a"]\n[tool.django-dockerfile]\ndetect = "always"\n', 'own');
    expect([layer.detect, layer.exclude]).toEqual(['always', undefined]);
    expect(problems).toEqual([['Key "exclude" is ignored: it stands outside [tool.django-dockerfile]', 'exclude']]);
  });

  test('is told by the name', () => {
    expect(['a/pyproject.toml', 'pyproject.toml', 'django-dockerfile.toml', 'a/my.toml'].map(configFileKind)).toEqual([
      'pyproject',
      'pyproject',
      'own',
      'own',
    ]);
  });
});

describe('problems stand where they are', () => {
  test.each([
    ['[rules]\nruns-as-rot = "off"', 'runs-as-rot'],
    ['[rules]\nruns-as-root = "loud"', '"loud"'],
    ['[rules.runs-as-root]\nusr = "x"', 'usr'],
    ['[rules.runs-as-root]\nuser = 3', '3'],
    ['rules.runs-as-root.limit = 10', '10'],
    ['exlude = []', 'exlude'],
    ['exclude = ["a", 2]', '2'],
    ['[tool]\ndjango-dockerfile = 1', 'django-dockerfile'],
  ])('%j', (text, place) => {
    expect(read(text, 'own').problems).toEqual([[expect.any(String), place]]);
  });

  test('a file that is no TOML is one problem and configures nothing', () => {
    const { layer, problems } = read('[rules]\nruns-as-root = "off"\nx = = 1\ny = = 2\n', 'own');
    expect(layer.rules.size).toBe(0);
    expect(problems).toEqual([[expect.stringMatching(/^This is not valid TOML: /), expect.stringContaining('= 1')]]);
  });
});

describe('whether a pyproject.toml has the table', () => {
  test.each([
    ['[tool.django-dockerfile]\n', true],
    ['[tool.django-dockerfile.rules]\n', true],
    ['[tool]\n"django-dockerfile" = {}\n', true],
    ['[project]\nname = "django-dockerfile"\n', false],
    ['# [tool.django-dockerfile]\n', false],
    ['[project]\n', false],
    // Half typed.
    ['[tool.django-dockerfile]\nx = \n', true],
    ['[project]\nname = "django-dockerfile\n', false],
  ])('%j: %s', (text, has) => {
    expect(hasConfigTable(text)).toBe(has);
  });
});

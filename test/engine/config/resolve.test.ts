import { describe, expect, test } from 'vitest';
import { resolveConfig } from '../../../server/src/engine/config/resolve.ts';
import { readSettings } from '../../../server/src/engine/config/settings.ts';
import { SAMPLE_RULES } from './sample-rules.ts';

const DEFAULTS = { user: 'app', shell: 'sh', strict: false, limit: 3 };

const layer = (rule: unknown) => readSettings(SAMPLE_RULES, { rules: { 'runs-as-root': rule } }).layer;
const detecting = (detect: string) => readSettings(SAMPLE_RULES, { detect }).layer;

interface Given {
  readonly workspace?: unknown;
  readonly file?: unknown;
  readonly user?: unknown;
}

function setting({ workspace, file, user }: Given) {
  const layers = {
    workspace: workspace === undefined ? undefined : layer(workspace),
    file: file === undefined ? undefined : layer(file),
    user: user === undefined ? undefined : layer(user),
  };
  return resolveConfig(SAMPLE_RULES, layers).rule('runs-as-root');
}

describe('defaults', () => {
  const config = resolveConfig(SAMPLE_RULES, {});

  test('a rule keeps its own severities and has all of its options', () => {
    expect(config.rule('runs-as-root')).toEqual({ level: undefined, options: DEFAULTS });
  });

  test('an opt-in rule is off', () => {
    expect(config.rule('healthcheck-missing').level).toBe('off');
  });

  test('everything else', () => {
    expect([config.detect, config.exclude]).toEqual(['auto', []]);
    expect(config.rule('no-such-rule')).toEqual({ level: undefined, options: {} });
  });
});

describe('layers', () => {
  test('each alone', () => {
    for (const name of ['workspace', 'file', 'user']) {
      expect(setting({ [name]: { level: 'error', limit: 5 } })).toEqual({
        level: 'error',
        options: { ...DEFAULTS, limit: 5 },
      });
    }
  });

  test('workspace over file over user', () => {
    expect(setting({ workspace: 'hint', file: 'error', user: 'off' }).level).toBe('hint');
    expect(setting({ file: 'error', user: 'off' }).level).toBe('error');
  });

  test('workspace and file are merged value by value', () => {
    expect(setting({ workspace: 'error', file: { level: 'info', user: 'web', limit: 5 } })).toEqual({
      level: 'error',
      options: { ...DEFAULTS, user: 'web', limit: 5 },
    });
    expect(setting({ workspace: { limit: 6 }, file: { level: 'info', limit: 5 } })).toEqual({
      level: 'info',
      options: { ...DEFAULTS, limit: 6 },
    });
  });

  test('a rule that the project speaks of takes nothing from the user', () => {
    const project = { level: undefined, options: { ...DEFAULTS, user: 'web' } };
    expect(setting({ file: { user: 'web' }, user: { level: 'off', limit: 9 } })).toEqual(project);
    expect(setting({ workspace: { user: 'web' }, user: 'off' })).toEqual(project);
  });

  test('an option alone does not turn an opt-in rule on, a level does', () => {
    const rules = { 'healthcheck-missing': 'warning' };
    const { layer: workspace } = readSettings(SAMPLE_RULES, { rules });
    expect(resolveConfig(SAMPLE_RULES, { workspace }).rule('healthcheck-missing').level).toBe('warning');
    const { layer: empty } = readSettings(SAMPLE_RULES, { rules: { 'healthcheck-missing': {} } });
    expect(resolveConfig(SAMPLE_RULES, { workspace: empty }).rule('healthcheck-missing').level).toBe('off');
  });

  test('detect', () => {
    const [auto, always] = [detecting('auto'), detecting('always')];
    expect(resolveConfig(SAMPLE_RULES, { workspace: auto, file: always }).detect).toBe('auto');
    expect(resolveConfig(SAMPLE_RULES, { file: always, user: auto }).detect).toBe('always');
    expect(resolveConfig(SAMPLE_RULES, { user: always }).detect).toBe('always');
  });

  test('exclude is the file’s alone', () => {
    const file = { ...layer('off'), exclude: ['a'] };
    expect(resolveConfig(SAMPLE_RULES, { file }).exclude).toEqual(['a']);
  });
});

import { describe, expect, test } from 'vitest';
import { execScript } from '../../../server/src/engine/shell/parse.ts';
import { execInFile, programs, values } from './support.ts';

const cmd = (json: string, withText = true) => execInFile(`FROM x\nCMD ${json}\n`, withText);

describe('exec form', () => {
  test('words are fixed text, whatever they hold', () => {
    const { script, at } = cmd('["gunicorn", "--workers", "${WORKERS:-4}", "*.py", "~", "a b"]');
    expect(values(script.command?.words ?? [])).toEqual(['gunicorn', '--workers', '${WORKERS:-4}', '*.py', '~', 'a b']);
    expect(script.command?.words.map(({ span }) => at(span))).toEqual([
      '"gunicorn"',
      '"--workers"',
      '"${WORKERS:-4}"',
      '"*.py"',
      '"~"',
      '"a b"',
    ]);
    expect(script.command?.words.map(({ source }) => at(source.span))[2]).toBe('${WORKERS:-4}');
    expect(script.plainChain).toBe(false);
    expect(script.opaque).toBe(false);
    expect(script.commands).toEqual([script.command]);
    expect(script.top).toEqual([script.command]);
  });

  test('tools are read, and options have their place', () => {
    const { script, at } = cmd('["tini", "--", "gunicorn", "-b", "0.0.0.0:80", "--worker-class=gevent", "a.wsgi"]');
    const tool = script.command?.tool;
    expect(tool).toMatchObject({ kind: 'server', server: 'gunicorn', app: { literal: 'a.wsgi' } });
    expect(tool?.options.map(({ span }) => at(span))).toEqual(['"-b", "0.0.0.0:80"', '"--worker-class=gevent"']);
    expect(tool?.options.map(({ value }) => value && at(value.span))).toEqual(['"0.0.0.0:80"', 'gevent']);
  });

  test('a wrapper alone, and an empty array', () => {
    expect(cmd('["tini", "--"]').script.command).toMatchObject({ wrappers: ['tini'], program: [], name: undefined });
    expect(execScript([])).toMatchObject({ command: undefined, commands: [], opaque: false });
  });

  test('ENTRYPOINT and CMD together', () => {
    const item = (value: string, start: number) => ({ value, span: { start, end: start + value.length + 2 } });
    const script = execScript([item('python', 30), item('manage.py', 40), item('runserver', 10)]);
    expect(script.command?.tool).toMatchObject({ kind: 'manage', action: 'runserver' });
  });
});

describe('scripts in an exec form', () => {
  test.each([
    ['["sh", "-c", "exec gunicorn a.wsgi"]'],
    ['["/bin/bash", "-lc", "exec gunicorn a.wsgi"]'],
    ['["sh", "-exc", "exec gunicorn a.wsgi"]'],
    ['["bash", "-o", "pipefail", "-c", "exec gunicorn a.wsgi"]'],
  ])('%s', (json) => {
    const { script, at } = cmd(json);
    const [inner] = script.command?.inner?.commands ?? [];
    expect(inner?.tool).toMatchObject({ kind: 'server', app: { literal: 'a.wsgi' } });
    expect(inner?.words.map(({ span }) => at(span))).toEqual(['exec', 'gunicorn', 'a.wsgi']);
  });

  test('variables are the inner shell’s', () => {
    const { script, at } = cmd('["sh", "-c", "exec gunicorn --bind 0.0.0.0:$PORT a.wsgi"]');
    const [inner] = script.command?.inner?.commands ?? [];
    const value = inner?.tool?.options[0]?.value;
    expect(value?.literal).toBeUndefined();
    expect(value && at(value.span)).toBe('0.0.0.0:$PORT');
  });

  const escaped = '["sh", "-c", "a \\"b c\\" \\u0026\\u0026 d\\n e"]';

  test('escapes keep their place when the file is at hand', () => {
    const { script, at } = cmd(escaped);
    const inner = script.command?.inner;
    expect(programs(inner?.commands ?? [])).toEqual(['a b c', 'd', 'e']);
    expect(inner?.commands.map((each) => each.words.map(({ span }) => at(span)))).toEqual([
      ['a', '\\"b c\\"'],
      ['d'],
      ['e'],
    ]);
  });

  test('without the file, everything inside has the place of the item', () => {
    const { script, at } = cmd(escaped, false);
    const inner = script.command?.inner;
    expect(programs(inner?.commands ?? [])).toEqual(['a b c', 'd', 'e']);
    expect(inner?.text.collapsed).toBe(true);
    expect(inner?.commands.map(({ span }) => at(span))).toEqual(Array(3).fill('"a \\"b c\\" \\u0026\\u0026 d\\n e"'));
  });

  test('broken shell text is opaque', () => {
    expect(cmd('["sh", "-c", "if a"]').script.command?.inner).toMatchObject({ opaque: true });
  });

  test.each(['["sh", "script.sh"]', '["gunicorn", "-c", "conf.py"]', '["sh", "-c"]'])('%s has none', (json) => {
    expect(cmd(json).script.command?.inner).toBeUndefined();
  });
});

import { describe, expect, test } from 'vitest';
import { processorTime } from '../../support/processor-time.ts';
import { factsOf, listed } from './support.ts';

const TEXTS = {
  'docker/entrypoint.sh': '#!/bin/sh\n. ./lib.sh\nexec /usr/local/bin/start-web "$@"\n',
  'docker/lib.sh': 'true\n',
  'docker/start-web': 'gunicorn a.wsgi\n',
  'gunicorn.conf.py': 'bind = "0.0.0.0"\n',
  'uwsgi.ini': '[uwsgi]\n',
  'other.sh': '',
};
const tree = listed('manage.py', ...Object.keys(TEXTS));

const read = (lines: string): string[] => {
  const { facts } = factsOf(`FROM python:3\nWORKDIR /app\n${lines}\n`, { tree, texts: TEXTS });
  return Object.keys(TEXTS).filter((path) => facts.script(path).known);
};

describe('what starts is read', () => {
  test.each([
    [
      'an entrypoint, and what it calls',
      'COPY . .\nENTRYPOINT ["docker/entrypoint.sh"]',
      ['docker/entrypoint.sh', 'docker/lib.sh', 'docker/start-web', 'gunicorn.conf.py'],
    ],
    [
      'a script under another name',
      'COPY docker/start-web /start\nCMD ["/start"]',
      ['docker/start-web', 'gunicorn.conf.py'],
    ],
    ['a script that a shell is given', 'COPY docker/lib.sh /lib.sh\nCMD sh /lib.sh', ['docker/lib.sh']],
    [
      'a script inside a text that a shell is given',
      'COPY docker/lib.sh /lib.sh\nCMD ["sh", "-c", "sleep 1 && /lib.sh"]',
      ['docker/lib.sh'],
    ],
    ['a configuration file', 'COPY . .\nCMD ["uwsgi", "--ini", "uwsgi.ini"]', ['uwsgi.ini']],
    ['a configuration file nobody names', 'COPY . .\nCMD ["gunicorn", "a.wsgi"]', ['gunicorn.conf.py']],
    [
      'what the parent stage sets',
      'COPY docker/lib.sh /lib.sh\nENTRYPOINT ["/lib.sh"]\nFROM python:3',
      ['docker/lib.sh'],
    ],
    ['nothing that another script only looks like', 'COPY . .\nCMD ["python", "-m", "x"]', []],
    ['nothing that is not in the image', 'CMD ["/other.sh"]', []],
  ])('%s', (_, lines, expected) => {
    expect(read(lines)).toEqual(expected);
  });

  test('with its path and its text', () => {
    const { facts } = factsOf('FROM python:3\nCOPY other.sh /x.sh\nCMD ["/x.sh"]\n', {
      tree,
      texts: { 'other.sh': 'exec "$@"' },
    });
    expect(facts.script('other.sh')).toEqual({
      known: true,
      value: { path: 'other.sh', text: 'exec "$@"', bom: false },
    });
    expect(facts.script('gone.sh')).toEqual({ known: false, why: 'gone.sh is not read' });
  });
});

test('modes are wanted of scripts, not of configuration', () => {
  const { wants } = factsOf(
    'FROM python:3\nCOPY . .\nCMD ["gunicorn", "-c", "gunicorn.conf.py"]\nENTRYPOINT ["./run.sh"]\n',
    {
      tree: listed('Dockerfile', 'manage.py', 'run.sh', 'gunicorn.conf.py'),
      texts: { 'run.sh': 'exec "$@"', 'gunicorn.conf.py': '', 'manage.py': '' },
      modes: { 'run.sh': undefined, 'gunicorn.conf.py': undefined },
    },
  );
  expect(wants).toEqual(['mode run.sh']);
});

test('scripts are wanted one after the other', () => {
  const text = 'FROM python:3\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["docker/entrypoint.sh"]\n';
  const wants = (texts: Readonly<Record<string, string | undefined>>): string[] => factsOf(text, { tree, texts }).wants;
  expect(wants({ 'docker/entrypoint.sh': undefined })).toEqual(['text docker/entrypoint.sh']);
  expect(wants({ 'docker/entrypoint.sh': '. lib.sh', 'docker/lib.sh': undefined })).toEqual(['text docker/lib.sh']);
});

test('scripts that call each other come to an end', () => {
  const texts = { 'a.sh': './b.sh', 'b.sh': './a.sh' };
  const { facts, wants } = factsOf('FROM x\nCOPY . /\nCMD ["/a.sh"]\n', {
    tree: listed('manage.py', 'a.sh', 'b.sh'),
    texts,
  });
  expect([facts.script('a.sh').known, facts.script('b.sh').known, wants]).toEqual([true, true, []]);
});

test('a script of one endless word takes no time', () => {
  const took = processorTime(() => {
    const { wants } = factsOf('FROM python:3\nCOPY . .\nCMD ["./run.sh"]\n', {
      tree: listed('Dockerfile', 'run.sh', 'other.sh'),
      texts: { 'run.sh': `${'a'.repeat(60_000)}\nexec ./other.sh` },
    });
    expect(wants).toEqual([]);
  });
  expect(took).toBeLessThan(1000);
});

test('what services of compose start is read as well', () => {
  const compose = (command: string) => `services:\n  web:\n    build: .\n    command: ${command}\n`;
  const isRead = (file: string) => {
    const texts = { ...TEXTS, [file]: compose('sh -c "sleep 1 && /start"') };
    const all = listed('manage.py', ...Object.keys(texts));
    const { facts } = factsOf('FROM python:3\nCOPY docker/start-web /start\n', { tree: all, texts });
    return facts.script('docker/start-web').known;
  };
  expect(isRead('compose.yaml')).toBe(true);
  // That of another project builds another Dockerfile.
  expect(isRead('other/compose.yaml')).toBe(false);
});

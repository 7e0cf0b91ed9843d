import { describe, expect, test } from 'vitest';
import { environmentAtStart } from '../../../../../server/src/engine/rules/shared/settings/start-environment.ts';
import { type Files, startedManage, told } from './support.ts';

const CMD = 'CMD ["gunicorn", "shop.wsgi"]';

const FILES = { 'manage.py': '', 'shop/wsgi.py': '' };

const found = (lines: string, files: Files = {}): string => {
  const { started, at, model, facts } = startedManage(lines, { ...FILES, ...files });
  return told(environmentAtStart(started, at, model, facts).of('KEY'));
};

const compose = (service: string): Files => ({ 'compose.yaml': `services:\n  web:\n    build: .\n${service}` });

test.each([
  [CMD, 'unset'],
  [`ARG KEY=1\n${CMD}`, 'unset'],
  [`ENV KEY=1\n${CMD}`, '=1'],
  [`ARG KEY\nENV KEY=$KEY\n${CMD}`, 'set'],
  ['ENV KEY=1\nCMD KEY=2 gunicorn shop.wsgi', '=2'],
  ['CMD export KEY=2; gunicorn shop.wsgi', 'unknown'],
  ['CMD set -a; . ./.env; gunicorn shop.wsgi', 'unknown'],
])('of the image: %s', (lines, expected) => {
  expect(found(lines)).toBe(expected);
});

describe('of scripts', () => {
  const script = (text: string): Files => ({ 'start.sh': `#!/bin/sh\n${text}\nexec gunicorn shop.wsgi\n` });
  const START = 'ENTRYPOINT ["./start.sh"]';
  test.each([
    [START, 'echo hi', 'unset'],
    [START, 'export KEY=1', 'unknown'],
    [`ENV KEY=2\n${START}`, 'export KEY=1', 'set'],
  ])('%s, %s', (lines, text, expected) => {
    expect(found(lines, script(text))).toBe(expected);
  });
  test('a script that nobody has read', () => {
    expect(found(`ENTRYPOINT ["/elsewhere.sh"]\n${CMD}`)).toBe('unknown');
  });
  test('its place', () => {
    const { started, at, model, facts } = startedManage('ENTRYPOINT ["./start.sh"]', {
      ...FILES,
      'start.sh': '#!/bin/sh\nKEY=1 gunicorn shop.wsgi\n',
    });
    expect(environmentAtStart(started, at, model, facts).of('KEY')).toMatchObject({ at: { path: 'start.sh' } });
  });
});

describe('of compose', () => {
  test.each([
    ['    environment:\n      KEY: "2"\n', '=2'],
    ['    environment:\n      - KEY=2\n', '=2'],
    ['    environment:\n      - KEY\n', 'set'],
    ['    environment:\n      KEY: "${KEY:-2}"\n', 'set'],
    ['    environment:\n      OTHER: "2"\n', '=1'],
    ['    env_file: .env\n', 'set'],
    ['    env_file: .env\n    environment:\n      KEY: "2"\n', '=2'],
    ['    extends:\n      file: missing.yaml\n      service: web\n', 'set'],
    ['    profiles: [tools]\n    environment:\n      KEY: "2"\n', '=1'],
  ])('%s', (service, expected) => {
    expect(found(`ENV KEY=1\n${CMD}`, compose(service))).toBe(expected);
  });
  test.each([
    ['    env_file: .env\n', 'unknown'],
    ['    environment: [KEY]\n', 'unknown'],
    ['    environment: [OTHER=1]\n', 'unset'],
  ])('where the image sets nothing: %s', (service, expected) => {
    expect(found(CMD, compose(service))).toBe(expected);
  });
  test.each([
    ['    env_file: web.env\n', 'OTHER=1\nKEY="2"\n', '=2'],
    ['    env_file: web.env\n', 'OTHER=1\n', '=1'],
    ['    env_file: web.env\n', 'KEY=$OTHER\n', 'set'],
    ['    env_file: web.env\n    environment: [KEY=3]\n', 'KEY=2\n', '=3'],
  ])('what files of variables say: %s %j', (service, file, expected) => {
    expect(found(`ENV KEY=1\n${CMD}`, { ...compose(service), 'web.env': file })).toBe(expected);
  });
  const two = (a: string, b: string): Files => ({
    'compose.yaml': `services:\n  web:\n    build: .\n${a}  other:\n    build: .\n${b}`,
  });
  const KEY = (value: string): string => `    environment: [KEY=${value}]\n`;
  test('services that agree, and that do not', () => {
    expect(found(CMD, two(KEY('2'), KEY('2')))).toBe('=2');
    expect(found(CMD, two(KEY('2'), KEY('3')))).toBe('set');
    expect(found(CMD, two(KEY('2'), ''))).toBe('set');
    expect(found(CMD, two('', KEY('2')))).toBe('unknown');
  });
  test('those that run another command do not count beside one that runs the own', () => {
    expect(found(CMD, two(KEY('2'), `    command: celery -A shop worker\n${KEY('3')}`))).toBe('=2');
  });
  test('its place', () => {
    const { started, at, model, facts } = startedManage(CMD, { ...FILES, ...compose(KEY('2')) });
    expect(environmentAtStart(started, at, model, facts).of('KEY')).toMatchObject({ at: { path: 'compose.yaml' } });
  });
});

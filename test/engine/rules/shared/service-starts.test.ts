import { describe, expect, test } from 'vitest';
import { factsFor } from '../../../../server/src/engine/project/memory.ts';
import { serviceStarts } from '../../../../server/src/engine/rules/shared/service-starts.ts';
import { modelOf } from '../../model/support.ts';

const IMAGE = 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\n';

/** What the services of a compose file start, by their names; those of which not all is seen have a mark. */
function starts(services: string, lines = '', files: Readonly<Record<string, string>> = {}): readonly string[] {
  const text = IMAGE + lines;
  const facts = factsFor({ path: 'Dockerfile', text }, { ...files, 'compose.yaml': `services:\n${services}` });
  return serviceStarts(modelOf(text), facts).map(({ service, readings: [{ commands, complete }] }) => {
    const words = commands.map(({ command }) => command.words.map((word) => word.text).join(' '));
    return `${service.name.value}: ${words.join('; ')}${complete ? '' : ' …'}`;
  });
}

const web = (lines: string): string => `  web:\n    build: .\n${lines.replace(/^/gm, '    ').trimEnd()}\n`;

describe('what a service starts', () => {
  test.each([
    ['a command', 'command: echo b', '', ['web: echo b']],
    ['in place of CMD', 'command: echo', 'CMD ["cat"]\n', ['web: echo']],
    ['an entrypoint, without the CMD of the image', 'entrypoint: echo', 'CMD ["cat"]\n', ['web: echo']],
    ['an entrypoint and its own words', 'entrypoint: gunicorn\ncommand: b', '', ['web: gunicorn b']],
    ['behind an init of the image', 'command: echo b', 'ENTRYPOINT ["tini", "--"]\n', ['web: tini -- echo b']],
    ['an entrypoint that is taken away', 'entrypoint: []\ncommand: echo', 'ENTRYPOINT ["cat"]\n', ['web: echo']],
    ['a program that nobody has read', 'command: ./start', '', ['web: ./start …']],
    ['nothing of its own', 'ports: ["80:80"]', 'CMD ["cat"]\n', []],
  ])('%s', (_, lines, more, expected) => expect(starts(web(lines), more)).toEqual(expected));

  test('words of two files are no command that stands anywhere', () => {
    expect(starts(web('command: b'), 'ENTRYPOINT ["gunicorn"]\n')).toEqual(['web:  …']);
    const files = { 'start.sh': '#!/bin/sh\nexec "$@"\n' };
    expect(starts(web('command: b'), 'ENTRYPOINT ["./start.sh", "a"]\n', files)).toEqual(['web:  …']);
    expect(starts(web('command: echo c'), 'ENTRYPOINT ["./start.sh"]\n', files)).toEqual(['web: echo c']);
  });
});

describe('services that may run another image', () => {
  test.each([
    ['another stage', '', '  web:\n    build: {context: ., target: other}\n    command: a\n'],
    ['a target that a variable names', '', '  web:\n    build: {context: ., target: $X}\n    command: a\n'],
    ['an argument of the build', 'ARG X=1\n', '  web:\n    build: {context: ., args: {X: 2}}\n    command: a\n'],
    ['an argument without a default', 'ARG X\n', '  web:\n    build: {context: ., args: [X=2]}\n    command: a\n'],
  ])('%s', (_, lines, services) => expect(starts(services, lines)).toEqual([]));

  test('arguments that change nothing', () => {
    const services = '  web:\n    build: {context: ., args: {X: 1, OTHER: 2}}\n    command: echo\n';
    expect(starts(services, 'ARG X=1\n')).toEqual(['web: echo']);
  });
});

test('a service that may be laid over another one is read in both ways', () => {
  const files = { 'compose.prod.yaml': 'services:\n  web:\n    build: .\n    command: a\n' };
  const facts = factsFor(
    { path: 'Dockerfile', text: IMAGE },
    { ...files, 'compose.yaml': `services:\n${web('user: x')}` },
  );
  const [start] = serviceStarts(modelOf(IMAGE), facts);
  expect(start?.readings.map(({ service }) => service?.user !== undefined)).toEqual([false, true]);
});

test('one that may be built otherwise when it is laid over another one is left alone', () => {
  const files = { 'compose.prod.yaml': 'services:\n  web:\n    build: .\n    command: a\n' };
  const base = '  web:\n    build: {context: ., target: other}\n';
  expect(starts(base, '', files)).toEqual([]);
});

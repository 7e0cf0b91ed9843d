import { describe, expect, test } from 'vitest';
import type { CommandForm } from '../../../server/src/engine/syntax/nodes.ts';
import { parseDockerfile, shebangProgram } from '../../../server/src/engine/syntax/parse.ts';
import { at, type Kind, nodeOf } from './support.ts';

/** `exec: a|b`, `shell: text`, `json-like: text`. */
function form(command: CommandForm | undefined): string | undefined {
  if (!command) return undefined;
  if (command.form === 'exec') return `exec: ${command.items.map((item) => item.value).join('|')}`;
  return `${command.jsonLike ? 'json-like' : 'shell'}: ${command.text.text}`;
}

test.each<[string, Kind]>([
  ['FROM x', 'from'],
  ['run x', 'run'],
  ['Cmd x', 'cmd'],
  ['ENTRYPOINT x', 'entrypoint'],
  ['SHELL ["x"]', 'shell'],
  ['HEALTHCHECK NONE', 'healthcheck'],
  ['COPY a b', 'copy'],
  ['ADD a b', 'add'],
  ['ENV A=b', 'env'],
  ['LABEL a=b', 'label'],
  ['ARG A', 'arg'],
  ['USER x', 'user'],
  ['WORKDIR x', 'workdir'],
  ['EXPOSE 80', 'expose'],
  ['VOLUME /x', 'volume'],
  ['STOPSIGNAL SIGINT', 'stopsignal'],
  ['MAINTAINER me', 'maintainer'],
  ['ONBUILD RUN x', 'onbuild'],
  ['FORM x', 'unknown'],
  ['RUN', 'run'],
])('%s is %s', (text, kind) => {
  const [node] = parseDockerfile(text).instructions;
  expect(node?.kind).toBe(kind);
  expect(node?.keyword).toBe(text.split(' ')[0]?.toUpperCase());
  expect(at(text, node?.keywordSpan)).toBe(text.split(' ')[0]);
});

describe('FROM', () => {
  const from = (text: string) => {
    const node = nodeOf('from', text);
    return {
      image: node.image?.value,
      alias: node.alias?.value,
      platform: node.platform?.value,
      rest: node.rest.map((token) => token.text),
    };
  };
  const nothing = { alias: undefined, platform: undefined, rest: [] };

  test.each([
    ['FROM python:3', { ...nothing, image: 'python:3' }],
    ['FROM python AS build', { ...nothing, image: 'python', alias: 'build' }],
    ['from python as build', { ...nothing, image: 'python', alias: 'build' }],
    ['FROM --platform=$BUILDPLATFORM x AS y', { ...nothing, image: 'x', alias: 'y', platform: '$BUILDPLATFORM' }],
    ['FROM "$IMAGE":"$TAG"', { ...nothing, image: '$IMAGE:$TAG' }],
    ['FROM x # note', { ...nothing, image: 'x', rest: ['#', 'note'] }],
    ['FROM x AS y # note', { ...nothing, image: 'x', alias: 'y', rest: ['#', 'note'] }],
    ['FROM x AS', { ...nothing, image: 'x' }],
    ['FROM x y', { ...nothing, image: 'x', rest: ['y'] }],
    ['FROM', { ...nothing, image: undefined }],
    ['FROM x \\\n  AS y', { ...nothing, image: 'x', alias: 'y' }],
  ])('%j', (text, expected) => {
    expect(from(text)).toEqual(expected);
  });
});

describe('commands', () => {
  test.each([
    ['RUN a  b', 'shell: a  b'],
    ['RUN ["a", "b c"]', 'exec: a|b c'],
    ['RUN --mount=type=cache,target=/x --network=none a', 'shell: a'],
    ['RUN ["a"] # note', 'json-like: ["a"] # note'],
    ["RUN ['a']", "json-like: ['a']"],
    ['RUN ["a", 1]', 'json-like: ["a", 1]'],
    ['RUN [ -f x ] && y', 'json-like: [ -f x ] && y'],
    ['RUN', 'shell: '],
    ['RUN a \\\n  # note\n  && b', 'shell: a   && b'],
  ])('%j', (text, expected) => {
    expect(form(nodeOf('run', text).command)).toBe(expected);
  });

  test('exec forms keep the spaces that dockerfile-ast loses', () => {
    const text = 'CMD ["sh","-c","python manage.py migrate && gunicorn x"]';
    expect(form(nodeOf('cmd', text).command)).toBe('exec: sh|-c|python manage.py migrate && gunicorn x');
    expect(form(nodeOf('entrypoint', text.replace('CMD', 'ENTRYPOINT')).command)).toContain('migrate && gunicorn');
  });

  test.each([
    ['HEALTHCHECK CMD curl -f x', 'shell: curl -f x'],
    ['HEALTHCHECK --interval=5s --retries=3 CMD ["curl", "-f x"]', 'exec: curl|-f x'],
    ['HEALTHCHECK --interval=5s \\\n  cmd x', 'shell: x'],
    ['HEALTHCHECK NONE', undefined],
    ['HEALTHCHECK CMDX y', undefined],
    ['HEALTHCHECK', undefined],
  ])('%j: dockerfile-ast has no access to its JSON', (text, expected) => {
    expect(form(nodeOf('healthcheck', text).command)).toBe(expected);
  });

  test.each([
    ['SHELL ["/bin/bash", "-o", "pipefail", "-c"]', 'exec: /bin/bash|-o|pipefail|-c'],
    ['SHELL bash', 'shell: bash'],
  ])('%s', (text, expected) => {
    expect(form(nodeOf('shell', text).command)).toBe(expected);
  });
});

describe('RUN with heredocs', () => {
  const command = (text: string) => {
    const found = nodeOf('run', text).command;
    if (found.form !== 'shell') throw new Error('Not a shell form');
    return found;
  };

  test('a heredoc alone is the script', () => {
    const text = 'RUN <<EOF\nset -e\npip install x\nEOF\n';
    expect(command(text).text.text).toBe('set -e\npip install x\n');
    expect(at(text, command(text).text.span)).toBe('set -e\npip install x\n');
  });

  test.each(['<<-EOF', '<<"EOF"', "<<'EOF'", '<<-"EOF"', '3<<EOF'])('so is %s', (marker) => {
    expect(command(`RUN ${marker}\n\ta\nEOF\n`).text.text).toBe('\ta\n');
  });

  test('flags stand in front of it', () => {
    const text = 'RUN --mount=type=cache,target=/x <<EOF\na\nEOF\n';
    expect(command(text).text.text).toBe('a\n');
    expect(nodeOf('run', text).mounts).toHaveLength(1);
  });

  test('with a program behind or in front of it, the shell reads line and body', () => {
    for (const line of ['<<EOF python3', 'python3 <<EOF', 'cat <<EOF > /x && chmod +x /x']) {
      expect(command(`RUN ${line}\nprint("a")\nEOF\nUSER y\n`).text.text).toBe(`${line}\nprint("a")\nEOF`);
    }
  });

  test('several heredocs go with the line', () => {
    const text = 'RUN cat <<A > /a && cat <<B > /b\none\nA\ntwo\nB\n';
    expect(command(text).text.text).toBe('cat <<A > /a && cat <<B > /b\none\nA\ntwo\nB');
    expect(nodeOf('run', text).heredocs.map((heredoc) => heredoc.name)).toEqual(['A', 'B']);
  });

  test('the words of the body are no arguments, as they are for dockerfile-ast', () => {
    expect(nodeOf('run', 'RUN <<EOF\nset -e\nEOF\n').args.text.trim()).toBe('<<EOF');
  });

  test.each([
    ['#!/usr/bin/env python3\nprint(1)\n', 'python3'],
    ['#!/bin/bash -e\na\n', 'bash'],
    ['#! /usr/bin/env -S node --x\na\n', 'node'],
    ['#!/usr/bin/perl\n', 'perl'],
    ['#!/usr/bin/env\n', 'env'],
    ['a\n#!/bin/sh\n', undefined],
    ['', undefined],
  ])('the first line %j names %s', (body, program) => {
    expect(shebangProgram(body)).toBe(program);
    expect(command(`RUN <<EOF\n${body}EOF\n`).interpreter).toBe(program);
  });

  test('<<- takes the tabs off in front of it', () => {
    expect(command('RUN <<-EOF\n\t#!/bin/bash\n\ta\n\tEOF\n').interpreter).toBe('bash');
    expect(command('RUN <<EOF\n\t#!/bin/bash\nEOF\n').interpreter).toBeUndefined();
  });

  test('Windows line ends do not become part of the program', () => {
    expect(command('RUN <<EOF\r\n#!/bin/bash\r\na\r\nEOF\r\n').interpreter).toBe('bash');
  });

  test('an ONBUILD RUN has them too', () => {
    const text = 'ONBUILD RUN <<EOF\na\nEOF\nUSER y\n';
    const { instruction, heredocs, span } = nodeOf('onbuild', text);
    expect(heredocs).toHaveLength(1);
    expect(at(text, span)).toBe('ONBUILD RUN <<EOF\na\nEOF');
    expect(instruction?.kind === 'run' && form(instruction.command)).toBe('shell: a\n');
  });
});

describe('COPY and ADD', () => {
  const copy = (text: string) => {
    const node = nodeOf('copy', text);
    return {
      from: node.from?.value,
      sources: node.sources.map((token) => token.value),
      destination: node.destination?.value,
    };
  };

  test.each([
    ['COPY a b', { from: undefined, sources: ['a'], destination: 'b' }],
    ['COPY a b c/', { from: undefined, sources: ['a', 'b'], destination: 'c/' }],
    ['COPY --from=build --chown=a:b /x /y', { from: 'build', sources: ['/x'], destination: '/y' }],
    ['COPY ["a b", "c d/"]', { from: undefined, sources: ['a b'], destination: 'c d/' }],
    ['COPY a', { from: undefined, sources: [], destination: undefined }],
    ['COPY a b # note', { from: undefined, sources: ['a', 'b', '#'], destination: 'note' }],
    ['COPY <<EOF /x\nb c\nEOF', { from: undefined, sources: ['<<EOF'], destination: '/x' }],
    ['COPY <<A <<"B" /x/\n1\nA\n2\nB', { from: undefined, sources: ['<<A', '<<B'], destination: '/x/' }],
  ])('%j', (text, expected) => {
    expect(copy(text)).toEqual(expected);
  });

  test('the file that a heredoc holds is no part of the words', () => {
    const text = 'COPY <<EOF /x\nUSER root\nEOF\n';
    expect(parseDockerfile(text).instructions).toHaveLength(1);
    expect(nodeOf('copy', text).heredocs.map((heredoc) => at(text, heredoc.body))).toEqual(['USER root\n']);
  });

  test('ADD reads the same', () => {
    const node = nodeOf('add', 'ADD --checksum=sha256:a https://x/y.tar /z');
    expect(node.sources.map((token) => token.value)).toEqual(['https://x/y.tar']);
    expect(node.flags.map((flag) => flag.name)).toEqual(['checksum']);
  });
});

describe('other instructions', () => {
  test('VOLUME takes words or JSON', () => {
    expect(nodeOf('volume', 'VOLUME /a /b').words.map((word) => word.value)).toEqual(['/a', '/b']);
    expect(nodeOf('volume', 'VOLUME ["/a b"]').json?.items.map((item) => item.value)).toEqual(['/a b']);
  });

  test('EXPOSE has words, USER and WORKDIR one', () => {
    expect(nodeOf('expose', 'EXPOSE 80 443/tcp').words.map((word) => word.value)).toEqual(['80', '443/tcp']);
    expect(nodeOf('user', 'USER app:app').words.map((word) => word.value)).toEqual(['app:app']);
    expect(nodeOf('workdir', 'WORKDIR /my app').words.map((word) => word.value)).toEqual(['/my app']);
  });

  test('ENV has an old form, ARG has not', () => {
    expect(nodeOf('env', 'ENV A b c')).toMatchObject({ legacy: true });
    expect(nodeOf('arg', 'ARG A B=1').pairs.map((pair) => pair.name)).toEqual(['A', 'B']);
  });

  test('ONBUILD holds an instruction that does not run here', () => {
    const text = 'ONBUILD COPY --from=x a b';
    const { instruction } = nodeOf('onbuild', text);
    expect(instruction).toMatchObject({ kind: 'copy', trigger: true });
    expect(at(text, instruction?.keywordSpan)).toBe('COPY');
    expect(at(text, instruction?.span)).toBe('COPY --from=x a b');
  });

  test.each(['ONBUILD', 'ONBUILD ONBUILD RUN x'])('%s holds none', (text) => {
    expect(nodeOf('onbuild', text).instruction).toBeUndefined();
  });
});

describe('variables that overflow dockerfile-ast', () => {
  test.each([
    'FROM ${A\nRUN x $',
    'ARG A=${A:-${A:-${A\nFROM $A\nRUN ${',
    `FROM ${'${A:-'.repeat(500)}`,
    'ENV A=${A:?\nFROM x\nENV $',
    'ONBUILD FROM $A\nARG A=$A\nFROM $A AS $A',
  ])('%j is read', (text) => {
    expect(parseDockerfile(text).instructions.length).toBeGreaterThan(0);
  });
});

describe('the file', () => {
  test('directives are named in lower case', () => {
    const { directives } = parseDockerfile('# Syntax=docker/dockerfile:1\n# CHECK=skip=A\nFROM x\n');
    expect(directives.map(({ name, value }) => [name, value])).toEqual([
      ['syntax', 'docker/dockerfile:1'],
      ['check', 'skip=A'],
    ]);
  });

  test('byte order mark and line ends are told', () => {
    expect(parseDockerfile('\ufeffFROM x\r\nUSER y\r\n')).toMatchObject({ bom: true, eol: '\r\n' });
    expect(parseDockerfile('FROM x\n')).toMatchObject({ bom: false, eol: '\n', escape: '\\' });
  });

  test.each([
    ['{% if dev %}\nRUN x\n{% endif %}', true],
    ['{%- for x in y %}', true],
    ['FROM {{ cookiecutter.image }}', true],
    ['FROM {{image}}', true],
    ["RUN docker inspect -f '{{.Id}}' x", false],
    ["RUN docker inspect -f '{{ .Id }}' x", false],
    ['RUN echo ${A} {a,b} %}', false],
    ['FROM x', false],
  ])('%j is a template: %s', (text, templated) => {
    expect(parseDockerfile(text).templated).toBe(templated);
  });
});

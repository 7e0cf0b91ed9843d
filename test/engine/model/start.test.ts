import { describe, expect, test } from 'vitest';
import {
  contextFilesOf,
  effectiveCommand,
  effectiveEntrypoint,
  impliedFiles,
} from '../../../server/src/engine/model/start.ts';
import { stageOf } from './support.ts';

const start = (text: string) => {
  const stage = stageOf(text);
  return [effectiveEntrypoint(stage), effectiveCommand(stage)].map((each) => each?.node.args.text.trim());
};

describe('what starts', () => {
  test.each([
    ['nothing', 'FROM a', [undefined, undefined]],
    ['the last CMD', 'FROM a\nCMD x\nCMD y', [undefined, 'y']],
    ['ENTRYPOINT and CMD in any order', 'FROM a\nCMD y\nENTRYPOINT x', ['x', 'y']],
    ['what the parent sets', 'FROM a AS b\nENTRYPOINT x\nCMD y\nFROM b', ['x', 'y']],
    ['a CMD over the parent’s', 'FROM a AS b\nENTRYPOINT x\nCMD y\nFROM b\nCMD z', ['x', 'z']],
    ['an ENTRYPOINT, which empties the parent’s CMD', 'FROM a AS b\nCMD y\nFROM b\nENTRYPOINT x', ['x', undefined]],
    ['the same, a stage further up', 'FROM a AS b\nCMD y\nFROM b AS c\nENTRYPOINT x\nFROM c', ['x', undefined]],
    ['an ENTRYPOINT with a CMD of its stage', 'FROM a AS b\nCMD y\nFROM b\nENTRYPOINT x\nCMD z', ['x', 'z']],
    ['nothing of stages beside it', 'FROM a AS b\nCMD y\nFROM a', [undefined, undefined]],
  ])('%s', (_, text, expected) => {
    expect(start(text)).toEqual(expected);
  });
});

describe('the file of the context that a word of a start command is', () => {
  const files = (word: string, copies: string): readonly string[] => {
    const stage = stageOf(`FROM python:3\nWORKDIR /app\n${copies}\nCMD ["${word}"]\n`);
    const [first] = effectiveCommand(stage)?.script.commands[0]?.words ?? [];
    return first ? contextFilesOf(stage, first) : [];
  };

  test.each([
    ['a path', '/entrypoint.sh', 'COPY docker/entrypoint.sh /entrypoint.sh', ['docker/entrypoint.sh']],
    ['a file under another name', '/start', 'COPY docker/start-production.sh /start', ['docker/start-production.sh']],
    ['a relative path', './run.sh', 'COPY scripts/run.sh /app/run.sh', ['scripts/run.sh']],
    ['a relative path below', 'docker/run.sh', 'COPY . .', ['docker/run.sh']],
    ['a name on PATH', 'serve', 'COPY bin/serve.sh /usr/local/bin/serve', ['bin/serve.sh']],
    [
      'a name in a folder that ENV puts on PATH',
      'serve',
      'ENV PATH="/opt/bin:$PATH"\nCOPY bin/ /opt/bin/',
      ['bin/serve'],
    ],
    ['a name in the working directory', 'run.sh', 'COPY src /app', ['src/run.sh']],
    ['a name in a folder that is not on PATH', 'serve', 'COPY bin/ /opt/bin/', []],
    ['an option', '--flag', 'COPY . .', []],
    ['two words', 'two words', 'COPY . .', []],
    ['nothing', '', 'COPY . .', []],
    ['a path nothing lays there', '/other', 'COPY . .', []],
  ])('%s', (_, word, copies, expected) => {
    expect(files(word, copies)).toEqual(expected);
  });

  test('is looked for wherever files are copied to when a base image may have set PATH', () => {
    const stage = stageOf(
      'FROM registry.example.com/base\nCOPY serve.sh other.sh /scripts/\nENTRYPOINT ["serve.sh"]\n',
    );
    const [word] = effectiveEntrypoint(stage)?.script.commands[0]?.words ?? [];
    expect(word && contextFilesOf(stage, word)).toContain('serve.sh');
  });

  test('is looked for where WORKDIR is at the end, among all that is copied', () => {
    const stage = stageOf('FROM python:3\nCMD ["./run.sh"]\nWORKDIR /srv\nCOPY late.sh run.sh\n');
    const [word] = effectiveCommand(stage)?.script.commands[0]?.words ?? [];
    expect(word && contextFilesOf(stage, word)).toEqual(['late.sh']);
  });
});

describe('the files a program reads without being told', () => {
  const files = (line: string, workdir = '/app'): string[] => {
    const stage = stageOf(`FROM python:3\nWORKDIR ${workdir}\nCOPY . .\nCOPY etc /etc\nCMD ${line}\n`);
    const [command] = effectiveCommand(stage)?.script.commands ?? [];
    return command ? impliedFiles(stage, command) : [];
  };

  test('gunicorn’s configuration', () => {
    expect(files('["gunicorn", "a.wsgi"]')).toEqual(['gunicorn.conf.py']);
  });

  test('supervisord’s, wherever it looks', () => {
    expect(files('["supervisord"]')).toEqual(expect.arrayContaining(['supervisord.conf', 'etc/supervisord.conf']));
  });

  test('nothing of others, and nothing where the working directory is hidden', () => {
    expect(files('["uvicorn", "a.asgi"]')).toEqual([]);
    expect(files('["gunicorn", "a.wsgi"]', '$HIDDEN_BY_THE_BUILD/${TARGETARCH}')).toEqual([]);
  });
});

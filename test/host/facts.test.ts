import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ProjectFacts } from '../../server/src/engine/project/types.ts';
import { FactsReader, isGitIndex } from '../../server/src/host/facts.ts';
import { NodeReader } from '../../server/src/host/node-reader.ts';
import { type HostRead, type Reader, refused } from '../../server/src/host/reader.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const TEXT = 'FROM python:3.13\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\n';
const DOCUMENT = { path: 'Dockerfile', text: TEXT };
const PROJECT = {
  Dockerfile: TEXT,
  'manage.py': '',
  'requirements.txt': '-r requirements/base.txt\n',
  'requirements/base.txt': 'django\n',
};

/** Counts how often something is read. */
class CountingReader implements Reader {
  readonly #reader: Reader;
  readonly reads: string[] = [];

  constructor(folder: string) {
    this.#reader = new NodeReader(folder);
  }

  bytes(path: string): Promise<HostRead<Uint8Array>> {
    this.reads.push(path);
    return this.#reader.bytes(path);
  }

  folder(path: string): ReturnType<Reader['folder']> {
    this.reads.push(`${path}/`);
    return this.#reader.folder(path);
  }

  stat(path: string): ReturnType<Reader['stat']> {
    return this.#reader.stat(path);
  }
}

describe('reads what is wanted until nothing is', () => {
  test('a tree, then requirements, then what they include', async () => {
    const facts = await new FactsReader(new NodeReader(temporaryFolder(PROJECT))).facts(DOCUMENT);
    expect(facts.managePy).toEqual({ known: true, value: ['manage.py'] });
    const requirements = facts.requirements('requirements.txt');
    expect(requirements.known && requirements.value.includes).toEqual(['requirements/base.txt']);
    expect(facts.requirements('requirements/base.txt').known).toBe(true);
  });

  test('the ignore file, and what the walk skips', async () => {
    const folder = temporaryFolder({
      ...PROJECT,
      '.dockerignore': '.git\n*.txt\n',
      '.git/HEAD': '',
      'env/pyvenv.cfg': '',
    });
    symlinkSync('env', join(folder, 'linked'));
    const facts = await new FactsReader(new NodeReader(folder)).facts(DOCUMENT);
    expect(facts.context).toMatchObject({ value: { skipped: ['.git', 'env'], links: ['linked'] } });
    const sent = facts.sent();
    expect(sent).toMatchObject({ value: { skipped: ['env'], links: ['linked'] } });
    expect(sent.known && sent.value.below('.')).toEqual([
      '.dockerignore',
      'Dockerfile',
      'manage.py',
      'requirements/base.txt',
    ]);
  });

  test('once for any number of documents, also at the same time', async () => {
    const reader = new CountingReader(temporaryFolder(PROJECT));
    const facts = new FactsReader(reader);
    await Promise.all([facts.facts(DOCUMENT), facts.facts(DOCUMENT)]);
    await facts.facts(DOCUMENT);
    expect(reader.reads.length).toBe(new Set(reader.reads).size);
  });
});

describe('what changed is read again', () => {
  test('a file', async () => {
    const folder = temporaryFolder(PROJECT);
    const facts = new FactsReader(new NodeReader(folder));
    const includes = async () => {
      const file = (await facts.facts(DOCUMENT)).requirements('requirements.txt');
      return file.known ? file.value.includes : undefined;
    };
    await includes();
    writeFileSync(join(folder, 'requirements.txt'), 'django\n');
    facts.changed('requirements.txt');
    expect(await includes()).toEqual([]);
  });

  test('a listing', async () => {
    const folder = temporaryFolder(PROJECT);
    const facts = new FactsReader(new NodeReader(folder));
    const known = async () => (await facts.facts(DOCUMENT)).managePy;
    await known();
    rmSync(join(folder, 'manage.py'));
    facts.listingChanged('manage.py');
    expect(await known()).toEqual({ known: true, value: [] });
  });

  test('a folder that went away takes its files along', async () => {
    const folder = temporaryFolder(PROJECT);
    const facts = new FactsReader(new NodeReader(folder));
    await facts.facts(DOCUMENT);
    rmSync(join(folder, 'requirements'), { recursive: true });
    facts.listingChanged('requirements');
    expect((await facts.facts(DOCUMENT)).requirements('requirements/base.txt').known).toBe(false);
  });
});

describe('the listing is that of a first look after', () => {
  test.each<[string, readonly string[], (folder: string) => void]>([
    ['a file came', ['requirements/new.txt'], (folder) => writeFileSync(join(folder, 'requirements/new.txt'), '')],
    ['a file went', ['requirements/base.txt'], (folder) => rmSync(join(folder, 'requirements/base.txt'))],
    ['folders came', ['a', 'a/b', 'a/b/c.py'], (folder) => write(folder, 'a/b/c.py')],
    ['folders came, and only the file was told of', ['a/b/c.py'], (folder) => write(folder, 'a/b/c.py')],
    ['folders came, and only the first was told of', ['a'], (folder) => write(folder, 'a/b/c.py')],
    ['a folder went', ['requirements'], (folder) => rmSync(join(folder, 'requirements'), { recursive: true })],
    [
      'a folder was renamed',
      ['requirements', 'deps'],
      (folder) => renameSync(join(folder, 'requirements'), join(folder, 'deps')),
    ],
    [
      'a folder became an environment',
      ['requirements/pyvenv.cfg'],
      (folder) => write(folder, 'requirements/pyvenv.cfg'),
    ],
  ])('%s', async (_, changes, change) => {
    const folder = temporaryFolder(PROJECT);
    const facts = new FactsReader(new NodeReader(folder));
    await facts.facts(DOCUMENT);
    change(folder);
    for (const path of changes) facts.listingChanged(path);
    const later = await facts.facts(DOCUMENT);
    const first = await new FactsReader(new NodeReader(folder)).facts(DOCUMENT);
    expect(later.workspace).toEqual(first.workspace);
    expect(skippedOf(later)).toEqual(skippedOf(first));
  });

  const skippedOf = ({ context }: ProjectFacts) => context.known && context.value.skipped;

  function write(folder: string, path: string): void {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), '');
  }

  test('one file came, and one folder is listed', async () => {
    const folder = temporaryFolder(PROJECT);
    const reader = new CountingReader(folder);
    const facts = new FactsReader(reader);
    await facts.facts(DOCUMENT);
    reader.reads.length = 0;
    write(folder, 'requirements/new.py');
    facts.listingChanged('requirements/new.py');
    await facts.facts(DOCUMENT);
    expect(reader.reads).toEqual(['requirements/']);
  });
});

describe('modes and marks of scripts', () => {
  const text = 'FROM python:3.13\nCOPY run.sh /run.sh\nCMD ["/run.sh"]\n';
  const files = { Dockerfile: text, 'run.sh': '\uFEFF#!/bin/sh\r\n' };
  const document = { path: 'Dockerfile', text };

  test('a byte order mark is no part of the text, and line ends stay', async () => {
    const facts = await new FactsReader(new NodeReader(temporaryFolder(files))).facts(document);
    expect(facts.script('run.sh')).toEqual({
      known: true,
      value: { path: 'run.sh', text: '#!/bin/sh\r\n', bom: true },
    });
  });

  test('what git records matters to those who asked', async () => {
    const facts = new FactsReader(new NodeReader(temporaryFolder(PROJECT)));
    await facts.facts(DOCUMENT);
    expect(facts.modesChanged()).toBe(false);
  });

  test.each([
    ['the file', (facts: FactsReader) => facts.changed('run.sh')],
    ['what git records', (facts: FactsReader) => expect(facts.modesChanged()).toBe(true)],
    ['the listing', (facts: FactsReader) => facts.listingChanged('run.sh')],
  ])('a mode is read again when it changes: %s', async (_, change) => {
    const folder = temporaryFolder(files);
    const facts = new FactsReader(new NodeReader(folder));
    const mode = async () => (await facts.facts(document)).mode('run.sh');
    expect(await mode()).toEqual({ known: true, value: 'plain' });
    chmodSync(join(folder, 'run.sh'), 0o755);
    expect(await mode()).toEqual({ known: true, value: 'plain' });
    change(facts);
    expect(await mode()).toEqual({ known: true, value: 'executable' });
  });
});

test.each([
  ['.git/index', true],
  ['web/.git/index', true],
  ['.git/modules/lib/index', true],
  ['.git/indexes', false],
  ['git/index', false],
])('whether %s holds modes: %s', (path, expected) => expect(isGitIndex(path)).toBe(expected));

describe('what cannot be read is unknown', () => {
  test('one file', async () => {
    const folder = temporaryFolder({ ...PROJECT, 'requirements.txt': Uint8Array.from([0]) });
    const facts = await new FactsReader(new NodeReader(folder)).facts(DOCUMENT);
    expect(facts.requirements('requirements.txt')).toEqual({ known: false, why: 'it is a binary file' });
  });

  test('everything', async () => {
    const closed: Reader = {
      bytes: async () => refused('access', 'permission denied'),
      folder: async () => refused('access', 'permission denied'),
      stat: async () => refused('access', 'permission denied'),
    };
    const facts = await new FactsReader(closed).facts(DOCUMENT);
    expect(facts.managePy.known).toBe(false);
    expect(facts.context.known).toBe(false);
  });
});

test('text that is not analysed asks for nothing', async () => {
  const reader = new CountingReader(temporaryFolder(PROJECT));
  await new FactsReader(reader).facts({ path: 'Dockerfile', text: 'x'.repeat(100_000) });
  expect(reader.reads).toEqual([]);
});

describe('a text that is open somewhere is outdated', () => {
  test.each([
    ['when another one was given', 'requirements.txt', 'flask\n', true],
    ['when it is open no longer', 'requirements.txt', undefined, true],
    ['not when it is the one that was given', 'requirements.txt', PROJECT['requirements.txt'], false],
    ['not when nobody has asked for it', 'README.md', 'text', false],
  ])('%s', async (_, path, text, expected) => {
    const reader = new FactsReader(new NodeReader(temporaryFolder({ ...PROJECT, 'README.md': '' })));
    await reader.facts(DOCUMENT);
    expect(reader.isOutdated(path, text)).toBe(expected);
  });

  test('while it is being read', async () => {
    const slow = new CountingReader(temporaryFolder(PROJECT));
    const reader = new FactsReader(slow);
    const facts = reader.facts(DOCUMENT);
    while (!slow.reads.includes('requirements.txt')) await new Promise((done) => setImmediate(done));
    expect(reader.isOutdated('requirements.txt', PROJECT['requirements.txt'])).toBe(true);
    await facts;
    expect(reader.isOutdated('requirements.txt', PROJECT['requirements.txt'])).toBe(false);
  });
});

describe('a change concerns', () => {
  const files = { ...PROJECT, 'env/pyvenv.cfg': '', 'env/lib/six.py': '', 'notes.txt': '' };

  test.each([
    ['a file that was read', 'requirements/base.txt', false, true],
    ['a file that nobody has asked for', 'notes.txt', false, false],
    ['a file that comes or goes', 'notes.txt', true, true],
    ['one in a virtual environment', 'env/lib/six.py', true, false],
    ['what makes a folder one', 'env/pyvenv.cfg', true, true],
    ['the virtual environment itself', 'env', true, true],
  ])('%s: %s', async (_, path, listing, expected) => {
    const facts = new FactsReader(new NodeReader(temporaryFolder(files)));
    expect(facts.concerns(path, listing)).toBe(false);
    await facts.facts(DOCUMENT);
    expect(facts.concerns(path, listing)).toBe(expected);
  });

  test('a link when any file does: it may lead there', async () => {
    const folder = temporaryFolder({ ...PROJECT, 'shared/reqs': 'django\n' });
    rmSync(join(folder, 'requirements.txt'));
    symlinkSync('shared/reqs', join(folder, 'requirements.txt'));
    const facts = new FactsReader(new NodeReader(folder));
    const text = async () => (await facts.facts(DOCUMENT)).source('requirements.txt');
    expect(await text()).toEqual({ known: true, value: 'django\n' });
    writeFileSync(join(folder, 'shared/reqs'), 'flask\n');
    expect(facts.concerns('shared/reqs', false)).toBe(true);
    facts.changed('shared/reqs');
    expect(await text()).toEqual({ known: true, value: 'flask\n' });
  });
});

test('facts keep the text that they were read from', async () => {
  const folder = temporaryFolder(PROJECT);
  const reader = new FactsReader(new NodeReader(folder));
  const facts = await reader.facts(DOCUMENT);
  writeFileSync(join(folder, 'requirements.txt'), 'flask\n');
  reader.changed('requirements.txt');
  const later = await reader.facts(DOCUMENT);
  const texts = [facts, later].map((each) => each.source('requirements.txt'));
  expect(texts).toEqual([PROJECT['requirements.txt'], 'flask\n'].map((value) => ({ known: true, value })));
  expect(facts.source('README.md').known).toBe(false);
});

import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stockProject } from '../../engine/scaffold/support.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { check, cli } from '../run-cli.ts';

const STOCK = stockProject({
  manager: 'pip',
  database: 'postgresql',
  server: 'gunicorn',
  static: 'whitenoise',
  celery: false,
  redis: false,
});
const FILES = ['Dockerfile', '.dockerignore', 'compose.yaml', 'entrypoint.sh', '.env.example', '.gitattributes'];

const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');
const written = (folder: string): readonly string[] => FILES.filter((name) => existsSync(join(folder, name)));

test('writes the files, and says what it took and where it was found', async () => {
  const folder = temporaryFolder(STOCK);
  const { code, out, complaints } = await cli(folder, ['new']);
  expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
  expect(written(folder)).toEqual(FILES);
  expect(out).toMatch(/^ {2}database +postgresql +the settings say so \(shop\/settings\.py:15\)$/m);
  expect(out).toContain('wrote Dockerfile\n');
  expect(statSync(join(folder, 'entrypoint.sh')).mode & 0o777).toBe(0o755);
  expect(statSync(join(folder, 'Dockerfile')).mode & 0o777).toBe(0o644);
  expect((await check(folder)).report.summary).toMatchObject({ error: 0, warning: 0, info: 0, hint: 0 });
});

test('a dry run prints what would be written, and writes nothing', async () => {
  const folder = temporaryFolder(STOCK);
  const { code, out } = await cli(folder, ['new', '--dry-run']);
  expect({ code, written: written(folder) }).toEqual({ code: 0, written: [] });
  await cli(folder, ['new']);
  for (const name of FILES) expect(out).toContain(`==> ${name} <==\n${read(folder, name)}\n`);
});

test('what is chosen counts before what is detected', async () => {
  const folder = temporaryFolder(STOCK);
  const { out } = await cli(folder, [
    'new',
    '--database',
    'mysql',
    '--server',
    'uvicorn',
    '--celery',
    '--python',
    '3.13',
    '--dev',
  ]);
  expect(out).toMatch(/^ {2}database +mysql +as you said$/m);
  expect(read(folder, 'Dockerfile')).toContain('FROM python:3.13-slim-trixie AS base');
  expect(read(folder, 'Dockerfile')).toContain('CMD ["uvicorn", "shop.asgi:application"');
  expect(read(folder, 'compose.yaml')).toContain('  worker:\n');
  expect(existsSync(join(folder, 'compose.override.yaml'))).toBe(true);
  expect(out).toContain('What the project itself still needs:\n  - uvicorn is not in requirements.txt');
});

describe('files that are there', () => {
  test('are named, and nothing is written', async () => {
    const folder = temporaryFolder({ ...STOCK, Dockerfile: 'FROM scratch\n', 'compose.yaml': '' });
    const { code, complaints } = await cli(folder, ['new']);
    expect(code).toBe(2);
    expect(complaints[0]).toContain('Dockerfile, compose.yaml: already there, nothing was written');
    expect(read(folder, 'Dockerfile')).toBe('FROM scratch\n');
    expect(written(folder)).toEqual(['Dockerfile', 'compose.yaml']);
  });

  test('are replaced where that is asked for', async () => {
    const folder = temporaryFolder({ ...STOCK, Dockerfile: 'FROM scratch\n' });
    expect((await cli(folder, ['new', '--force'])).code).toBe(0);
    expect(read(folder, 'Dockerfile')).toContain('AS final');
  });

  test('count as there when they are links that lead nowhere', async () => {
    const folder = temporaryFolder(STOCK);
    symlinkSync('/nowhere', join(folder, 'Dockerfile'));
    expect((await cli(folder, ['new'])).code).toBe(2);
  });
});

test('the files lie where the requirements do, whatever folder was named', async () => {
  const folder = temporaryFolder({
    ...stockProject(
      { manager: 'uv', database: 'sqlite', server: 'gunicorn', static: 'none', celery: false, redis: false },
      'src',
    ),
    'README.md': '',
  });
  expect((await cli(folder, ['new', 'src'])).code).toBe(0);
  expect(written(folder)).toEqual(FILES);
  expect(read(folder, 'Dockerfile')).toContain('WORKDIR /app/src');
});

test('of several projects the nearest is taken', async () => {
  const blog = Object.fromEntries(Object.entries(STOCK).map(([path, text]) => [`blog/${path}`, text]));
  const shop = Object.fromEntries(Object.entries(STOCK).map(([path, text]) => [`shop/${path}`, text]));
  const folder = temporaryFolder({ ...blog, ...shop });
  expect((await cli(folder, ['new', 'shop'])).code).toBe(0);
  expect(written(join(folder, 'shop'))).toEqual(FILES);
  expect(written(join(folder, 'blog'))).toEqual([]);
});

describe('without manage.py', () => {
  test('it is said, and how to name the project', async () => {
    const { code, complaints } = await cli(temporaryFolder({ 'a.txt': '' }), ['new']);
    expect(code).toBe(2);
    expect(complaints[0]).toContain('no manage.py found; name the project with --package NAME and --settings MODULE');
  });

  test('a named project gets its files', async () => {
    const folder = temporaryFolder({ 'requirements.txt': 'django==5.2.8\n' });
    expect((await cli(folder, ['new', '--package', 'shop', '--settings', 'shop.settings.prod'])).code).toBe(0);
    const text = read(folder, 'Dockerfile');
    expect(text).toContain('"gunicorn", "shop.wsgi:application"');
    expect(text).toContain('DJANGO_SETTINGS_MODULE=shop.settings.prod');
  });
});

// Root may write anywhere.
test.skipIf(process.getuid?.() === 0)('a folder that nobody may write to stays as it is', async () => {
  const folder = temporaryFolder(STOCK);
  chmodSync(folder, 0o555);
  const { code, complaints } = await cli(folder, ['new']);
  chmodSync(folder, 0o755);
  expect(code).toBe(2);
  expect(complaints[0]).toContain('nothing was written');
  expect(written(folder)).toEqual([]);
});

test('a folder in the place of a file leaves nothing half done', async () => {
  const folder = temporaryFolder({ ...STOCK, 'compose.yaml/x': '' });
  const before = readdirSync(folder).sort();
  const { code, complaints } = await cli(folder, ['new', '--force']);
  expect(code).toBe(2);
  expect(complaints[0]).toContain('nothing was written');
  expect(readdirSync(folder).sort()).toEqual(before);
});

test.each([
  ['an unknown manager', ['--manager', 'conda'], '--manager conda: expected one of pip, uv'],
  ['a Python that is no minor', ['--python', '3'], '--python 3: expected a minor such as 3.14'],
  ['yes and no', ['--celery', '--no-celery'], '--celery and --no-celery exclude each other'],
  ['half a project', ['--package', 'shop'], '--package and --settings belong together'],
  ['two folders', ['.', 'b'], 'new takes one folder: b'],
])('%s is a mistake', async (_, args, message) => {
  const folder = temporaryFolder(STOCK);
  const { code, complaints } = await cli(folder, ['new', ...args]);
  expect(code).toBe(2);
  expect(complaints[0]).toContain(message);
  expect(written(folder)).toEqual([]);
});

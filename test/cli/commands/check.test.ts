import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { check, cli, FAULTY, FRONT_END } from '../run-cli.ts';

const SEVERITIES = ['error', 'warning', 'info', 'hint'];

describe('the JSON report', () => {
  test('has the shape of the contract', async () => {
    const folder = temporaryFolder({ Dockerfile: FAULTY, 'web/Dockerfile': FRONT_END });
    const { code, report } = await check(folder);
    expect(code).toBe(1);
    expect(Object.keys(report)).toEqual(['version', 'files', 'summary']);
    expect(report.version).toBe(1);
    expect(report.files.map((file) => Object.keys(file))).toEqual([
      ['path', 'findings'],
      ['path', 'findings'],
    ]);
    const findings = report.files.flatMap((file) => file.findings);
    for (const finding of findings) {
      expect(finding).toEqual({
        rule: expect.stringMatching(/^[a-z-]+$/),
        severity: expect.stringMatching(/^(?:error|warning|info|hint)$/),
        message: expect.stringMatching(/^.+$/),
        range: {
          start: { line: expect.any(Number), column: expect.any(Number) },
          end: { line: expect.any(Number), column: expect.any(Number) },
        },
        fixes: expect.any(Array),
      });
      for (const fix of finding.fixes) {
        expect(fix).toEqual({ title: expect.any(String), safety: expect.stringMatching(/^(?:safe|review)$/) });
      }
    }
    const counts = SEVERITIES.map((severity) => [
      severity,
      findings.filter((each) => each.severity === severity).length,
    ]);
    expect(report.summary).toEqual({ files: 2, ...Object.fromEntries(counts) });
  });

  test('counts lines and columns from 1, in UTF-16 units, with an exclusive end', async () => {
    const text = 'FROM python:3.13-slim-trixie\nENV A="😀ü"\nCMD python -u manage.py process_tasks\n';
    const { report } = await check(temporaryFolder({ Dockerfile: text }));
    const finding = report.files[0]?.findings.find(({ rule }) => rule === 'shell-form-command');
    expect(finding?.range).toEqual({ start: { line: 3, column: 1 }, end: { line: 3, column: 4 } });
  });

  test('counts columns as an editor shows them: no BOM, and CRLF is one line end', async () => {
    const ranges = async (content: string) => {
      const { report } = await check(temporaryFolder({ Dockerfile: content }));
      return report.files[0]?.findings.map(({ rule, range }) => [rule, range]);
    };
    const plain = await ranges(FAULTY);
    expect(plain?.length).toBeGreaterThan(0);
    expect(await ranges(`\uFEFF${FAULTY}`)).toEqual(plain);
    expect(await ranges(FAULTY.replaceAll('\n', '\r\n'))).toEqual(plain);
  });

  test('UTF-16 files count as well', async () => {
    const bytes = Buffer.from(`\uFEFF${FAULTY}`, 'utf16le');
    const { rules } = await check(temporaryFolder({ Dockerfile: bytes }));
    expect(rules('Dockerfile')).toContain('shell-form-command');
  });

  test('sorts files by path and findings by position', async () => {
    const folder = temporaryFolder({ 'b/Dockerfile': FAULTY, 'B.Dockerfile': FAULTY, 'a.Dockerfile': FAULTY });
    const { paths, report } = await check(folder, ['b', '.', 'a.Dockerfile']);
    expect(paths).toEqual(['B.Dockerfile', 'a.Dockerfile', 'b/Dockerfile']);
    for (const { findings } of report.files) {
      const places = findings.map(({ range }) => range.start.line * 1000 + range.start.column);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
  });
});

describe('paths', () => {
  test('are relative to the working folder', async () => {
    const folder = temporaryFolder({ 'a/Dockerfile': FAULTY, 'b/Dockerfile': FAULTY });
    expect((await check(folder, [join(folder, 'a/Dockerfile'), './b'])).paths).toEqual([
      'a/Dockerfile',
      'b/Dockerfile',
    ]);
    expect((await check(join(folder, 'a'), ['../b', '.'])).paths).toEqual(['../b/Dockerfile', 'Dockerfile']);
  });

  test('count once, however often they are given', async () => {
    const folder = temporaryFolder({ Dockerfile: FAULTY });
    const { paths } = await check(folder, ['Dockerfile', './Dockerfile', '.', join(folder, 'Dockerfile')]);
    expect(paths).toEqual(['Dockerfile']);
  });

  test('list every analysed file, also without findings', async () => {
    const { code, paths, report } = await check(temporaryFolder({ Dockerfile: FRONT_END }));
    expect([code, paths]).toEqual([0, ['Dockerfile']]);
    expect(report.summary).toEqual({ files: 1, error: 0, warning: 0, info: 0, hint: 0 });
  });

  test('a folder without a Dockerfile is said, and no failure', async () => {
    const { code, paths, complaints } = await check(temporaryFolder());
    expect([code, paths, complaints]).toEqual([0, [], ['.: no Dockerfile found']]);
  });
});

describe('a folder is searched', () => {
  test('leaving out what nobody means', async () => {
    const folder = temporaryFolder({
      Dockerfile: FAULTY,
      'Dockerfile.j2': FAULTY,
      '.gitignore': 'out/\n',
      'out/Dockerfile': FAULTY,
      'node_modules/a/Dockerfile': FAULTY,
      '.git/Dockerfile': FAULTY,
      'venv/pyvenv.cfg': '',
      'venv/Dockerfile': FAULTY,
    });
    expect((await check(folder)).paths).toEqual(['Dockerfile']);
    expect((await check(folder, ['out', 'venv'])).paths).toEqual(['out/Dockerfile', 'venv/Dockerfile']);
  });

  test('leaving out what the configuration excludes; a file that is named is checked', async () => {
    const folder = temporaryFolder({
      'django-dockerfile.toml': 'exclude = ["legacy/**"]\n',
      Dockerfile: FAULTY,
      'legacy/Dockerfile': FAULTY,
    });
    expect((await check(folder)).paths).toEqual(['Dockerfile']);
    expect((await check(folder, ['legacy'])).paths).toEqual([]);
    expect((await check(folder, ['legacy/Dockerfile'])).paths).toEqual(['legacy/Dockerfile']);
  });

  test('rules of the repository above count', async () => {
    const folder = temporaryFolder({
      '.git/HEAD': '',
      '.gitignore': 'out/\n',
      'a/out/Dockerfile': '',
      'a/Dockerfile': '',
    });
    expect((await check(join(folder, 'a'))).paths).toEqual(['Dockerfile']);
  });

  test('a folder behind a link that was named', async () => {
    const folder = temporaryFolder({ 'real/a/Dockerfile': FAULTY, 'here/x': '' });
    symlinkSync(join(folder, 'real'), join(folder, 'here/link'));
    expect((await check(join(folder, 'here'), ['link'])).paths).toEqual(['link/a/Dockerfile']);
  });
});

describe('what cannot be read is exit 2 and one line, and the others are checked', () => {
  test.each([
    ['gone/Dockerfile', 'gone/Dockerfile: no such file or folder'],
    ['compose.yaml', 'compose.yaml: it is a compose file, and only Dockerfiles are analysed'],
    ['.dockerignore', '.dockerignore: it is a .dockerignore file, and only Dockerfiles are analysed'],
    ['Dockerfile.j2', 'Dockerfile.j2: it is no Dockerfile'],
  ])('%s', async (path, complaint) => {
    const folder = temporaryFolder({
      Dockerfile: FAULTY,
      'compose.yaml': '',
      '.dockerignore': '',
      'Dockerfile.j2': '',
    });
    const { code, paths, complaints } = await check(folder, [path, 'Dockerfile']);
    expect({ code, paths, complaints }).toEqual({ code: 2, paths: ['Dockerfile'], complaints: [complaint] });
  });

  test('a file of any other name is a Dockerfile when it is named', async () => {
    const { rules } = await check(temporaryFolder({ 'build/web.docker': FAULTY }), ['build/web.docker']);
    expect(rules('build/web.docker')).toContain('shell-form-command');
  });
});

describe('what is no text to analyse is passed over, with one line', () => {
  test.each([
    ['binary', Uint8Array.from([0x46, 0, 0x52])],
    ['larger than 1 MB', 'RUN true\n'.repeat(150_000)],
    ['far larger than 1 MB', new Uint8Array(4_000_000).fill(0x20)],
    ['longer than 64 KB', `RUN ${'x'.repeat(70_000)}\n`],
  ])('%s', async (_, content) => {
    const { code, report, complaints } = await check(temporaryFolder({ Dockerfile: content }));
    expect(code).toBe(0);
    expect(report.files).toEqual([{ path: 'Dockerfile', skipped: expect.any(String), findings: [] }]);
    expect(complaints).toEqual([`Dockerfile: not analysed: ${report.files[0]?.skipped}`]);
  });

  test('an empty or half-typed file has no findings or some, and never more', async () => {
    const folder = temporaryFolder({
      Dockerfile: '',
      'Dockerfile.a': 'FR',
      'Dockerfile.b': 'FROM python:3.13\nRUN <<EOF\n',
    });
    const { code, paths } = await check(folder, ['--fail-on', 'never']);
    expect([code, paths]).toEqual([0, ['Dockerfile', 'Dockerfile.a', 'Dockerfile.b']]);
  });
});

describe('--fail-on', () => {
  // Only shell-form-command, at a level of choice.
  const at = (level: string) =>
    temporaryFolder({
      Dockerfile: 'FROM python:3.13-slim-trixie\nUSER 1000\nCMD python -u manage.py process_tasks\n',
      'django-dockerfile.toml': `[rules]\nshell-form-command = "${level}"\nruns-as-root = "off"\n`,
    });

  test.each([
    ['error', [], 1],
    ['warning', [], 1],
    ['info', [], 0],
    ['hint', [], 0],
    ['hint', ['--fail-on', 'hint'], 1],
    ['info', ['--fail-on', 'info'], 1],
    ['warning', ['--fail-on', 'error'], 0],
    ['error', ['--fail-on', 'never'], 0],
  ])('%s with %j', async (level, args, code) => {
    const { code: ended, report } = await check(at(level), args);
    expect(report.summary[level]).toBe(1);
    expect(ended).toBe(code);
  });
});

describe('configuration', () => {
  test('turns rules off and changes levels, in each file', async () => {
    const off = 'shell-form-command = "off"\n';
    for (const files of [
      { 'django-dockerfile.toml': `[rules]\n${off}` },
      { 'pyproject.toml': `[tool.django-dockerfile.rules]\n${off}` },
    ]) {
      const { rules } = await check(temporaryFolder({ Dockerfile: FAULTY, ...files }));
      expect(rules('Dockerfile')).not.toContain('shell-form-command');
      expect(rules('Dockerfile')).toContain('runs-as-root');
    }
  });

  test('what it says wrong is exit 2 and one line with its place, once', async () => {
    const folder = temporaryFolder({
      Dockerfile: FAULTY,
      'Dockerfile.b': FAULTY,
      'pyproject.toml': '[tool.django-dockerfile.rules]\nruns-as-rot = "off"\n',
    });
    const { code, paths, complaints } = await check(folder);
    expect({ code, paths, complaints }).toEqual({
      code: 2,
      paths: ['Dockerfile', 'Dockerfile.b'],
      complaints: ['pyproject.toml:2:1: Unknown rule "runs-as-rot"; did you mean "runs-as-root"?'],
    });
  });

  test('--config takes the place of every other', async () => {
    const folder = temporaryFolder({
      'a/Dockerfile': FAULTY,
      'a/old/Dockerfile': FAULTY,
      'a/django-dockerfile.toml': '[rules]\nruns-as-root = "off"\n',
      'ci.toml': 'exclude = ["a/old"]\n[rules]\nshell-form-command = "off"\n',
    });
    const { paths, rules } = await check(folder, ['--config', 'ci.toml']);
    expect(paths).toEqual(['a/Dockerfile']);
    expect(rules('a/Dockerfile')).toContain('runs-as-root');
    expect(rules('a/Dockerfile')).not.toContain('shell-form-command');
  });

  test('--config with problems says them', async () => {
    const folder = temporaryFolder({ Dockerfile: FRONT_END, 'ci.toml': '\nwrong = 1\n' });
    const { code, complaints } = await check(folder, ['--config', 'ci.toml']);
    expect([code, complaints]).toEqual([2, ['ci.toml:2:1: Unknown key "wrong"']]);
  });
});

describe('which Dockerfiles are judged', () => {
  test('--detect always and the file’s detect judge every one', async () => {
    const text = 'FROM node:24\nCMD node server.js\n';
    expect((await check(temporaryFolder({ Dockerfile: text }))).rules('Dockerfile')).toEqual([]);
    const always = temporaryFolder({ Dockerfile: text, 'django-dockerfile.toml': 'detect = "always"' });
    expect((await check(always)).rules('Dockerfile')).not.toEqual([]);
    expect((await check(always, ['--detect', 'auto'])).rules('Dockerfile')).toEqual([]);
    expect(
      (await check(temporaryFolder({ Dockerfile: text }), ['--detect', 'always'])).rules('Dockerfile'),
    ).not.toEqual([]);
  });

  test('the project around a Dockerfile counts, and --project names another', async () => {
    const folder = temporaryFolder({
      'docker/Dockerfile': 'FROM python:3.13-slim-trixie\nCMD gunicorn app:app\n',
      'flask/requirements.txt': 'flask\n',
      'django/manage.py': '',
    });
    const rulesFor = async (project: string) =>
      (await check(folder, ['docker/Dockerfile', '--project', project])).rules('docker/Dockerfile');
    expect(await rulesFor('flask')).toEqual([]);
    expect(await rulesFor('django')).toContain('shell-form-command');
  });
});

describe('standard input', () => {
  test('is one file of the name given', async () => {
    const folder = temporaryFolder({ 'a/django-dockerfile.toml': '[rules]\nruns-as-root = "off"\n' });
    const { code, paths, rules } = await check(folder, ['--stdin-filename', './a/Dockerfile', '-'], FAULTY);
    expect([code, paths]).toEqual([1, ['a/Dockerfile']]);
    expect(rules('a/Dockerfile')).toContain('shell-form-command');
    expect(rules('a/Dockerfile')).not.toContain('runs-as-root');
  });

  test('the folder need not exist', async () => {
    expect((await check(temporaryFolder(), ['-', '--stdin-filename', 'x/y/Dockerfile'], FAULTY)).paths).toEqual([
      'x/y/Dockerfile',
    ]);
  });
});

test('the text report shows each finding with its place, its line and its fix', async () => {
  const { out } = await cli(temporaryFolder({ Dockerfile: FAULTY, 'web.Dockerfile': FRONT_END }), ['check']);
  expect(out).toMatch(/^Dockerfile:2:1 {2}warning {2}shell-form-command {2}.+$/m);
  expect(out).toContain('\n  2 | CMD python -u manage.py process_tasks\n    | ^^^\n    = fix (safe): ');
  expect(out).toMatch(/^web\.Dockerfile {2}not checked: .+$/m);
  expect(out).toMatch(/\n2 files: .+\n$/);
});

import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { check, cli, FAULTY, FRONT_END } from '../run-cli.ts';

const FIXED = 'FROM python:3.13-slim-trixie\nCMD ["python", "-u", "manage.py", "process_tasks"]\n';

/** Runs `fix` on one Dockerfile and gives its bytes afterwards. */
async function fix(content: string | Uint8Array, ...args: string[]) {
  const folder = temporaryFolder({ Dockerfile: content });
  const outcome = await cli(folder, ['fix', '--fail-on', 'never', ...args]);
  return { ...outcome, folder, bytes: readFileSync(join(folder, 'Dockerfile')) };
}

const fixedText = async (content: string | Uint8Array, ...args: string[]) =>
  (await fix(content, ...args)).bytes.toString();

describe('applies', () => {
  test('safe fixes, until none is left', async () => {
    const { folder, out, bytes } = await fix(FAULTY);
    expect(bytes.toString()).toBe(FIXED);
    expect(out).toMatch(/^Dockerfile {2}1 fix\n {2}shell-form-command {2}.+\n/);
    const { report } = await check(folder);
    const fixes = report.files.flatMap(({ findings }) => findings.flatMap((finding) => finding.fixes));
    expect(fixes.filter(({ safety }) => safety === 'safe')).toEqual([]);
    expect(fixes).not.toEqual([]);
  });

  test('review fixes only when asked to', async () => {
    expect(await fixedText(FAULTY)).not.toContain('USER');
    expect(await fixedText(FAULTY, '--review')).toContain('USER');
  });

  test('those of the rules that are named', async () => {
    expect(await fixedText(FAULTY, '--rule', 'pip-cache-left')).toBe(FAULTY);
    expect(await fixedText(FAULTY, '--rule', 'pip-cache-left', '--rule', 'shell-form-command')).toBe(FIXED);
  });
});

describe('keeps', () => {
  test('line ends, BOM and encoding', async () => {
    const crlf = (text: string) => text.replaceAll('\n', '\r\n');
    expect(await fixedText(crlf(FAULTY))).toBe(crlf(FIXED));
    expect(await fixedText(`\uFEFF${FAULTY}`)).toBe(`\uFEFF${FIXED}`);
    const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
    expect((await fix(utf16(FAULTY))).bytes).toEqual(utf16(FIXED));
  });

  test('a missing last line end', async () => {
    expect(await fixedText(FAULTY.trimEnd())).toBe(FIXED.trimEnd());
  });

  test('the mode, and no temporary file', async () => {
    const folder = temporaryFolder({ Dockerfile: FAULTY });
    chmodSync(join(folder, 'Dockerfile'), 0o640);
    await cli(folder, ['fix']);
    expect(statSync(join(folder, 'Dockerfile')).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['Dockerfile']);
  });

  test('a file without anything to fix untouched', async () => {
    const folder = temporaryFolder({ Dockerfile: FRONT_END });
    const before = statSync(join(folder, 'Dockerfile'), { bigint: true });
    const { code } = await cli(folder, ['fix']);
    const after = statSync(join(folder, 'Dockerfile'), { bigint: true });
    expect(code).toBe(0);
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
  });

  test('a link a link', async () => {
    const folder = temporaryFolder({ 'real/Dockerfile': FAULTY });
    symlinkSync('real/Dockerfile', join(folder, 'Dockerfile'));
    await cli(folder, ['fix', 'Dockerfile']);
    expect(lstatSync(join(folder, 'Dockerfile')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'real/Dockerfile'), 'utf8')).toBe(FIXED);
  });

  test('bytes that are no UTF-8, by changing nothing', async () => {
    const bytes = Buffer.concat([Buffer.from('# caf'), Buffer.from([0xe9]), Buffer.from(`\n${FAULTY}`)]);
    const { code, complaints, bytes: after } = await fix(bytes);
    expect(code).toBe(2);
    expect(complaints).toEqual(['Dockerfile: not changed: some of its bytes are no UTF-8, and would be lost']);
    expect(after).toEqual(bytes);
  });
});

describe('--diff', () => {
  test('prints what would change, and changes nothing', async () => {
    const { out, bytes } = await fix(FAULTY, '--diff');
    expect(bytes.toString()).toBe(FAULTY);
    expect(out).toBe(`--- a/Dockerfile
+++ b/Dockerfile
@@ -1,2 +1,2 @@
 FROM python:3.13-slim-trixie
-CMD python -u manage.py process_tasks
+CMD ["python", "-u", "manage.py", "process_tasks"]
`);
  });

  test('prints nothing where nothing would change', async () => {
    expect((await fix(FRONT_END, '--diff')).out).toBe('');
  });
});

describe('ends', () => {
  const only = '[rules]\nruns-as-root = "off"\n';

  test('with 0 when nothing at or above --fail-on remains', async () => {
    const folder = temporaryFolder({ Dockerfile: FAULTY, 'django-dockerfile.toml': only });
    expect((await cli(folder, ['fix', '--diff'])).code).toBe(0);
    expect((await cli(folder, ['fix'])).code).toBe(0);
  });

  test('with 1 when something does', async () => {
    const folder = temporaryFolder({ Dockerfile: FAULTY });
    const { code, out } = await cli(folder, ['fix', '--fail-on', 'info']);
    expect(code).toBe(1);
    expect(out).toMatch(/^Dockerfile:\d+:\d+ .+ runs-as-root/m);
  });

  test('with 2 when a file could not be read, and the others are fixed', async () => {
    const folder = temporaryFolder({ Dockerfile: FAULTY });
    const { code, complaints } = await cli(folder, ['fix', 'gone', 'Dockerfile']);
    expect([code, complaints]).toEqual([2, ['gone: no such file or folder']]);
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe(FIXED);
  });
});

test('what is not analysed is passed over', async () => {
  const bytes = Uint8Array.from([0x46, 0, 0x52]);
  const { code, complaints, bytes: after } = await fix(bytes);
  expect([code, complaints]).toEqual([0, ['Dockerfile: not analysed: it is a binary file']]);
  expect(new Uint8Array(after)).toEqual(bytes);
});

import { expect, test } from 'vitest';
import { differences, inventory } from '../../../scripts/images/cases/inventory.ts';
import { readConfig } from '../../../scripts/images/engine/config.ts';
import type { Image } from '../../../scripts/images/engine/types.ts';

const SUM = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** An image whose `find` and `sha256sum` print this. */
const imageWith = (list: string, sums: string): Image => ({
  config: readConfig({}),
  size: 0,
  run: async ([, , command = '']) => ({ code: 0, stdout: command.includes('sha256sum') ? sums : list, stderr: '' }),
  start: () => Promise.reject(new Error('is not started')),
});

test('an inventory has the kind, mode, owner and content of every path', async () => {
  const list = 'd 755 0:0 \t/app\nf 644 0:0 \t/app/manage.py\nl 777 0:0 python3\t/usr/local/bin/python\n';
  const found = await inventory(imageWith(list, `${SUM}  /app/manage.py\n`));
  expect(Object.fromEntries(found)).toEqual({
    '/app': 'd 755 0:0',
    '/app/manage.py': 'f 644 0:0  e3b0c44298fc',
    '/usr/local/bin/python': 'l 777 0:0 python3',
  });
});

test('what is other on every build is compared without its content', async () => {
  const list = 'f 644 0:0 \t/var/log/dpkg.log\nf 644 0:0 \t/app/a.pyc\n';
  const found = await inventory(imageWith(list, `${SUM}  /var/log/dpkg.log\n${SUM}  /app/a.pyc\n`));
  expect([...found.values()]).toEqual(['f 644 0:0 ', 'f 644 0:0 ']);
});

test('differences are told path by path, but for those that may be', () => {
  const before = new Map([
    ['/app', 'd 755 0:0'],
    ['/root/.cache', 'd 755 0:0'],
    ['/root/.cache/pip', 'd 755 0:0'],
    ['/root/.cached', 'd 755 0:0'],
  ]);
  const after = new Map([['/app', 'd 755 10001:10001']]);
  expect(differences(before, after, ['/root/.cache'])).toEqual([
    '/app: d 755 0:0 → d 755 10001:10001',
    '/root/.cached: d 755 0:0 → not there',
  ]);
});

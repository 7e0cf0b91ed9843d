import { describe, expect, test } from 'vitest';
import { accountOf } from '../../../scripts/images/engine/buildah/accounts.ts';

const PASSWD = 'root:x:0:0:root:/root:/bin/bash\napp:x:10001:10001::/home/app:/usr/sbin/nologin\n';
const GROUP = 'root:x:0:\nwww-data:x:33:\napp:x:10001:\n';
const account = (user: string) => accountOf(user, PASSWD, GROUP);

describe('the user of a container', () => {
  test('is root unless an image says otherwise', () => {
    expect(account('')).toEqual({ uid: 0, gid: 0, home: '/root' });
  });

  test('is looked up by name or by number', () => {
    const app = { uid: 10001, gid: 10001, home: '/home/app' };
    expect(account('app')).toEqual(app);
    expect(account('10001')).toEqual(app);
  });

  test('may be a number that nobody has, then in the group of root', () => {
    expect(account('4711')).toEqual({ uid: 4711, gid: 0, home: '/' });
  });

  test('may have another group', () => {
    expect(account('app:www-data')?.gid).toBe(33);
    expect(account('4711:4712')?.gid).toBe(4712);
  });

  test('must be there', () => {
    expect(account('nobody-here')).toBeUndefined();
    expect(account('app:nobody-here')).toBeUndefined();
  });
});

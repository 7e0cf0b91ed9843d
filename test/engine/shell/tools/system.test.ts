import { describe, expect, test } from 'vitest';
import { toolOf, values } from '../support.ts';

describe('users and groups', () => {
  test.each([
    [
      'useradd --create-home --uid 10001 --shell /usr/sbin/nologin app',
      { account: 'app', uid: '10001', createHome: true, shell: '/usr/sbin/nologin', system: false, group: false },
    ],
    [
      'useradd -rmu 10001 -g app -s /bin/false app',
      { account: 'app', uid: '10001', gid: 'app', createHome: true, system: true },
    ],
    ['useradd -ms /bin/bash app', { account: 'app', createHome: true, shell: '/bin/bash' }],
    ['useradd -M -r -G a,b -d /app -c "App user" app', { account: 'app', createHome: false, system: true }],
    ['useradd -u $UID app', { account: 'app', uid: undefined, createHome: undefined }],
    ['groupadd -r -g 10001 app', { account: 'app', group: true, gid: '10001', system: true }],
    ['groupadd --gid=10001 app', { account: 'app', group: true, gid: '10001', system: false }],
    ['adduser --disabled-password --gecos "" app', { account: 'app', group: false, system: false }],
    [
      'adduser --system --group --no-create-home app',
      { account: 'app', group: false, system: true, createHome: false },
    ],
    ['adduser --system --uid 10001 --ingroup app --home /app app', { account: 'app', uid: '10001', gid: 'app' }],
    ['adduser --group app', { account: 'app', group: true }],
    ['adduser -D -u 1000 app', { account: 'app', uid: '1000', createHome: undefined }],
    [
      'adduser -DHu 1000 -G www -s /bin/sh -h /app -g "App user" app',
      { account: 'app', uid: '1000', gid: 'www', createHome: false, shell: '/bin/sh' },
    ],
    ['adduser -S -G app app', { account: 'app', gid: 'app', system: true }],
    ['adduser -r -m -g 1000 app', { account: 'app', gid: '1000', createHome: true }],
    ['addgroup -S app', { account: 'app', group: true, system: true }],
    ['addgroup --system --gid 10001 app', { account: 'app', group: true, gid: '10001', system: true }],
    ['addgroup -g 1000 -S app', { account: 'app', group: true, gid: '1000' }],
  ])('%s', (text, { account, ...expected }) => {
    const found = toolOf('user', text);
    expect(found.account?.literal).toBe(account);
    expect(found.joins).toBeUndefined();
    expect(found).toMatchObject(expected);
  });

  test.each(['adduser app www-data', 'addgroup app www-data', 'adduser --quiet app www-data'])(
    '%s adds a member',
    (text) => {
      expect(toolOf('user', text)).toMatchObject({
        account: undefined,
        joins: { account: { literal: 'app' }, group: { literal: 'www-data' } },
      });
    },
  );
});

describe('downloads', () => {
  test.each([
    ['curl -fsSL https://x', 'curl', ['https://x']],
    ['curl -fsSLo /tmp/x https://x', 'curl', ['https://x']],
    ['curl -L --retry 3 -H "A: b" --output=/x https://x https://y', 'curl', ['https://x', 'https://y']],
    ['curl --proto "=https" --tlsv1.2 -sSf https://x', 'curl', ['https://x']],
    ['curl --url https://x -m 5', 'curl', ['https://x']],
    ['curl -X POST -d @f "$URL"', 'curl', ['«"$URL"»']],
    ['wget -qO- https://x', 'wget', ['https://x']],
    ['wget -q -O /x --header "A: b" https://x', 'wget', ['https://x']],
    ['wget --no-verbose --tries=1 --spider http://localhost:8000/', 'wget', ['http://localhost:8000/']],
    ['busybox wget -T 5 https://x', 'wget', ['https://x']],
  ])('%s', (text, front, urls) => {
    const found = toolOf('download', text);
    expect(found.front).toBe(front);
    expect(values(found.urls)).toEqual(urls);
  });
});

describe('files', () => {
  test.each([
    ['chown -R app:app /app /data', 'app:app', ['/app', '/data'], true],
    ['chown --recursive --from=root $U /app', '«$U»', ['/app'], true],
    ['chown --reference=/x /app', undefined, ['/app'], false],
    ['chgrp -R 0 /app', '0', ['/app'], true],
    ['chmod +x /entrypoint.sh', '+x', ['/entrypoint.sh'], false],
    ['chmod -R 755 /app', '755', ['/app'], true],
    ['chmod -x /a', '-x', ['/a'], false],
    ['chmod -R -w /a', '-w', ['/a'], true],
    ['rm -rf /var/lib/apt/lists/* /tmp/x', undefined, ['«/var/lib/apt/lists/*»', '/tmp/x'], true],
    ['rm -fr -- -x', undefined, ['-x'], true],
    ['rm /x', undefined, ['/x'], false],
    ['mkdir -p -m 0755 /a /b', undefined, ['/a', '/b'], false],
    ['install -d -o app -g app -m 0755 /app/media', undefined, ['/app/media'], false],
    ['cp -a /a /b', undefined, ['/a', '/b'], true],
    ['cp -r /a /b', undefined, ['/a', '/b'], true],
    ['mv -t /dir /a', undefined, ['/a'], false],
    ['ln -sf /a /b', undefined, ['/a', '/b'], false],
    ['touch -d yesterday /a', undefined, ['/a'], false],
    ["sed -i 's/\\r$//g' /entrypoint /start", undefined, ['/entrypoint', '/start'], false],
    ["sed -i.bak -e 's/a/b/' /f", undefined, ['/f'], false],
  ])('%s', (text, setting, paths, recursive) => {
    const found = toolOf('files', text);
    expect(found.setting && values([found.setting])[0]).toBe(setting);
    expect(values(found.paths)).toEqual(paths);
    expect(found.recursive).toBe(recursive);
  });
});

describe('shell state', () => {
  test.each([
    ['cd /app', 'cd', ['/app']],
    ['export A=1 B', 'export', ['A=1', 'B']],
    ['. venv/bin/activate', '.', ['venv/bin/activate']],
    ['source venv/bin/activate', 'source', ['venv/bin/activate']],
    ['umask 022', 'umask', ['022']],
    ['exit 1', 'exit', ['1']],
    ["trap 'x' EXIT", 'trap', ['x', 'EXIT']],
    ['unset A', 'unset', ['A']],
    ['set ex', 'set', ['ex']],
  ])('%s', (text, front, args) => {
    const found = toolOf('state', text);
    expect(found.front).toBe(front);
    expect(values(found.args)).toEqual(args);
  });

  test('the letters of set stand apart', () => {
    const { options } = toolOf('state', 'set -euxo pipefail');
    expect(options.map(({ name, literal }) => (literal === undefined ? name : `${name} ${literal}`))).toEqual([
      '-e',
      '-u',
      '-x',
      '-o pipefail',
    ]);
  });
});

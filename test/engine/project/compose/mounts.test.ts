import { expect, test } from 'vitest';
import { serviceOf, shown } from './support.ts';

test.each([
  ['8000', [8000, undefined, 'tcp']],
  ['"80:8000"', [8000, 80, 'tcp']],
  ['127.0.0.1:80:8000', [8000, 80, 'tcp']],
  ['"[::1]:80:8000"', [8000, 80, 'tcp']],
  ['127.0.0.1::8000', [8000, undefined, 'tcp']],
  ['"53:53/UDP"', [53, 53, 'udp']],
  ['"${PORT:-80}:8000"', [8000, 80, 'tcp']],
  ['"${PORT}:8000"', ['?', '?', 'tcp']],
  ['"8000-8010:8000-8010"', ['?', '?', 'tcp']],
  ['"a:b:c:d:e"', ['?', undefined, 'tcp']],
  ['{target: 8000, published: "80", protocol: TCP}', [8000, 80, 'tcp']],
  ['{target: 8000}', [8000, undefined, 'tcp']],
])('the port %s', (item, expected) => {
  const [port] = serviceOf(`ports:\n  - ${item}`).ports;
  expect([shown(port?.container), shown(port?.host), port?.protocol]).toEqual(expected);
});

test.each([
  ['data:/var/lib/data', ['volume', 'data', '/var/lib/data']],
  ['.:/app:z', ['bind', '.', '/app']],
  ['./a:/app/a:ro', ['bind', './a', '/app/a']],
  ['/srv:/srv', ['bind', '/srv', '/srv']],
  ['~/x:/x', ['bind', '~/x', '/x']],
  ['/app/node_modules', ['volume', undefined, '/app/node_modules']],
  ['"C:\\\\code:/app"', ['bind', 'C:\\code', '/app']],
  ['${DIR:-./a}:/app', ['bind', './a', '/app']],
  ['"${DIR}:/app"', ['other', '?', '?']],
  ['{type: bind, source: ., target: /app}', ['bind', '.', '/app']],
  ['{type: volume, source: data, target: /data, read_only: true}', ['volume', 'data', '/data']],
  ['{type: tmpfs, target: /tmp}', ['tmpfs', undefined, '/tmp']],
])('the volume %s', (item, expected) => {
  const [volume] = serviceOf(`volumes:\n  - ${item}`).volumes;
  expect([volume?.kind, shown(volume?.source), shown(volume?.target)]).toEqual(expected);
});

test.each(['ports: 80', 'ports: [[1], {}, null]', 'volumes: {a: b}', 'volumes: [{}, [x]]'])('%s is nothing', (line) => {
  const { ports, volumes } = serviceOf(`image: x\n${line}`);
  expect([ports, volumes]).toEqual([[], []]);
});

test('configuration lies in a container, at its root when nothing else is said', () => {
  const { volumes } = serviceOf('configs:\n  - site\n  - {source: a, target: /app/a.py}\n  - "$X"\n');
  expect(volumes.map(({ kind, target }) => [kind, shown(target)])).toEqual([
    ['other', '/site'],
    ['other', '/app/a.py'],
    ['other', '?'],
  ]);
});

test.each([
  ['tmpfs: /run', [['tmpfs', undefined, '/run']]],
  [
    'tmpfs: [/run, "/tmp:size=64m,mode=1777"]',
    [
      ['tmpfs', undefined, '/run'],
      ['tmpfs', undefined, '/tmp'],
    ],
  ],
  ['tmpfs: ${DIR}', [['tmpfs', undefined, '?']]],
  ['volumes_from: [data]', [['other', '?', '?']]],
  [
    'volumes: [a:/a]\ntmpfs: /b',
    [
      ['volume', 'a', '/a'],
      ['tmpfs', undefined, '/b'],
    ],
  ],
])('%s lies over the image', (line, expected) => {
  const { volumes } = serviceOf(`image: x\n${line}`);
  expect(volumes.map(({ kind, source, target }) => [kind, shown(source), shown(target)])).toEqual(expected);
});

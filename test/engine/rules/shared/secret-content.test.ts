import { expect, test } from 'vitest';
import { secretFileName } from '../../../../server/src/engine/data/secret-files.ts';
import { factsFor } from '../../../../server/src/engine/project/memory.ts';
import { secretContent } from '../../../../server/src/engine/rules/shared/secret-content.ts';

const SECRET = 'SECRET_KEY=k9!v2#xw8z-q1r7@m4t0_b6n3&h5j(2)\n';

test.each([
  ['.env', SECRET, 'secret'],
  ['.env', 'DEBUG=1\n', 'suspect'],
  ['.env', undefined, 'secret'],
  ['web.env', SECRET, 'secret'],
  ['web.env', 'DEBUG=1\n', 'harmless'],
  ['web.env', undefined, 'harmless'],
  ['id_rsa', '', 'secret'],
  ['a.pem', '-----BEGIN EC PRIVATE KEY-----\n', 'secret'],
  ['a.pem', '-----BEGIN CERTIFICATE-----\n', 'harmless'],
])('%s with %j: %s', (path, text, expected) => {
  const files = { 'manage.py': '', ...(text === undefined ? {} : { [path]: text }) };
  const facts = factsFor({ path: 'Dockerfile', text: `FROM x\nCOPY . .\n` }, files);
  const name = secretFileName(path);
  expect(name && secretContent(path, name, facts)).toBe(expected);
});

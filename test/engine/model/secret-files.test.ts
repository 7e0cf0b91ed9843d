import { expect, test } from 'vitest';
import { secretFilesIn } from '../../../server/src/engine/model/secret-files.ts';
import { lastOf } from './support.ts';

const found = (copy: string): string[] =>
  secretFilesIn(lastOf('copy', `FROM x\nARG KEY=id_rsa\n${copy}\n`)).map(
    ({ path, token }) => `${path} (${token.text})`,
  );

test.each([
  ['COPY .env manage.py ./', ['.env (.env)']],
  ['COPY a/$KEY ./b/.netrc /root/', ['a/id_rsa (a/$KEY)', 'b/.netrc (./b/.netrc)']],
  ['COPY . .', []],
  ['COPY --from=other .env .', []],
  ['COPY <<EOF .env /app/\nA=b\nEOF', []],
])('%s', (copy, expected) => {
  expect(found(copy)).toEqual(expected);
});

test('other instructions copy nothing', () => {
  expect(secretFilesIn(lastOf('run', 'FROM x\nRUN cp .env /app\n'))).toEqual([]);
});

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { failureReason, readFailure, readRegularFile } from '../../server/src/host/read-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const systemError = (code: string): Error => Object.assign(new Error(`${code}: something`), { code });

describe('the reason of a failure', () => {
  test.each([
    [systemError('EACCES'), 'permission denied'],
    [systemError('ELOOP'), 'its links go in a circle'],
    [systemError('EWEIRD'), 'EWEIRD'],
  ])('%s', (error, reason) => {
    expect(failureReason(error)).toBe(reason);
  });

  test('what is not there is missing, the rest refused', () => {
    expect(readFailure(systemError('ENOENT'))).toEqual({ state: 'missing' });
    expect(readFailure(systemError('ENOTDIR'))).toEqual({ state: 'missing' });
    expect(readFailure(systemError('EACCES'))).toMatchObject({ state: 'refused', cause: 'access' });
  });
});

test('reads a file wherever it is', async () => {
  const folder = temporaryFolder({ a: 'x' });
  expect(await readRegularFile(join(folder, 'a'))).toEqual({ state: 'ok', value: Buffer.from('x') });
  expect(await readRegularFile(folder)).toMatchObject({ state: 'refused', why: 'it is a folder' });
});

import { expect, test } from 'vitest';
import { isKnownCommand } from '../../../server/src/engine/data/manage-commands.ts';

test.each(['migrate', 'compilemessages', 'qcluster', 'wait_for_db', 'wait_db', 'waitfor'])(
  '%s collects nothing',
  (action) => {
    expect(isKnownCommand(action)).toBe(true);
  },
);

test.each(['', 'collectstatic', 'deploy', 'prepare', 'await'])('%s may', (action) => {
  expect(isKnownCommand(action)).toBe(false);
});

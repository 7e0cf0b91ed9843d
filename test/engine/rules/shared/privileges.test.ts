import { expect, test } from 'vitest';
import { isRoot, privilegesOf } from '../../../../server/src/engine/rules/shared/privileges.ts';
import { startOf } from './support.ts';

test.each(['', 'root', '0', 'root:root', '0:0', ':5'])('%j is root', (user) => expect(isRoot(user)).toBe(true));
test.each(['app', '1000', 'rooter', '10', 'app:0'])('%j is not', (user) => expect(isRoot(user)).toBe(false));

function privileges(instructions: string, files?: Readonly<Record<string, string>>) {
  const { start, facts } = startOf(`FROM python:3.13\n${instructions}`, files);
  return privilegesOf(start, facts);
}

test.each([
  ['CMD ["gunicorn", "a"]', 'kept'],
  ['CMD ["gosu", "root", "gunicorn", "a"]', 'kept'],
  ['CMD ["su", "-c", "gunicorn a"]', 'kept'],
  ['CMD ["python", "app.py"]', 'kept'],
  ['', 'kept'],
  ['CMD chown app /media && gunicorn a', 'needed'],
  ['CMD nginx && gunicorn a', 'needed'],
  ['CMD ["start"]', 'hidden'],
  ['CMD ["bash", "/start.sh"]', 'hidden'],
  ['CMD ["supervisord"]', 'hidden'],
  ['CMD ["gosu", "app", "gunicorn", "a"]', 'dropped'],
  ['CMD exec gosu "$APP" gunicorn a', 'dropped'],
  ['CMD ["nginx"]', 'dropped'],
  ['ENTRYPOINT ["/init"]', 'dropped'],
  ['CMD ["chroot", "--userspec=app", "/", "gunicorn", "a"]', 'dropped'],
  ['RUN apt-get install -y gosu\nCMD ["start"]', 'dropped'],
  ['RUN apt-get install -y gosu\nCMD ["gunicorn", "a"]', 'kept'],
])('%j: %s', (instructions, expected) => expect(privileges(instructions)).toBe(expected));

const SCRIPT = 'COPY . /app\nWORKDIR /app\nENTRYPOINT ["./start"]';

test.each([
  ['exec "$@"', 'kept'],
  ['exec "$0"', 'kept'],
  ['. ./start', 'kept'],
  ['nc -z db 5432\nexec gunicorn a', 'kept'],
  ['usermod -u 5 app\nexec gunicorn a', 'needed'],
  ['exec ./unread', 'hidden'],
  ['if [', 'hidden'],
  ['if true; then exec su-exec app "$0" "$@"; fi\nexec gunicorn a', 'dropped'],
  ['#!/usr/bin/env python3\nimport os\nos.setuid(5)', 'dropped'],
])('a script with %j: %s', (text, expected) => expect(privileges(SCRIPT, { start: text })).toBe(expected));

test.each([
  ['user = "app"', 'dropped'],
  ['user = "root"', 'kept'],
  ['# user = "app"', 'kept'],
])('gunicorn.conf.py with %s: %s', (text, expected) =>
  expect(privileges('COPY . /app\nWORKDIR /app\nCMD ["gunicorn", "a"]', { 'gunicorn.conf.py': text })).toBe(expected),
);

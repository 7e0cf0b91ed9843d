import { expect, test } from 'vitest';
import { factsFor } from '../../../../server/src/engine/project/memory.ts';
import { startedIn } from '../../../../server/src/engine/rules/shared/started.ts';
import { directoryAt } from '../../../../server/src/engine/rules/shared/working-directory.ts';
import { modelOf, shown } from '../../model/support.ts';

function directoryOf(lines: string, files: Readonly<Record<string, string>> = {}): unknown {
  const text = `FROM python:3.13-slim\nENV HOME_OF_APP=/srv\nWORKDIR /app\nCOPY . .\n${lines}\n`;
  const facts = factsFor({ path: 'Dockerfile', text }, { 'manage.py': '', ...files });
  const [started] = startedIn(modelOf(text), facts);
  const at = started?.commands.findLast(({ tool }) => tool?.kind === 'server');
  if (!started || !at) throw new Error('Nothing starts');
  return shown(directoryAt(started, at));
}

test.each([
  ['CMD ["gunicorn", "x"]', '/app'],
  ['WORKDIR back\nCMD ["gunicorn", "x"]', '/app/back'],
  ['ARG WHERE\nWORKDIR $WHERE\nCMD ["gunicorn", "x"]', '?'],
  ['CMD cd back && gunicorn x', '/app/back'],
  ['CMD cd /srv; gunicorn x', '/srv'],
  ['CMD cd $HOME_OF_APP && gunicorn x', '/srv'],
  ['CMD cd a && cd ../b && gunicorn x', '/app/b'],
  ['CMD cd && gunicorn x', '?'],
  ['CMD cd $WHERE && gunicorn x', '?'],
  ['CMD test -d a && cd a; gunicorn x', '?'],
  ['CMD (cd a && ls); gunicorn x', '/app'],
  ['CMD (cd a && gunicorn x)', '?'],
  ['CMD gunicorn x; cd back', '/app'],
  ['CMD pushd back && gunicorn x', '?'],
  ['CMD ["sh", "-c", "cd back && gunicorn x"]', '/app/back'],
  ['CMD cd back && sh -c "gunicorn x"', '/app/back'],
  ['CMD sh -c "cd back && ls" && gunicorn x', '/app'],
  ['CMD su app -c "gunicorn x"', '/app'],
  ['CMD su - app -c "gunicorn x"', '?'],
  ['CMD gosu app gunicorn x', '/app'],
  ['CMD ["uv", "run", "gunicorn", "x"]', '/app'],
  ['CMD ["uv", "run", "--directory", "back", "gunicorn", "x"]', '?'],
  ['CMD ["poetry", "-C", "back", "run", "gunicorn", "x"]', '?'],
  ['CMD ["env", "-C", "back", "gunicorn", "x"]', '?'],
  ['CMD ["env", "A=b", "gunicorn", "-D", "x"]', '/app'],
])('%s', (lines, expected) => expect(directoryOf(lines)).toBe(expected));

const START = 'ENTRYPOINT ["./entry.sh"]\nCMD ["gunicorn", "x"]';

test.each([
  ['exec "$@"\n', '/app'],
  ['cd back\nexec "$@"\n', '/app/back'],
  ['. ./env.sh\nexec "$@"\n', '?'],
  ['bash ./env.sh\nexec "$@"\n', '/app'],
  ['if true; then cd back; fi\nexec "$@"\n', '?'],
  ['go() {\n  cd back\n}\nexec "$@"\n', '?'],
])('an entry script: %j', (script, expected) =>
  expect(directoryOf(START, { 'entry.sh': `#!/bin/sh\n${script}`, 'env.sh': 'cd back\n' })).toBe(expected),
);

test('a script that is run by another one', () => {
  const files = { 'entry.sh': '#!/bin/sh\ncd back\nexec /app/run.sh\n', 'run.sh': 'cd x\ngunicorn x\n' };
  expect(directoryOf('CMD ["./entry.sh"]', files)).toBe('/app/back/x');
});

import { describe, expect, test } from 'vitest';
import { isPosix } from '../../../../../server/src/engine/rules/shared/entry/posix.ts';
import { processorTime } from '../../../../support/processor-time.ts';

describe('what needs bash', () => {
  test.each([
    'set -e\nif [ "$1" = web ]; then exec gunicorn x; fi\nexec "$@"',
    'case "${1:-web}" in web|worker) . ./lib.sh ;; esac',
    'f() { local x="$1"; echo "${x%.sh}" "${#x}"; }\nx=$(f "$1")',
    'until nc -z db 5432; do sleep 1; done',
    '# [[ in a comment ]]\nexec "$@"',
    'while read -r line; do echo "$line"; done < file',
    'printf "%s\\n" "$1" >&2; exec "$@" 2>&1',
    'trap "kill -TERM $pid" TERM INT',
    '. ./.env; . /etc/profile; set -a',
    'python manage.py migrate || exit 1',
    'echo "say \\"x\\" for $1"',
    'host="${DB_HOST:-db}"; port="${DB_PORT:=5432}"; rest="${1#--}"',
  ])('not %j', (text) => expect(isPosix(text)).toBe(true));

  test.each([
    '[[ -f x ]]',
    'source ./lib.sh',
    'function f { x; }',
    'x=(1 2)',
    'x+=1',
    'set -o pipefail',
    'set -euo pipefail',
    'cat <<< "$x"',
    'diff <(a) <(b)',
    'a &> log',
    'echo "${x,,}" "${x/a/b}"',
    'echo "${!x}"',
    '[ "$1" == web ]',
    'for i in {1..3}; do x; done',
    'echo -e "a\\n"',
    'read -p "x" y',
    'wait -n',
    'trap x ERR',
    '(( x++ ))',
    'exec -a name x',
    'echo "$BASH_SOURCE"',
    'echo "a # b"; [[ -f x ]]',
    'echo "a\\tb"',
    'printf "%q" "$x"',
    'test a == b',
    '[ "$x" =~ y ]',
    '[ -v x ]',
    'trap stop SIGTERM',
    'kill -SIGTERM 1',
    'my-function() { x; }',
    'echo "${@:2}" "${#list[@]}"',
    'exec {log}> file',
    'x >& file',
    'read',
    'echo x | read -r',
    '. lib.sh',
    'if x; then . lib.sh; fi',
    'type -p x',
    '#!/usr/bin/env python3\nimport os\n',
    'if x; then',
  ])('%j', (text) => expect(isPosix(text)).toBe(false));
});

test.each([
  ['brackets', '[ '.repeat(30_000)],
  ['braces', '{a,'.repeat(20_000)],
  ['traps', 'trap '.repeat(12_000)],
  ['words', 'echo '.repeat(12_000)],
  ['escapes', `echo ${'\\\\'.repeat(20_000)}`],
  ['comments', '# x\n'.repeat(10_000)],
])('%s take no time', (_, text) => {
  const took = processorTime(() => {
    isPosix(text);
  });
  expect(took).toBeLessThan(1000);
});

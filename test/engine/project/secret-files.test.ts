import { expect, test } from 'vitest';
import { projectFacts } from '../../../server/src/engine/project/facts.ts';

/** The files that are wanted once the folder is listed. */
function wanted(text: string, ...files: readonly string[]): readonly string[] {
  const tree = {
    state: 'ok',
    value: { files: ['Dockerfile', 'manage.py', ...files], skipped: [], partial: false },
  } as const;
  const { wants } = projectFacts(
    { path: 'Dockerfile', text },
    { tree: () => tree, text: () => undefined, mode: () => undefined },
  );
  // manage.py tells which settings there are: another matter.
  return wants.map(({ path }) => path).filter((path) => path !== 'manage.py');
}

test('files whose content tells are read', () => {
  expect(wanted('FROM x\nCOPY .env server.pem /app/\n', '.env', 'server.pem')).toEqual(['.env', 'server.pem']);
});

test('keys, folders, and what is not copied by name are not', () => {
  expect(wanted('FROM x\nCOPY id_rsa web.env manage.py /app/\n', 'id_rsa', 'web.env/a', '.env')).toEqual([]);
});

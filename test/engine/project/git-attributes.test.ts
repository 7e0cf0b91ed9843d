import { expect, test } from 'vitest';
import { projectFacts } from '../../../server/src/engine/project/facts.ts';
import { memoryReads } from '../../../server/src/engine/project/memory.ts';

const DOCKERFILE = 'FROM python:3.14\nCOPY . .\nENTRYPOINT ["/entry.sh"]\n';

/** The files for git that are wanted when everything else is read. */
function wanted(files: Readonly<Record<string, string>>, path = 'Dockerfile'): readonly string[] {
  const reads = memoryReads({ ...files, [path]: DOCKERFILE });
  const { wants } = projectFacts(
    { path, text: DOCKERFILE },
    { ...reads, text: (each) => (each.endsWith('.gitattributes') ? undefined : reads.text(each)) },
  );
  return wants.map((want) => want.path);
}

const LINES = { '.gitattributes': '', 'manage.py': '' };

test('what git is told is read where a script has line ends of Windows', () => {
  expect(wanted({ ...LINES, 'entry.sh': '#!/bin/sh\r\n' })).toEqual(['.gitattributes']);
});

test('at the top of the workspace and of the context', () => {
  const files = { '.gitattributes': '', 'web/.gitattributes': '', 'web/manage.py': '', 'web/entry.sh': 'x\r\n' };
  expect(wanted(files, 'web/Dockerfile')).toEqual(['.gitattributes', 'web/.gitattributes']);
});

test.each([
  ['no script has them', { ...LINES, 'entry.sh': '#!/bin/sh\n' }],
  ['it is not there', { 'manage.py': '', 'entry.sh': '#!/bin/sh\r\n' }],
  ['no script starts', { ...LINES, 'other.sh': '#!/bin/sh\r\n' }],
])('not where %s', (_, files) => expect(wanted(files)).toEqual([]));

import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/engine/text/edits.ts';
import { filesBelow, readText } from '../support/checkout.ts';
import { fixtureProjects } from '../support/fixture-projects.ts';
import { judge, rulesOf } from '../support/judge.ts';

const PLAIN =
  'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir -r requirements.txt\n' +
  'CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n';

/** A project of the checkout, and a Dockerfile where it has none. */
const inFolder = (folder: string) => ({
  name: folder,
  files: {
    Dockerfile: PLAIN,
    ...Object.fromEntries(
      filesBelow(folder, '')
        .filter((path) => /\.\w+$|Dockerfile$/.test(path))
        .map((path) => [path.slice(folder.length + 1), readText(path)] as const),
    ),
  },
});

const PROJECTS = [...fixtureProjects(), inFolder('examples/bookshop'), inFolder('test/vscode/workspace')];

const dockerfilesOf = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).filter(([path]) => /(?:^|\/)Dockerfile$/.test(path));

/** Every image is one of root when nothing says otherwise. */
const asRoot = (text: string): string => text.replace(/^USER .*\n/gm, '');

describe.each(PROJECTS)('the user that $name gets', ({ files }) => {
  test.each(dockerfilesOf(files))('may write where %s writes', (path, source) => {
    const text = asRoot(source);
    const project = { path, files: { ...files, [path]: text } };
    const before = judge(text, project);
    for (const finding of before.findings.filter(({ rule }) => rule === 'runs-as-root'))
      for (const { edits } of finding.fixes) {
        const after = judge(applyEdits(text, edits), project);
        expect(rulesOf(after).filter((rule) => !rulesOf(before).includes(rule))).toEqual([]);
      }
  });
});

test('the projects have images of root that get a user', () => {
  const fixed = PROJECTS.flatMap(({ files }) =>
    dockerfilesOf(files).flatMap(([path, source]) =>
      judge(asRoot(source), { path, files }).findings.filter(({ rule, fixes }) => rule === 'runs-as-root' && fixes[0]),
    ),
  );
  expect(fixed.length).toBeGreaterThan(5);
});

import type { IgnoreFile, IgnorePattern } from '../../project/types.ts';
import { isWithin, lastPart } from '../../text/path.ts';
import { defineRule } from '../define.ts';
import { type Brought, broughtFromContext, mostTelling } from '../shared/context-copies.ts';
import { rootOnlyPatterns } from '../shared/root-only.ts';
import { shortened } from '../shared/wording.ts';

const folderOf = (path: string): string => path.slice(0, path.indexOf('/'));

const bringsFrom = ({ files, skipped }: Brought, folder: string): boolean =>
  files.some((path) => isWithin(path, folder)) || skipped.some((path) => isWithin(path, folder));

interface Lines {
  readonly file: IgnoreFile;
  readonly patterns: readonly IgnorePattern[];
  /** A COPY names what the lines would then leave out. */
  readonly isNamed: boolean;
}

const namesIt = ({ path }: Brought, { text }: IgnorePattern): boolean =>
  path.split('/').includes(text.replace(/^\/|\/$/g, ''));

export default defineRule<Lines>({
  id: 'dockerignore-root-only',
  category: 'context',
  severity: 'warning',
  severities: ['warning', 'hint'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['COPY', 'ADD'] },
  docs: {
    summary: 'A line of .dockerignore fits at the root only, where git would fit it everywhere',
    why:
      'A `.dockerignore` is no `.gitignore`: `*.pyc` and `__pycache__` leave out what lies beside the ignore file, and nothing in the ' +
      'folders below. A Django project has its code in folders, so bytecode, logs and settings of your machine are copied all the same, ' +
      'and each run of the tests makes Docker copy anew. It is a hint where only logs, the cache of pytest or files of macOS get through. Write `**/` in front: `**/__pycache__`, `**/*.pyc`.',
    examples: [
      {
        title: 'Written as for git',
        files: { 'manage.py': '', 'shop/urls.py': '', '.dockerignore': '__pycache__/\n*.pyc\n' },
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "shop.wsgi"]\n',
      },
      {
        title: 'In every folder',
        findings: 0,
        files: { 'manage.py': '', 'shop/urls.py': '', '.dockerignore': '**/__pycache__/\n**/*.pyc\n' },
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "shop.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When only the files beside the ignore file are meant.',
    references: ['https://docs.docker.com/build/concepts/context/#syntax'],
  },
  *check({ model, facts }) {
    const [sent, { dockerignore }] = [facts.sent(), facts];
    const file = dockerignore.known ? dockerignore.value : undefined;
    if (!file || !sent.known) return;
    const brought = broughtFromContext(model, facts);
    const found = rootOnlyPatterns(file, brought, sent.value);
    const first = found.find(({ trifle }) => !trifle) ?? found[0];
    const copy = first && mostTelling(brought.filter((each) => bringsFrom(each, folderOf(first.path))));
    if (!first || !copy) return;
    const lines = shortened(first.pattern.text, 20) + (found.length > 1 ? ` and ${found.length - 1} more` : '');
    const fit = found.length > 1 ? 'fit' : 'fits';
    yield {
      span: copy.token.span,
      severity: first.trifle ? 'hint' : 'warning',
      message: `${lines} in ${shortened(lastPart(file.path), 23)} ${fit} at the root only: those in ${shortened(folderOf(first.path), 16)} are copied`,
      related: found.map(({ pattern, path }) => ({
        path: file.path,
        span: pattern.span,
        message: `Does not fit ${path}`,
      })),
      data: {
        file,
        patterns: found.map(({ pattern }) => pattern),
        isNamed: found.some(({ pattern }) => brought.some((each) => namesIt(each, pattern))),
      },
    };
  },
  buildFix({ fix }, { data: { file, patterns, isNamed } }) {
    if (isNamed) return undefined;
    const edits = patterns.map(({ span }) => {
      const at = span.start + (file.text.startsWith('/', span.start) ? 1 : 0);
      return { span: { start: at, end: at }, newText: '**/' };
    });
    const title = patterns.length === 1 ? 'Let the line fit in every folder' : 'Let the lines fit in every folder';
    return fix.draft().editFile(file.path, file.text, edits).build(title, 'review');
  },
});

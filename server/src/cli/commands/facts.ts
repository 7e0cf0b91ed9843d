import { relative, resolve } from 'node:path';
import { factText } from '../../engine/project/fact-text.ts';
import type { ProjectReport } from '../../engine/project/report.ts';
import type { Fact } from '../../engine/project/types.ts';
import { type Command, oneOf, parseOptions, UsageError } from '../command.ts';
import { CLEAN } from '../exit-codes.ts';
import { folderAt, nearestFirst } from '../projects.ts';
import { rangesOf } from '../report/positions.ts';
import { PROGRAM, type Terminal } from '../terminal.ts';
import { pathInside, Workspace, withSlashes, workspaceRoot } from '../workspace.ts';

export const factsCommand: Command = {
  name: 'facts',
  summary: 'what is found out about the Django project',
  usage: `Usage: ${PROGRAM} facts [DIR] [--format text|json]

Prints what it knows about the Django project in or around a folder (default: the current one), each fact with the file and line
that says so. What is not known is left out.
`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, { format: { type: 'string', default: 'text' } });
    if (positionals.length > 1) throw new UsageError(`facts takes one folder: ${positionals[1]}`);
    const format = oneOf('format', values.format, ['text', 'json']);
    const folder = await folderAt(positionals[0] ?? '.', terminal.cwd);
    const projects = await projectsNear(folder, terminal);
    if (projects.length === 0) terminal.complain(`${positionals[0] ?? '.'}: no manage.py found`);
    terminal.out(format === 'json' ? jsonOf(projects) : projects.map(textOf).join('\n'));
    return CLEAN;
  },
};

/** A project as it is shown: paths as somebody in the current folder writes them. */
interface Shown {
  readonly root: string;
  readonly facts: Readonly<Record<string, { value: unknown; from: { path: string; line: number } }>>;
}

/** The projects of the repository around a folder, the nearest first. */
async function projectsNear(folder: string, { cwd }: Terminal): Promise<readonly Shown[]> {
  const workspace = new Workspace(workspaceRoot(folder, cwd));
  const start = pathInside(workspace.root, folder) ?? '';
  const reports = await workspace.facts.projects();
  return nearestFirst(start, reports).map((report) => shown(report, workspace, cwd));
}

function shown({ root, facts }: ProjectReport, workspace: Workspace, cwd: string): Shown {
  const here = (path: string): string => withSlashes(relative(cwd, resolve(workspace.root, path))) || '.';
  const from = ({ path, span }: Fact<unknown>['from']) => ({
    path: here(path),
    line: rangesOf(workspace.facts.textOf(path) ?? '')(span).start.line,
  });
  const entries = Object.entries(facts).map(([name, fact]) => [name, { value: fact.value, from: from(fact.from) }]);
  return { root: here(root), facts: Object.fromEntries(entries) };
}

function jsonOf(projects: readonly Shown[]): string {
  const [nearest = { facts: {} }] = projects;
  return `${JSON.stringify({ version: 1, ...nearest, ...(projects.length > 1 ? { projects } : {}) }, undefined, 2)}\n`;
}

function textOf({ root, facts }: Shown): string {
  const rows = Object.entries(facts).map(([name, { value, from }]) => [
    name,
    factText(value),
    `${from.path}:${from.line}`,
  ]);
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
  return `${[root, ...lines].join('\n')}\n`;
}

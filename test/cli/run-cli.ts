import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/editor/checkout.ts';
import { main } from '../../server/src/cli/main.ts';
import { printable } from '../../server/src/cli/terminal.ts';

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  /** Lines on stderr. */
  readonly complaints: readonly string[];
}

export const ENTRY = join(root, 'server/src/cli.ts');

/** Runs the program in this process: the same code, a hundred times faster than a process of its own. */
export async function cli(cwd: string, args: readonly string[], input = ''): Promise<Outcome> {
  let out = '';
  const complaints: string[] = [];
  const code = await main(args, {
    cwd,
    entry: ENTRY,
    colours: false,
    out: (text) => {
      out += text;
    },
    complain: (line) => {
      complaints.push(printable(line));
    },
    readInput: async () => new TextEncoder().encode(input),
  });
  return { code, out, complaints };
}

/** Runs the program as a person would. */
export function spawnCli(
  cwd: string,
  args: readonly string[],
  { input = '', env = {} }: { input?: string | Uint8Array; env?: NodeJS.ProcessEnv } = {},
): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', ENTRY, ...args], {
    cwd,
    input,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { code: status, out: stdout, complaints: stderr.split('\n').filter((line) => line !== '') };
}

export interface JsonFinding {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly range: {
    readonly start: { readonly line: number; readonly column: number };
    readonly end: { readonly line: number; readonly column: number };
  };
  readonly fixes: readonly { readonly title: string; readonly safety: string }[];
}

export interface JsonReport {
  readonly version: number;
  readonly files: readonly {
    readonly path: string;
    readonly findings: readonly JsonFinding[];
    readonly skipped?: string;
  }[];
  readonly summary: Readonly<Record<string, number>>;
}

export interface Checked extends Omit<Outcome, 'out'> {
  readonly report: JsonReport;
  readonly paths: readonly string[];
  /** The rules that found something in a file, in the order of the report. */
  rules(path: string): readonly string[];
}

/** `check --format json`, read. */
export async function check(cwd: string, args: readonly string[] = [], input = ''): Promise<Checked> {
  const { out, code, complaints } = await cli(cwd, ['check', '--format', 'json', ...args], input);
  const report: JsonReport = JSON.parse(out);
  return {
    code,
    complaints,
    report,
    paths: report.files.map(({ path }) => path),
    rules: (path) => report.files.find((file) => file.path === path)?.findings.map(({ rule }) => rule) ?? [],
  };
}

/** Has a safe fix (shell-form-command) and a review fix (runs-as-root). */
export const FAULTY = 'FROM python:3.13-slim-trixie\nCMD python -u manage.py process_tasks\n';
/** Of no concern to a Django linter. */
export const FRONT_END = 'FROM nginx:1.29\n';

import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { atExit } from '../../editor/cleanup.ts';
import { killGroup } from '../../editor/processes.ts';
import type { Output } from './types.ts';

/** A program that leads a group of its own, so that everything it starts can be ended with it. */
export interface Process {
  readonly child: ChildProcess;
  /** Both streams, in the order in which they came. */
  output(): string;
  readonly ended: Promise<Output>;
}

interface StartOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
}

/** As a shell has it: a program that a signal has ended. */
const codeOf = (signal: NodeJS.Signals | null): number => 128 + constants.signals[signal ?? 'SIGKILL'];

export function start(command: string, args: readonly string[], options: StartOptions = {}): Process {
  const { env = process.env, timeoutMs } = options;
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, env });
  const kill = () => killGroup(child, 'SIGKILL');
  const forget = atExit(kill);
  const text = { stdout: '', stderr: '', both: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      text[name] += chunk;
      text.both += chunk;
    });
  }
  const late = () => {
    text.stderr += `\nnot finished after ${Number(timeoutMs) / 1000} s\n`;
    kill();
  };
  const timer = timeoutMs === undefined ? undefined : setTimeout(late, timeoutMs);
  const ended = new Promise<Output>((resolve) => {
    const end = (code: number) => {
      clearTimeout(timer);
      forget();
      resolve({ code, stdout: text.stdout, stderr: text.stderr });
    };
    child.on('error', (error) => {
      text.stderr += `${error.message}\n`;
      end(127);
    });
    child.on('close', (code, signal) => end(code ?? codeOf(signal)));
  });
  return { child, output: () => text.both, ended };
}

/** Runs a program to its end, or to the end of its time. */
export const finish = (
  command: string,
  args: readonly string[],
  timeoutMs: number,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Output> => start(command, args, { timeoutMs, env }).ended;

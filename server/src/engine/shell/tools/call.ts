import type { Word } from '../types.ts';
import type { Tool } from './types.ts';

/** Words behind wrappers, and what they are. */
export interface Started {
  readonly runs: readonly Word[];
  readonly ran: Tool | undefined;
}

export const NOTHING_STARTED: Started = { runs: [], ran: undefined };

/** A program and its words, as the reader of its family gets them. */
export interface Call {
  readonly program: Word;
  /** The program's base name; for `python -m pip` the module's. */
  readonly name: string;
  readonly args: readonly Word[];
  /** Reads the words of a program that this one starts. */
  start(words: readonly Word[]): Started;
  /** The same for a Python module: the words of `python -m module …` from the module on. */
  startModule(words: readonly Word[]): Started;
}

export type ToolReader = (call: Call) => Tool | undefined;

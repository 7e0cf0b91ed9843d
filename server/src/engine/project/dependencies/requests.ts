import type { Known } from '../../text/known.ts';
import type { Fact } from '../types.ts';
import type { Manager, Selection } from './selection.ts';
import type { DependencyFile } from './types.ts';

/** Files by their path; what is not in it has not been read. */
export type DependencyFiles = ReadonlyMap<string, Known<DependencyFile>>;

/** A project that describes itself, and what of it is wanted. */
export interface ProjectRequest {
  /** What describes it, as far as it is there: its pyproject.toml, setup.cfg and setup.py, in this order. */
  readonly files: readonly string[];
  /** What it needs itself; without, nothing but the groups is wanted. */
  readonly main: boolean;
  readonly extras: readonly string[] | 'all';
  readonly groups: readonly string[];
}

export interface PipRequest {
  readonly by: 'pip';
  /** Requirements files and pylock files. */
  readonly files: readonly string[];
  /** `.`, `./lib[extra]`, `--group name`. */
  readonly projects: readonly ProjectRequest[];
  /** Requirements that stand in the command itself. */
  readonly named: readonly Fact<string>[];
  /** Files that pin what others ask for. */
  readonly constraints: readonly string[];
  /** `--no-deps`: nothing but what is named. */
  readonly noDeps: boolean;
}

export interface ManagerRequest {
  readonly by: Exclude<Manager, 'pip'>;
  /** Where the manifest and the lock are: empty, or with a slash at its end. */
  readonly folder: string;
  /** The member of a workspace that is meant; undefined for the project in the folder itself. */
  readonly member: string | undefined;
  readonly selection: Selection;
}

export type InstallRequest = PipRequest | ManagerRequest;

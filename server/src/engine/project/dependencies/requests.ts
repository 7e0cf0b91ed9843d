import type { Known } from '../../text/known.ts';
import type { Fact } from '../types.ts';
import type { Manager, Selection } from './selection.ts';
import type { DependencyFile } from './types.ts';

/** Files by their path; what is not in it has not been read. */
export type DependencyFiles = ReadonlyMap<string, Known<DependencyFile>>;

export interface PipRequest {
  readonly by: 'pip';
  /** Requirements files and pylock files. */
  readonly files: readonly string[];
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

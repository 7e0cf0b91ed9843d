import type { RunInstruction } from '../../../model/types.ts';
import type { InstalledPackage, InstalledSet } from '../../../project/dependencies/closure.ts';
import type { InstallRequest } from '../../../project/dependencies/requests.ts';
import type { Command } from '../../../shell/types.ts';
import type { Step } from '../steps.ts';

/** One install that reaches an image, and what it brings. */
export interface ImageInstall {
  /** The command that decides what is installed: the one that builds wheels, where another one installs them. */
  readonly step: Step;
  /** The command that installs it. */
  readonly by: Step;
  readonly run: RunInstruction;
  readonly command: Command;
  readonly request: InstallRequest;
  /** It runs in every build, as it is written. */
  readonly certain: boolean;
  readonly set: InstalledSet;
  /** The lock that it would install from lies in the image. */
  readonly exact: boolean;
  /** Its index of packages may have others than the public one. */
  readonly privateIndex: boolean;
}

/** The packages of Python that the installs of an image bring, those of the stages included that it takes packages from. */
export interface ImageDependencies {
  readonly installs: readonly ImageInstall[];
  /** Nothing else brings any: no script, base image or command that nobody has read. */
  readonly complete: boolean;
  /** Taken away again, or left out. */
  readonly removed: ReadonlySet<string>;
}

/** A package of an image, and the install that brings it. */
export interface ImagePackage {
  readonly package: InstalledPackage;
  readonly install: ImageInstall;
  readonly certain: boolean;
}

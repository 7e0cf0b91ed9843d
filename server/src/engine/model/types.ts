import type { ImageFacts } from '../data/images.ts';
import type { Script } from '../shell/types.ts';
import type { ImageReference } from '../syntax/image-reference.ts';
import type {
  CopyNode,
  DockerfileSyntax,
  FromNode,
  HealthcheckNode,
  Mount,
  OnbuildNode,
  PairsNode,
  RunNode,
  ShellNode,
  StartNode,
  UnknownNode,
  WordsNode,
} from '../syntax/nodes.ts';
import type { Known } from '../text/known.ts';
import type { Span } from '../text/span.ts';
import type { StageState } from './state.ts';

/** The external image at the root of a stage's ancestry. */
export interface BaseImage extends ImageFacts {
  /** The reference with its variables expanded. */
  readonly reference: Known<ImageReference>;
  /** For messages: as expanded where known, else as written. */
  readonly label: string;
}

interface InstructionBase {
  readonly span: Span;
  readonly stage: Stage;
  /** Position among the stage's instructions. */
  readonly index: number;
  /** The state in front of the instruction, inherited along `FROM stage`. */
  readonly before: StageState;
}

export interface RunInstruction extends InstructionBase {
  readonly kind: 'run';
  readonly node: RunNode;
  /** Its shell text, or its exec form, read. */
  readonly script: Script;
  readonly mounts: readonly MountEntry[];
}
export interface StartInstruction extends InstructionBase {
  readonly kind: 'cmd' | 'entrypoint';
  readonly node: StartNode;
  readonly script: Script;
}
export interface HealthcheckInstruction extends InstructionBase {
  readonly kind: 'healthcheck';
  readonly node: HealthcheckNode;
  readonly script: Script | undefined;
}
export interface CopyInstruction extends InstructionBase {
  readonly kind: 'copy' | 'add';
  readonly node: CopyNode;
  readonly copy: CopyEntry;
}
export interface PlainInstruction extends InstructionBase {
  readonly kind: 'env' | 'arg' | 'label' | 'user' | 'workdir' | 'expose' | 'volume' | 'stopsignal' | 'maintainer';
  readonly node: PairsNode | WordsNode;
}
export interface OtherInstruction extends InstructionBase {
  readonly kind: 'shell' | 'onbuild' | 'unknown';
  readonly node: ShellNode | OnbuildNode | UnknownNode;
}

export type Instruction =
  | RunInstruction
  | StartInstruction
  | HealthcheckInstruction
  | CopyInstruction
  | PlainInstruction
  | OtherInstruction;

/** What a `--from` (of COPY, ADD or a mount) names. */
export type Origin =
  | { readonly kind: 'context' }
  | { readonly kind: 'stage'; readonly stage: Stage }
  /** A later stage, the stage itself, or an index that does not exist yet. */
  | { readonly kind: 'invalid'; readonly stage: Stage | undefined }
  /** An image or a named context: nothing in the file tells. */
  | { readonly kind: 'external'; readonly name: string }
  /** Contains a variable, which Docker does not expand there. */
  | { readonly kind: 'variable'; readonly text: string };

/** Files that COPY or ADD lays into the image. */
export interface CopyEntry {
  readonly origin: Origin;
  /** Paths in the origin, expanded, without `./` in front and slash behind; `.` is the whole origin. */
  readonly sources: readonly Known<string>[];
  /** Absolute path in the image. */
  readonly destination: Known<string>;
  /** The destination is a folder that the sources go into. */
  readonly intoFolder: boolean;
  /** `--parents`: the sources keep their folders below the destination. */
  readonly keepsParents: boolean;
}

/** A `--mount` with its origin resolved. */
export interface MountEntry {
  readonly mount: Mount;
  readonly origin: Origin;
  readonly source: Known<string>;
  readonly target: Known<string>;
}

/**
 * `ships`: a leaf that is no development stage and no left-over builder. `develops`: a leaf or named stage for development.
 * `builds`: the rest.
 */
export type Role = 'ships' | 'builds' | 'develops';

export interface Stage {
  readonly index: number;
  readonly name: string | undefined;
  readonly from: FromNode;
  readonly base: BaseImage;
  /** The stage of this file that FROM names. */
  readonly parent: Stage | undefined;
  /** This stage and those it is FROM, nearest first. */
  readonly ancestry: readonly Stage[];
  readonly instructions: readonly Instruction[];
  readonly start: StageState;
  readonly end: StageState;
  readonly role: Role;
  /** No other stage needs it, it starts nothing, and its name is none that somebody would build. */
  readonly leftOver: boolean;
  /** Its layers are part of an image that ships: it ships, or a shipping stage is FROM it. */
  readonly shipsLayers: boolean;
  /** It holds Python code, by its base or by what it runs. */
  readonly isPython: Known<boolean>;
}

export interface Model {
  readonly syntax: DockerfileSyntax;
  /** Relative to the workspace folder. */
  readonly path: string;
  readonly stages: readonly Stage[];
  /** ARG instructions in front of the first FROM. */
  readonly globalArgs: readonly PairsNode[];
  readonly shipped: readonly Stage[];
  /** The whole file is for development, by its name or by what it installs. */
  readonly forDevelopment: boolean;
}

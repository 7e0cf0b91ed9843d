import type { Script } from '../../shell/types.ts';
import type { Known } from '../../text/known.ts';
import type { Fact, Place } from '../types.ts';

/** What a compose file is for, as far as its name tells. */
export type ComposePurpose = 'plain' | 'override' | 'development' | 'production';

/** A text with its variables replaced by their defaults; unknown where one has none. */
export interface ComposeText extends Fact<Known<string>> {
  /** A variable stands in it: where compose runs, it may be another text. */
  readonly varies: boolean;
}

export interface ComposeFile {
  /** Relative to the workspace folder, as all paths here that say nothing else. */
  readonly path: string;
  readonly purpose: ComposePurpose;
  readonly services: readonly ComposeService[];
  /** Names of top-level `x-` keys: what services take over by anchors. */
  readonly fragments: readonly Fact<string>[];
  /** Other compose files that it includes, as written. */
  readonly includes: readonly ComposeText[];
}

/** A service, with what it takes over from others. What a service does not say is undefined or an empty list. */
export interface ComposeService {
  readonly name: Fact<string>;
  /** The file that has it; where it is put together of two, the one that has the last word. */
  readonly file: string;
  readonly purpose: ComposePurpose;
  /** Why it may say more than is seen here: it extends what is not at hand. */
  readonly hidden: string | undefined;
  /** The same laid over the service of another file, where nobody knows whether compose is given both. */
  readonly laidOver: ComposeService | undefined;
  readonly extends: ComposeExtends | undefined;
  readonly build: ComposeBuild | undefined;
  readonly image: ComposeText | undefined;
  readonly command: ComposeCommand | undefined;
  readonly entrypoint: ComposeCommand | undefined;
  readonly user: ComposeText | undefined;
  readonly workingDir: ComposeText | undefined;
  readonly stopSignal: ComposeText | undefined;
  readonly readOnly: Fact<Known<boolean>> | undefined;
  readonly healthcheck: ComposeHealthcheck | undefined;
  readonly environment: readonly ComposeVariable[];
  readonly envFiles: readonly ComposeText[];
  readonly ports: readonly ComposePort[];
  readonly volumes: readonly ComposeVolume[];
  readonly dependsOn: readonly ComposeDependency[];
  readonly profiles: readonly ComposeText[];
}

export interface ComposeExtends {
  readonly service: ComposeText;
  /** Another compose file; undefined for the same. */
  readonly file: ComposeText | undefined;
  readonly from: Place;
}

export interface ComposeBuild {
  readonly from: Place;
  /** The folder its paths are relative to: that of the file that says them. */
  readonly folder: string;
  /** As written; compose takes `.` where there is none. */
  readonly context: ComposeText | undefined;
  /** As written, relative to the context. */
  readonly dockerfile: ComposeText | undefined;
  /** The Dockerfile stands in the compose file. */
  readonly inline: boolean;
  readonly target: ComposeText | undefined;
  readonly args: readonly ComposeVariable[];
}

/** A text is split into words as compose does it: no shell reads it. An empty list takes the image's own command away. */
export interface ComposeCommand {
  readonly words: readonly ComposeText[];
  readonly form: 'text' | 'list';
  /** The command that its words are, each with its place in the file that `from` names; those with variables are not known. */
  readonly script: Script;
  readonly from: Place;
}

export interface ComposeVariable {
  readonly name: string;
  /** Undefined: taken over from the environment of compose. */
  readonly value: ComposeText | undefined;
  readonly from: Place;
}

export interface ComposePort {
  /** Unknown for a range as well. */
  readonly container: Known<number>;
  /** Undefined where docker chooses one. */
  readonly host: Known<number> | undefined;
  readonly protocol: string;
  readonly from: Place;
}

export interface ComposeVolume {
  /** `bind`: a folder of the host. `volume`: one of docker's, with a name or without. `tmpfs`: one in memory, where everybody may write. */
  readonly kind: 'bind' | 'volume' | 'tmpfs' | 'other';
  readonly source: Known<string> | undefined;
  readonly target: Known<string>;
  readonly from: Place;
}

export interface ComposeHealthcheck {
  readonly disabled: boolean;
  /** The words behind CMD or CMD-SHELL; undefined where the image's own check is only timed anew. */
  readonly test: readonly ComposeText[] | undefined;
  /** The whole of it, where a shell reads it. */
  readonly shell: ComposeText | undefined;
  readonly from: Place;
}

export interface ComposeDependency {
  readonly service: string;
  readonly condition: string;
  readonly from: Place;
}

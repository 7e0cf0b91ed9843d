import type { LogicalText } from '../text/logical.ts';
import type { Span } from '../text/span.ts';
import type { ImageReference } from './image-reference.ts';

/** A parser directive at the top of the file: `# syntax=…`, `# escape=…`, `# check=…`. */
export interface Directive {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

/** A whole comment line, from `#` to the end of the line. */
export interface Comment {
  readonly text: string;
  readonly span: Span;
}

/** One argument word. `value` has Docker's quotes and escapes removed; variables in it are not expanded. */
export interface Token {
  readonly text: string;
  readonly value: string;
  readonly quoted: boolean;
  readonly span: Span;
}

/** `--name=value` in front of the arguments; `options` are the comma-separated parts of a value such as `--mount`'s. */
export interface Flag {
  readonly name: string;
  readonly value: string | undefined;
  readonly span: Span;
  readonly valueSpan: Span | undefined;
}

export interface MountOption {
  readonly key: string;
  readonly value: string | undefined;
  readonly span: Span;
}

export interface Mount {
  readonly type: string;
  readonly options: readonly MountOption[];
  readonly span: Span;
}

export interface JsonItem {
  readonly value: string;
  /** Includes the quotes. */
  readonly span: Span;
}

/** Exec form: a valid JSON array of strings. */
export interface ExecForm {
  readonly form: 'exec';
  readonly items: readonly JsonItem[];
  readonly span: Span;
}

/** Shell form: the text a shell gets. `jsonLike` marks text that starts with `[` and is no valid JSON array of strings. */
export interface ShellForm {
  readonly form: 'shell';
  readonly text: LogicalText;
  readonly jsonLike: boolean;
  /** A heredoc whose first line names another program (`#!/usr/bin/env python3`): no shell reads it. */
  readonly interpreter: string | undefined;
  readonly span: Span;
}

export type CommandForm = ExecForm | ShellForm;

export interface Heredoc {
  readonly name: string;
  readonly quoted: boolean;
  readonly stripTabs: boolean;
  /** `<<NAME` in the instruction's own line. */
  readonly marker: Span;
  readonly body: Span;
  readonly terminator: Span;
}

export interface KeyValue {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Token | undefined;
  readonly span: Span;
}

interface NodeBase {
  /** Upper case, as Docker reads it. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  /** From the keyword to the last character of the instruction, heredocs included. */
  readonly span: Span;
  readonly flags: readonly Flag[];
  /** The arguments behind the flags, continuations joined, heredoc bodies excluded. */
  readonly args: LogicalText;
  /** Comment lines inside the instruction's continuations. */
  readonly comments: readonly Comment[];
  readonly heredocs: readonly Heredoc[];
  /** A heredoc without its end line: Docker refuses the file. The instruction then ends with its own line. */
  readonly unterminatedHeredoc: boolean;
  /** The instruction is the trigger of an ONBUILD: it does not run here. */
  readonly trigger: boolean;
}

export interface FromNode extends NodeBase {
  readonly kind: 'from';
  readonly image: Token | undefined;
  readonly reference: ImageReference | undefined;
  readonly platform: Flag | undefined;
  readonly as: Token | undefined;
  readonly alias: Token | undefined;
  /** Words Docker would reject behind the image and alias. */
  readonly rest: readonly Token[];
}
export interface RunNode extends NodeBase {
  readonly kind: 'run';
  readonly command: CommandForm;
  readonly mounts: readonly Mount[];
}
export interface StartNode extends NodeBase {
  readonly kind: 'cmd' | 'entrypoint';
  readonly command: CommandForm;
}
export interface HealthcheckNode extends NodeBase {
  readonly kind: 'healthcheck';
  /** Undefined for `HEALTHCHECK NONE` and for text that is no health check. */
  readonly command: CommandForm | undefined;
}
export interface ShellNode extends NodeBase {
  readonly kind: 'shell';
  readonly command: CommandForm;
}
export interface CopyNode extends NodeBase {
  readonly kind: 'copy' | 'add';
  readonly from: Flag | undefined;
  readonly sources: readonly Token[];
  readonly destination: Token | undefined;
  readonly json: ExecForm | undefined;
}
export interface PairsNode extends NodeBase {
  readonly kind: 'env' | 'arg' | 'label';
  readonly pairs: readonly KeyValue[];
  /** `ENV name value`, the old form without `=`. */
  readonly legacy: boolean;
}
export interface WordsNode extends NodeBase {
  readonly kind: 'user' | 'workdir' | 'expose' | 'volume' | 'stopsignal' | 'maintainer';
  readonly words: readonly Token[];
  readonly json: ExecForm | undefined;
}
export interface OnbuildNode extends NodeBase {
  readonly kind: 'onbuild';
  readonly instruction: InstructionNode | undefined;
}
export interface UnknownNode extends NodeBase {
  readonly kind: 'unknown';
}

export type InstructionNode =
  | FromNode
  | RunNode
  | StartNode
  | HealthcheckNode
  | ShellNode
  | CopyNode
  | PairsNode
  | WordsNode
  | OnbuildNode
  | UnknownNode;

export interface DockerfileSyntax {
  readonly text: string;
  readonly bom: boolean;
  readonly eol: '\n' | '\r\n';
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  /** Comment lines outside instructions. */
  readonly comments: readonly Comment[];
  readonly instructions: readonly InstructionNode[];
  /** Jinja or Django template marks: the text is not the Dockerfile that will be built. */
  readonly templated: boolean;
}

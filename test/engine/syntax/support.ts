import type { DockerfileSyntax, InstructionNode } from '../../../server/src/engine/syntax/nodes.ts';
import { parseDockerfile } from '../../../server/src/engine/syntax/parse.ts';
import type { Span } from '../../../server/src/engine/text/span.ts';
import { textAt } from '../../../server/src/engine/text/span.ts';

export type Kind = InstructionNode['kind'];
/** The node whose kinds include this one. */
export type NodeOf<K extends Kind, N = InstructionNode> = N extends { kind: infer J }
  ? K extends J
    ? N
    : never
  : never;

/** The first instruction of a kind. */
export function nodeOf<K extends Kind>(kind: K, text: string): NodeOf<K> {
  const node = parseDockerfile(text).instructions.find((each) => each.kind === kind);
  if (!node) throw new Error(`No ${kind} in ${JSON.stringify(text)}`);
  return node as unknown as NodeOf<K>;
}

export const keywords = (syntax: DockerfileSyntax): string[] => syntax.instructions.map((node) => node.keyword);

/** The arguments of every instruction, as Docker joins them. */
export const argumentTexts = (text: string): string[] =>
  parseDockerfile(text).instructions.map((node) => node.args.text.trim());

export const commentTexts = (text: string): string[] => parseDockerfile(text).comments.map((comment) => comment.text);

export const at = (text: string, span: Span | undefined): string | undefined => span && textAt(text, span);

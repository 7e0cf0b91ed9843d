import type { Stage } from '../../model/types.ts';
import type { Token } from '../../syntax/nodes.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import type { Span } from '../../text/span.ts';

export interface ExposedPort {
  readonly port: number;
  readonly span: Span;
  /** The word holds this one port, as a plain number. */
  readonly plain: boolean;
}

/** Every TCP port that the image exposes, with those of the stages it is FROM; unknown where the base image may expose more. */
export function exposedPorts(stage: Stage): Known<readonly ExposedPort[]> {
  const { base } = stage;
  if (!base.plainEnvironment || base.family === 'other') return unknown('the base image may expose ports');
  const found: ExposedPort[] = [];
  for (const each of stage.ancestry) {
    for (const instruction of each.instructions) {
      if (instruction.kind !== 'expose' || !('words' in instruction.node)) continue;
      for (const word of instruction.node.words) {
        const ports = portsIn(word, instruction.before.expand(word.text, '\\'));
        if (!ports.known) return ports;
        found.push(...ports.value);
      }
    }
  }
  return known(found);
}

/** More ports in a range than anybody counts. */
const MAX_RANGE = 1000;

function portsIn(word: Token, text: Known<string>): Known<readonly ExposedPort[]> {
  if (!text.known) return text;
  const [, first, last, protocol] = /^(\d+)(?:-(\d+))?(?:\/(\w+))?$/.exec(text.value) ?? [];
  if (first === undefined) return unknown('EXPOSE names no port');
  if (protocol !== undefined && protocol.toLowerCase() !== 'tcp') return known([]);
  const [from, to] = [Number(first), Number(last ?? first)];
  if (to - from > MAX_RANGE) return unknown('EXPOSE names a long range');
  const plain = /^\d+(?:\/tcp)?$/.test(word.text);
  return known(
    Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => ({ port: from + index, span: word.span, plain })),
  );
}

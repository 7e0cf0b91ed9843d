import { inheritedInstructions } from '../../model/instruction-lists.ts';
import type { HealthcheckInstruction, Stage } from '../../model/types.ts';
import type { Span } from '../../text/span.ts';

/** The health check in force: the last one. */
export const healthcheckOf = (stage: Stage): HealthcheckInstruction | undefined =>
  inheritedInstructions(stage)
    .filter((each): each is HealthcheckInstruction => each.kind === 'healthcheck')
    .at(-1);

/** A port of the container itself that a health check asks. */
export interface AskedPort {
  readonly port: number;
  /** The digits; undefined where none are written and the port is that of the protocol. */
  readonly digits: Span | undefined;
}

const ADDRESS = /\b(https?):\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::([^/\s"'?\\)]*))?/g;
const CONNECTION = /\bHTTPConnection\(\s*\\?["'](?:localhost|127\.0\.0\.1)\\?["']\s*,\s*(?:port\s*=\s*)?(\d+)/g;

/** The ports that a health check asks in its text; undefined where a variable stands for one. */
export function askedPorts({ node }: HealthcheckInstruction): readonly AskedPort[] | undefined {
  const { args } = node;
  const found: AskedPort[] = [];
  for (const match of args.text.matchAll(ADDRESS)) {
    const [whole, protocol, port] = match;
    if (port === undefined) {
      found.push({ port: protocol === 'https' ? 443 : 80, digits: undefined });
      continue;
    }
    if (!/^\d+$/.test(port)) return undefined;
    const end = match.index + whole.length;
    found.push({ port: Number(port), digits: args.spanOf(end - port.length, end) });
  }
  for (const match of args.text.matchAll(CONNECTION)) {
    const port = match[1] ?? '';
    const end = match.index + match[0].length;
    found.push({ port: Number(port), digits: args.spanOf(end - port.length, end) });
  }
  return found;
}

import { inheritedInstructions } from '../../model/instruction-lists.ts';
import type { HealthcheckInstruction, Stage } from '../../model/types.ts';
import type { ComposeHealthcheck } from '../../project/compose/types.ts';
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
export const askedPorts = ({ node: { args } }: HealthcheckInstruction): readonly AskedPort[] | undefined =>
  portsAskedIn(args.text)?.map(({ port, digits }) => ({
    port,
    digits: digits && args.spanOf(digits.start, digits.end),
  }));

/** The ports that the health check of a service asks; undefined where nobody can tell. */
export function portsAskedByService({ test, shell, disabled }: ComposeHealthcheck): readonly number[] | undefined {
  const words = shell ? [shell] : (test ?? []);
  const texts = words.flatMap(({ value, varies }) => (value.known && !varies ? [value.value] : []));
  if (disabled || texts.length < words.length) return undefined;
  return portsAskedIn(texts.join(' '))?.map(({ port }) => port);
}

/** The digits are those of the text. */
function portsAskedIn(text: string): readonly AskedPort[] | undefined {
  const found: AskedPort[] = [];
  for (const match of text.matchAll(ADDRESS)) {
    const [whole, protocol, port] = match;
    if (port === undefined) {
      found.push({ port: protocol === 'https' ? 443 : 80, digits: undefined });
      continue;
    }
    if (!/^\d+$/.test(port)) return undefined;
    const end = match.index + whole.length;
    found.push({ port: Number(port), digits: { start: end - port.length, end } });
  }
  for (const match of text.matchAll(CONNECTION)) {
    const port = match[1] ?? '';
    const end = match.index + match[0].length;
    found.push({ port: Number(port), digits: { start: end - port.length, end } });
  }
  return found;
}

import type { DownloadTool } from '../../../shell/tools/types.ts';
import type { Command, Script } from '../../../shell/types.ts';
import { commandsOf } from '../commands.ts';

/** What a health check asks for over HTTP, and which answers it takes. */
export interface HealthQuestion {
  /** The command that asks. */
  readonly command: Command;
  readonly asker: 'curl' | 'wget' | 'Python';
  /** Where it connects to: a name of the container itself. */
  readonly address: string;
  readonly port: number;
  /** With its query. */
  readonly path: string;
  /** The Host header it names; undefined: the address. */
  readonly header: string | undefined;
  /** The first status that counts as failure; undefined: any answer will do. */
  readonly failsFrom: number | undefined;
  /** It asks again where a redirect leads to. */
  readonly follows: boolean;
}

/** The one question that a health check consists of; `|| exit 1` may follow. Undefined for anything else. */
export function questionIn(script: Script): HealthQuestion | undefined {
  const commands = commandsOf(script).filter(({ inner }) => !inner);
  const [command, ...others] = commands;
  if (!command || command.openEnded || command.redirects.some(({ operator }) => operator.includes('<')))
    return undefined;
  return others.every(isFailure) ? questionOf(command) : undefined;
}

/** `|| exit 1`, which changes nothing. */
const isFailure = ({ tool, joinedBy }: Command): boolean =>
  joinedBy === '||' &&
  tool?.kind === 'state' &&
  tool.front === 'exit' &&
  /^(?:[1-9]\d*)$/.test(tool.args[0]?.literal ?? '');

function questionOf(command: Command): HealthQuestion | undefined {
  const { tool, name, program } = command;
  if (tool?.kind === 'download') return byTool(command, tool);
  const [, option, code] = program;
  if (!/^python[\d.]*$/.test(name ?? '') || option?.literal !== '-c' || program.length !== 3) return undefined;
  return code?.literal === undefined ? undefined : byPython(command, code.literal);
}

/** Options of curl and wget that change nothing of what is asked, nor of what counts as an answer. */
const SILENT =
  /^(?:-[fsSqvOLHIk4]|--(?:fail|fail-with-body|silent|show-error|quiet|verbose|spider|no-verbose|tries|timeout|max-time|connect-timeout|output|output-document|location|header|head|insecure|no-check-certificate|ipv4)|-[omtT]|--write-out|-w)$/;

function byTool(command: Command, { front, urls, options }: DownloadTool): HealthQuestion | undefined {
  const [url, ...others] = urls;
  const page = url?.literal === undefined ? undefined : pageOf(url.literal);
  if (!page || others.length > 0) return undefined;
  if (!options.every(({ name, canonical }) => SILENT.test(name) || SILENT.test(canonical))) return undefined;
  const headers = options.filter(({ canonical }) => canonical === '--header').map(({ literal }) => hostIn(literal));
  if (headers.length > 1 || headers.some((header) => header === undefined)) return undefined;
  const has = (...names: readonly string[]): boolean => options.some(({ canonical }) => names.includes(canonical));
  const minds = front === 'wget' || has('--fail', '--fail-with-body');
  const follows = front === 'wget' || has('--location');
  return { command, asker: front, ...page, header: headers[0], failsFrom: minds ? 400 : undefined, follows };
}

const hostIn = (header: string | undefined): string | undefined =>
  /^Host:\s*([^\s:]+)(?::\d+)?$/i.exec(header ?? '')?.[1];

const OWN_PAGE = /^(?:http:\/\/)?(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::(\d{1,5}))?(\/[\w./~%?&=+-]*)?$/;

/** A page of the container itself, by plain HTTP. */
function pageOf(url: string): Pick<HealthQuestion, 'address' | 'port' | 'path'> | undefined {
  const [, address, port = '80', path = '/'] = OWN_PAGE.exec(url) ?? [];
  return address === undefined ? undefined : { address, port: Number(port), path };
}

/** Code that decides more than whether an answer comes. */
const DECIDES = /\b(?:if|for|while|try|except|assert|or|and|not|lambda|def|Request|headers|method|data)\b/;
const URLOPEN = /\burlopen\(\s*(?:url\s*=\s*)?(["'])(http:\/\/[^"']+)\1\s*(?:,\s*(?:timeout\s*=\s*)?[\d.]+\s*)?\)/g;

function byPython(command: Command, code: string): HealthQuestion | undefined {
  const [opened, ...others] = [...code.matchAll(URLOPEN)];
  if (!opened) return byConnection(command, code);
  const rest = code.replace(opened[0], '');
  const page = pageOf(opened[2] ?? '');
  if (!page || others.length > 0 || DECIDES.test(rest) || /\b(?:status|code|getcode)\b/.test(rest)) return undefined;
  return { command, asker: 'Python', ...page, header: undefined, failsFrom: 400, follows: true };
}

const CONNECTION =
  /\bHTTPConnection\(\s*(["'])(localhost|127\.0\.0\.1)\1\s*,\s*(?:port\s*=\s*)?(\d{1,5})\s*(?:,\s*timeout\s*=\s*[\d.]+\s*)?\)/;
const REQUEST =
  /\.request\(\s*(["'])(?:GET|HEAD)\1\s*,\s*(["'])(\/[\w./~%?&=+-]*)\2\s*(?:,\s*headers\s*=\s*\{\s*(["'])Host\4\s*:\s*(["'])([\w.-]+)(?::\d+)?\5\s*\}\s*)?\)/;
const FAILS_FROM = /\.status\s*>=\s*(\d{3})\b/;

/** http.client, which follows no redirect: `sys.exit(c.getresponse().status >= 400)`. */
function byConnection(command: Command, code: string): HealthQuestion | undefined {
  const [connection, request, fails] = [CONNECTION.exec(code), REQUEST.exec(code), FAILS_FROM.exec(code)];
  if (!connection || !request || !fails) return undefined;
  const parts = [connection, request, fails].map(([part]) => part);
  const rest = parts.reduce((text, part) => text.replace(part, ''), code);
  if (DECIDES.test(rest) || /[<>!=]=|\bstatus\b/.test(rest)) return undefined;
  const [, , address = '', port] = connection;
  const [, , , path = '/', , , header] = request;
  const failsFrom = Number(fails[1]);
  return { command, asker: 'Python', address, port: Number(port), path, header, failsFrom, follows: false };
}

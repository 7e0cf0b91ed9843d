import { SERVER_DEFAULTS, type ServerDefaults } from '../../data/servers.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { ManageTool, Option, ServerTool } from '../../shell/tools/types.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { gunicornConfig } from './gunicorn-config.ts';
import { processAtStart } from './python-process.ts';
import { type Started, type StartedCommand, valueAtStart } from './started.ts';

/** A place where a server listens. */
export interface Address {
  /** `0.0.0.0`, `::`, `localhost`; undefined for a Unix socket and an inherited descriptor. */
  readonly host: string | undefined;
  readonly port: number | undefined;
  /** The option that says so; undefined for the server's default, a variable or a configuration file. */
  readonly option: Option | undefined;
  /** Where it comes from. */
  readonly by: 'option' | 'variable' | 'config' | 'default';
}

const NOT_READ = unknown('the address is not fixed');

/** Every place where a server listens; unknown where anything may decide that is not seen. */
export function addressesOf(
  started: Started,
  at: StartedCommand,
  tool: ServerTool,
  facts: ProjectFacts,
): Known<readonly Address[]> {
  const reader = new AddressReader(started, at, tool, facts);
  return at.command.openEnded && tool.binds.length === 0 ? NOT_READ : reader.read();
}

class AddressReader {
  readonly #started: Started;
  readonly #at: StartedCommand;
  readonly #tool: ServerTool;
  readonly #facts: ProjectFacts;

  constructor(started: Started, at: StartedCommand, tool: ServerTool, facts: ProjectFacts) {
    this.#started = started;
    this.#at = at;
    this.#tool = tool;
    this.#facts = facts;
  }

  read(): Known<readonly Address[]> {
    switch (this.#tool.server) {
      case 'gunicorn':
        return this.#tool.binds.length > 0 ? this.#places('--bind') : this.#gunicornDefault();
      case 'hypercorn':
        if (this.#tool.binds.length > 0) return this.#places('--bind', '--insecure-bind');
        return this.#option('--config') ? NOT_READ : this.#default();
      case 'waitress':
        if (this.#option('--unix-socket')) return known([this.#socket()]);
        return this.#option('--listen') ? this.#places('--listen') : this.#hostAndPort('--host', '--port');
      case 'uwsgi':
        return this.#uwsgi();
      case 'daphne':
        return this.#hostAndPort('--bind', '--port', '--unix-socket', '--fd', '--endpoint');
      default:
        return this.#hostAndPort('--host', '--port', '--uds', '--fd');
    }
  }

  get #defaults(): ServerDefaults | undefined {
    return SERVER_DEFAULTS[this.#tool.server];
  }

  #option(name: string): Option | undefined {
    return this.#tool.options.filter(({ canonical }) => canonical === name).at(-1);
  }

  /** As the process finds it; undefined where nothing sets it. */
  #variable(name: string): Known<string> | undefined {
    return processAtStart(this.#started, this.#at, this.#facts).variable(name);
  }

  #socket(option?: Option): Address {
    return { host: undefined, port: undefined, option, by: 'option' };
  }

  #value({ value }: Option): Known<string> {
    return value ? valueAtStart(value, this.#started, this.#at) : NOT_READ;
  }

  /** Options whose value is a whole address, or several. */
  #places(...names: readonly string[]): Known<readonly Address[]> {
    const found: Address[] = [];
    for (const option of this.#tool.options.filter(({ canonical }) => names.includes(canonical))) {
      const text = this.#value(option);
      if (!text.known) return text;
      for (const part of text.value.split(','))
        found.push({ ...readAddress(part, this.#defaults), option, by: 'option' });
    }
    return known(found);
  }

  #hostAndPort(hostName: string, portName: string, ...sockets: readonly string[]): Known<readonly Address[]> {
    if (sockets.some((name) => this.#option(name))) return known([this.#socket()]);
    const [host, port] = [this.#option(hostName), this.#option(portName)];
    const usual = this.#default();
    const [base] = usual.known ? usual.value : [];
    // What a variable may say does not matter where both are given.
    if (!base && !(host && port)) return usual;
    const hostText = host ? this.#value(host) : known(base?.host ?? '');
    const portText = port ? this.#value(port) : known(String(base?.port ?? ''));
    if (!hostText.known) return hostText;
    const number = portText.known && /^\d+$/.test(portText.value) ? Number(portText.value) : undefined;
    return known([{ host: hostText.value, port: number, option: host, by: host ? 'option' : (base?.by ?? 'default') }]);
  }

  /** Where it listens when no option says it. */
  #default(): Known<readonly Address[]> {
    const defaults = this.#defaults;
    if (!defaults) return NOT_READ;
    for (const name of defaults.environment) {
      if (this.#variable(name) !== undefined) return unknown(`${name} decides`);
    }
    return known([{ host: defaults.host, port: defaults.port, option: undefined, by: 'default' }]);
  }

  #gunicornDefault(): Known<readonly Address[]> {
    if (this.#variable('GUNICORN_CMD_ARGS') !== undefined) return NOT_READ;
    const config = gunicornConfig(this.#started, this.#at, this.#tool, this.#facts);
    if (!config.known) return config;
    const bind = config.value.setting('bind');
    if (!bind.known) return bind;
    if (bind.value !== undefined) {
      const places = [bind.value].flat().filter((each) => typeof each === 'string');
      const addresses = places.flatMap((text) => text.split(','));
      return known(
        addresses.map((text) => ({ ...readAddress(text, this.#defaults), option: undefined, by: 'config' })),
      );
    }
    const port = this.#variable('PORT');
    if (port === undefined) return known([{ host: '127.0.0.1', port: 8000, option: undefined, by: 'default' }]);
    if (!port.known || !/^\d+$/.test(port.value)) return NOT_READ;
    return known([{ host: '0.0.0.0', port: Number(port.value), option: undefined, by: 'variable' }]);
  }

  #uwsgi(): Known<readonly Address[]> {
    const { options } = this.#tool;
    const readsFile = options.some(({ canonical }) => ['--ini', '--yaml', '--json', '--xml'].includes(canonical));
    if (readsFile || !options.some(({ canonical }) => UWSGI_HTTP.includes(canonical))) return NOT_READ;
    return this.#places(...UWSGI_HTTP);
  }
}

const UWSGI_HTTP = ['--http', '--http-socket'];

/** `0.0.0.0:8000`, `:8000`, `[::]:8000`, `unix:/run/app.sock`, `fd://3`. */
function readAddress(text: string, defaults: ServerDefaults | undefined): Pick<Address, 'host' | 'port'> {
  if (/^(?:unix|fd):|^\//.test(text)) return { host: undefined, port: undefined };
  const [, host = '', port] = /^(?:tcp:\/\/)?(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(text) ?? [];
  const number = port === undefined ? defaults?.port : /^\d+$/.test(port) ? Number(port) : undefined;
  return { host: host.replace(/[[\]]/g, ''), port: number };
}

export const isLoopback = (host: string): boolean => /^(?:127(?:\.\d+){3}|localhost|::1|0:0:0:0:0:0:0:1)$/i.test(host);

/** Where runserver listens; undefined where its words do not tell. */
export function runserverPort({ args }: ManageTool): number | undefined {
  const address = args.find((word) => !word.text.startsWith('-'));
  if (!address) return 8000;
  const port = /^(?:[\w.-]*:|\[[\da-f:]*\]:)?(\d+)$/i.exec(address.literal ?? '')?.[1];
  return port === undefined ? undefined : Number(port);
}

/** The one port on which the image serves HTTP, and the command that does; unknown where there are several or none to be seen. */
export function servedPort(started: Started, facts: ProjectFacts): Known<Served> {
  const found: Served[] = [];
  for (const at of started.commands) {
    const { tool } = at;
    if (tool?.kind === 'server') {
      const addresses = addressesOf(started, at, tool, facts);
      if (!addresses.known) return addresses;
      for (const address of addresses.value) found.push({ at, port: address.port, address });
    } else if (tool?.kind === 'manage' && /^runserver/.test(tool.action ?? '')) {
      found.push({ at, port: runserverPort(tool), address: undefined });
    }
  }
  const [first] = found;
  if (!first || first.port === undefined || found.some(({ port }) => port !== first.port)) return NOT_READ;
  return known(first);
}

export interface Served {
  readonly at: StartedCommand;
  readonly port: number | undefined;
  readonly address: Address | undefined;
}

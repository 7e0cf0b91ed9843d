import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageReader,
  type MessageWriter,
} from 'vscode-languageserver/node';

/** Unlike a class's, its prototype may be anything. */
function constructible(): void {}

/** Stands for all of the editor's API: it can be called, constructed, extended and read, and never comes to an end. */
const anything: object = new Proxy(constructible, {
  get: (_, key) => {
    if (key === 'then') return undefined;
    return key === Symbol.toPrimitive ? () => '' : anything;
  },
  set: () => true,
  apply: () => anything,
  construct: () => anything,
});

/** What a web worker has beside the language itself. What it lacks: `process`, `Buffer`, `require`, `setImmediate`. */
const WORKER_GLOBALS = [
  'AbortController',
  'DOMException',
  'Event',
  'EventTarget',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'atob',
  'btoa',
  'clearInterval',
  'clearTimeout',
  'console',
  'crypto',
  'performance',
  'queueMicrotask',
  'setInterval',
  'setTimeout',
  'structuredClone',
] as const;

/** An extension started in a worker, and the wire to the server it has started beside itself. */
export interface WorkerExtension {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  close(): void;
}

interface Extension {
  activate(context: object): void;
}

/** Loads the web bundle with a worker's globals only, activates it and takes the client's place at the server. */
export async function startInWorker(bundle: string): Promise<WorkerExtension> {
  const wire = new MessageChannel();
  let taken: () => void;
  const connected = new Promise<void>((resolve) => {
    taken = resolve;
  });
  class Channel {
    /** The extension's own client gets an end that takes whatever it is given, and where nobody answers. */
    readonly port1 = anything;
    readonly port2 = wire.port2;
    constructor() {
      taken();
    }
  }
  const known = Object.fromEntries(WORKER_GLOBALS.map((name) => [name, globalThis[name]]));
  const sandbox = vm.createContext({ ...known, MessageChannel: Channel, Worker: class {} });
  sandbox.self = sandbox;
  load(bundle, sandbox).activate({ subscriptions: [], extension: { packageJSON: {} } });
  await connected;
  return { reader: new PortReader(wire.port1), writer: new PortWriter(wire.port1), close: () => wire.port1.close() };
}

function load(bundle: string, sandbox: vm.Context): Extension {
  const module = { exports: {} };
  const require = (name: string): object => {
    if (name === 'vscode') return anything;
    throw new Error(`There is no module ${name} in a browser`);
  };
  const source = `(function (module, exports, require) {${readFileSync(bundle, 'utf8')}\n})`;
  vm.runInContext(source, sandbox, { filename: bundle })(module, module.exports, require);
  return module.exports as Extension;
}

class PortReader extends AbstractMessageReader implements MessageReader {
  readonly #port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
  }

  listen(callback: DataCallback): Disposable {
    this.#port.on('message', callback);
    return { dispose: () => void this.#port.off('message', callback) };
  }
}

class PortWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
  }

  async write(message: Message): Promise<void> {
    this.#port.postMessage(message);
  }

  end(): void {}
}

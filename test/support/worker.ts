import { resolveObjectURL } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
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

/** The editor's API, of which nothing is real but what finds and reads the worker's script. */
const editor = withReal(anything, {
  Uri: { joinPath: join },
  workspace: withReal(anything, { fs: { readFile } }),
});

function withReal(stand: object, real: object): object {
  return new Proxy(stand, { get: (target, key) => Reflect.get(key in real ? real : target, key) });
}

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

/** The server that the extension has started in a worker, and the wire to it. */
export interface WorkerServer {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  close(): void;
}

interface Extension {
  activate(context: object): void;
}

/**
 * Loads the extension's bundle for browsers with a worker's globals only, activates it, starts the worker that it asks for with the
 * same globals, and takes the client's place at that worker.
 * @param folder Where the extension lies: its bundles are in `dist`.
 */
export async function startInWorker(folder: string): Promise<WorkerServer> {
  const wire = new MessageChannel();
  const address = await new Promise<string>((resolve) => {
    class Worker {
      constructor(address: string) {
        resolve(address);
      }
      /** Nothing is said to the extension's own client, and nobody listens to it. */
      addEventListener(): void {}
      postMessage(): void {}
    }
    const host = workerGlobals({ Blob, URL, Worker });
    const context = { subscriptions: [], extension: { packageJSON: {} }, extensionUri: folder };
    loadExtension(join(folder, 'dist/web.js'), host).activate(context);
  });
  const script = await resolveObjectURL(address)?.text();
  if (script === undefined) throw new Error(`The worker was not started from a text, but from ${address}`);
  const { port1, port2 } = wire;
  const scope = workerGlobals({
    WorkerGlobalScope: class {},
    postMessage: (message: unknown) => port2.postMessage(message),
    addEventListener: () => {},
  });
  vm.runInContext(script, scope, { filename: 'server.js' });
  port2.on('message', (data) => scope.onmessage({ data }));
  return { reader: new PortReader(port1), writer: new PortWriter(port1), close: () => port1.close() };
}

function workerGlobals(more: object): vm.Context {
  const known = Object.fromEntries(WORKER_GLOBALS.map((name) => [name, globalThis[name]]));
  const sandbox = vm.createContext({ ...known, ...more });
  sandbox.self = sandbox;
  return sandbox;
}

function loadExtension(bundle: string, sandbox: vm.Context): Extension {
  const module = { exports: {} };
  const require = (name: string): object => {
    if (name === 'vscode') return editor;
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

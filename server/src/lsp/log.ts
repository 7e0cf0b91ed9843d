/** What goes wrong is said in the client's log, never by ending the server. */
export interface Log {
  error(message: string): void;
  warn(message: string): void;
  info(message: string): void;
}

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** Runs a handler; when it fails, that is logged and the fallback is answered. */
export async function guarded<T>(log: Log, what: string, fallback: T, run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    log.error(`${what} failed: ${describe(error)}`);
    return fallback;
  }
}

/** Says each thing once, however often it happens. */
export class OnceLog {
  readonly #log: Log;
  readonly #said = new Set<string>();

  constructor(log: Log) {
    this.#log = log;
  }

  say(level: keyof Log, message: string): void {
    if (this.#said.has(message)) return;
    this.#said.add(message);
    this.#log[level](message);
  }
}

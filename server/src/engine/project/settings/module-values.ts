import { type Known, known, unknown } from '../../text/known.ts';
import type { PythonModule } from '../python/types.ts';
import type { PlainValue } from '../types.ts';
import { Execution } from './execute.ts';
import type { Scope } from './scope.ts';
import { CPUS, type ListValue, reasonOf, type Value } from './value.ts';

/** No other module can be named so. */
const ITSELF = '<file>';

/** What a file of Python sets when it runs by itself, as gunicorn runs its configuration. What others give it is not known. */
export class ModuleValues {
  readonly #scope: Scope | undefined;

  constructor(module: PythonModule) {
    const resolve = (name: string) => (name === ITSELF ? { path: ITSELF, module } : 'unread');
    this.#scope = new Execution(ITSELF, resolve, new Map()).load(ITSELF);
  }

  /** Known to be undefined where the file surely leaves the name alone. */
  of(name: string): Known<PlainValue | undefined> {
    const value = this.#scope?.get(name);
    if (!value) return known(undefined);
    const plain = plainOf(value);
    return plain === undefined ? unknown(reasonOf(value)) : known(plain);
  }

  /** The value is worked out of the number of CPUs, and nothing else can change it. */
  countsCpus(name: string): boolean {
    const value = this.#scope?.get(name);
    return value?.kind === 'unknown' && value.why === CPUS;
  }
}

function plainOf(value: Value): PlainValue | undefined {
  if (value.kind === 'text' || value.kind === 'constant') return value.value;
  return value.kind === 'list' ? textsOf(value) : undefined;
}

function textsOf({ items, open, disorder }: ListValue): readonly string[] | undefined {
  if (open !== undefined || disorder !== undefined) return undefined;
  const texts = items.flatMap(({ value, certain }) => (certain && value.kind === 'text' ? [value.value] : []));
  return texts.length === items.length ? texts : undefined;
}

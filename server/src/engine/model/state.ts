import { type Known, known, unknown } from '../text/known.ts';
import { expandDocker } from './expand.ts';

/** ARG names every build has without declaring them; their values come from outside. */
const PREDEFINED_ARGS =
  /^(?:(?:HTTP|HTTPS|FTP|NO|ALL)_PROXY|(?:http|https|ftp|no|all)_proxy|BUILDKIT_\w+|(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)|TARGETSTAGE|SOURCE_DATE_EPOCH)$/;

export const isPredefined = (name: string): boolean => PREDEFINED_ARGS.test(name);

/** Names that official images set for themselves; nobody should take them for unset. */
const SET_BY_IMAGES = /^(?:LANG|LC_\w+|GPG_KEYS?|PGDATA|GOPATH|\w+_(?:VERSION|SHA\d+|MAJOR))$/;

interface Layer {
  readonly kind: 'env' | 'arg';
  readonly values: ReadonlyMap<string, Known<string>>;
  readonly previous: Layer | undefined;
  readonly depth: number;
  /** Answers found from this layer downwards; most layers keep none. */
  readonly found: Readonly<Record<'env' | 'arg', Map<string, Known<string> | undefined>>> | undefined;
}

/** One layer in so many keeps answers: that makes look-ups linear over a long file, and costs nothing in a short one. */
const KEEPS_ANSWERS = 16;

function layerOn(previous: Layer | undefined, { kind, values }: Pick<Layer, 'kind' | 'values'>): Layer {
  const depth = previous ? previous.depth + 1 : 1;
  const found = depth % KEEPS_ANSWERS === 0 ? { env: new Map(), arg: new Map() } : undefined;
  return { kind, values, previous, depth, found };
}

function lookUp(layer: Layer | undefined, kind: 'env' | 'arg', name: string): Known<string> | undefined {
  const passed: Layer[] = [];
  let result: Known<string> | undefined;
  for (let at = layer; at; at = at.previous) {
    if (at.found?.[kind].has(name)) {
      result = at.found[kind].get(name);
      break;
    }
    if (at.found) passed.push(at);
    if (at.kind === kind && at.values.has(name)) {
      result = at.values.get(name);
      break;
    }
  }
  for (const each of passed) each.found?.[kind].set(name, result);
  return result;
}

interface Fields {
  readonly user: Known<string>;
  readonly workdir: Known<string>;
  readonly shell: readonly string[];
  readonly layer: Layer | undefined;
  /** PATH of the base image. */
  readonly path: Known<string>;
  /** The base image's own ENV is known not to matter. */
  readonly plainEnvironment: boolean;
}

/** The state of a build in front of an instruction. A persistent chain: every change makes a new state that shares the rest. */
export class StageState {
  readonly #fields: Fields;

  private constructor(fields: Fields) {
    this.#fields = fields;
  }

  static start(fields: Omit<Fields, 'layer'>): StageState {
    return new StageState({ ...fields, layer: undefined });
  }

  get user(): Known<string> {
    return this.#fields.user;
  }
  get workdir(): Known<string> {
    return this.#fields.workdir;
  }
  get shell(): readonly string[] {
    return this.#fields.shell;
  }
  get plainEnvironment(): boolean {
    return this.#fields.plainEnvironment;
  }

  /** What ENV says of a name. Undefined: no ENV of this file sets it, and the base image is known not to. */
  env(name: string): Known<string> | undefined {
    const found = lookUp(this.#fields.layer, 'env', name);
    if (found) return found;
    if (name === 'PATH') return this.#fields.path;
    const { plainEnvironment } = this.#fields;
    return plainEnvironment && !SET_BY_IMAGES.test(name) ? undefined : unknown(`the base image may set ${name}`);
  }

  /** What ENV of this file says, whatever the base image does. */
  declaredEnv(name: string): Known<string> | undefined {
    return lookUp(this.#fields.layer, 'env', name);
  }

  arg(name: string): Known<string> | undefined {
    return lookUp(this.#fields.layer, 'arg', name);
  }

  /** ENV wins over ARG, as in Docker. */
  variable(name: string): Known<string> | undefined {
    const declared = this.declaredEnv(name) ?? this.arg(name);
    if (declared) return declared;
    if (isPredefined(name)) return unknown(`${name} comes from the build`);
    return this.env(name);
  }

  expand(text: string, escapeChar: string): Known<string> {
    return expandDocker(text, escapeChar, (name) => this.variable(name));
  }

  withUser(user: Known<string>): StageState {
    return new StageState({ ...this.#fields, user });
  }
  withShell(shell: readonly string[]): StageState {
    return new StageState({ ...this.#fields, shell });
  }
  withWorkdir(directory: Known<string>): StageState {
    const { workdir } = this.#fields;
    const next = directory.known ? joinPath(workdir, directory.value) : directory;
    return new StageState({ ...this.#fields, workdir: next });
  }
  withValues(kind: 'env' | 'arg', values: ReadonlyMap<string, Known<string>>): StageState {
    return new StageState({ ...this.#fields, layer: layerOn(this.#fields.layer, { kind, values }) });
  }
}

/** Most paths are as they should be; of those with a dot behind a slash nobody knows without reading them. */
const isNormal = (path: string): boolean =>
  path.startsWith('/') && !path.endsWith('/') && !path.includes('//') && !path.includes('/.');

/** `.` and `..` resolved; no slash at the end. */
export function normalizePath(path: string): string {
  if (isNormal(path)) return path;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** A path of the image made absolute against a working directory. */
export function joinPath(directory: Known<string>, path: string): Known<string> {
  if (/^[A-Za-z]:/.test(path)) return unknown('a path of Windows');
  if (path.startsWith('/')) return known(normalizePath(path));
  return directory.known ? known(normalizePath(`${directory.value}/${path}`)) : directory;
}

import type { CallExpression, Expression, KeywordArgument } from '../python/types.ts';
import { childrenOf } from '../python/walk.ts';
import { evaluate, type Frame } from './evaluate.ts';
import { argument, fullName } from './names.ts';
import { asPath, joinPath, parentOf } from './paths.ts';
import type { LoadedVariables, SettingsPath } from './types.ts';

/** What reads a file of variables. */
const LOADS_FILE = /^(?:read_env|load_dotenv|read_dotenv)$/;

/** Where decouple looks, if it is told; by itself it looks for `.env` and `settings.ini` from the caller's folder upward. */
const DECOUPLE = /^decouple\.(?:RepositoryEnv|RepositoryIni|AutoConfig)$/;

/** Methods of `os.environ` that leave it as it is, apart from those that say what they set. */
const READS = /^(?:get|keys|items|values|copy)$/;

/** Functions that only look at what they are given. */
const LOOKS = /^(?:dict|len|list|sorted|set|tuple|str|bool|print|copy\.copy|copy\.deepcopy)$/;

/** What settings do to the environment themselves. */
export class OwnEnvironment {
  readonly files: LoadedVariables[] = [];
  /** Why they may set variables that they do not name. */
  hidden: string | undefined;
  /** Called with the names that they set. */
  readonly #give: (name: string) => void;

  constructor(give: (name: string) => void) {
    this.#give = give;
  }

  hide(why: string): void {
    this.hidden ??= why;
  }

  /** Notes what an expression does when it is worked out. */
  note(expression: Expression, frame: Frame): void {
    if (expression.kind === 'call') this.#call(expression, frame);
    for (const child of childrenOf(expression)) this.note(child, frame);
  }

  /** `os.environ["X"] = …` */
  assigned(target: Expression, { scope }: Frame): void {
    if (target.kind !== 'subscript' || fullName(target.of, scope) !== ENVIRON) return;
    if (target.index.kind === 'text') this.#give(target.index.value);
    else this.hide('the names of variables are worked out');
  }

  #call(call: CallExpression, frame: Frame): void {
    const { callee, args } = call;
    const { scope, path } = frame;
    const name = fullName(callee, scope) ?? '';
    const method = callee.kind === 'attribute' ? callee.name : name.slice(name.lastIndexOf('.') + 1);
    if (LOADS_FILE.test(method) || (DECOUPLE.test(name) && args.length + call.keywords.length > 0))
      this.files.push({
        place: { path, span: call.span },
        path: fileOf(call, frame),
        wins: call.keywords.some(overrides),
      });
    else if (name === 'os.putenv') this.hide('os.putenv sets variables');
    else if (callee.kind === 'attribute' && fullName(callee.of, scope) === ENVIRON) this.#onEnviron(method, call);
    else if (!LOOKS.test(name) && args.some((arg) => fullName(arg, scope) === ENVIRON))
      this.hide('the environment is handed to a function');
  }

  #onEnviron(method: string, { args: [first] }: CallExpression): void {
    if (READS.test(method)) return;
    if ((method === 'setdefault' || method === 'pop') && first?.kind === 'text') this.#give(first.value);
    else this.hide('variables are set while it runs');
  }
}

/** `load_dotenv(override=True)`, `read_env(overwrite=True)`. */
const overrides = ({ name, value }: KeywordArgument): boolean =>
  /^over(?:ride|write)$/.test(name ?? '') && !(value.kind === 'constant' && value.value === false);

const ENVIRON = 'os.environ';

/** The file that a call loads; where it names none, it is `.env` beside the caller or above. */
function fileOf(call: CallExpression, frame: Frame): SettingsPath | undefined {
  const given = ['env_file', 'dotenv_path', 'dotenv', 'path', 'source', 'search_path']
    .map((name, index) => argument(call, index === 0 ? 0 : -1, name))
    .find((each) => each !== undefined);
  if (!given) return call.args.length > 0 ? undefined : beside(frame, '.env');
  if (given.kind === 'call' && /(?:^|\.)find_dotenv$/.test(fullName(given.callee, frame.scope) ?? '')) {
    const [name] = given.args;
    if (given.keywords.length > 0 || given.args.length > 1) return undefined;
    return name?.kind === 'text' || !name ? beside(frame, name?.value ?? '.env') : undefined;
  }
  const path = asPath(evaluate(given, frame));
  return path && fullName(call.callee, frame.scope) === 'decouple.AutoConfig' ? joinPath(path, '.env') : path;
}

const beside = ({ file }: Frame, name: string): SettingsPath =>
  joinPath(parentOf({ base: 'project', path: file }), name);

// The only importer of `ignore`, which knows one .gitignore; git's rules for several are made here.
import ignore, { type Ignore } from 'ignore';

/** The rules of every .gitignore from the workspace folder down to one folder. */
export class IgnoreRules {
  static readonly none = new IgnoreRules(undefined);
  readonly #rules: Ignore | undefined;

  private constructor(rules: Ignore | undefined) {
    this.#rules = rules;
  }

  /** The rules inside a folder with a .gitignore of its own: those come last, so they win. */
  with(folder: string, text: string): IgnoreRules {
    const rules = ignore({ ignorecase: false });
    if (this.#rules) rules.add(this.#rules);
    const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
    rules.add(lines.map((line) => below(folder, line)).filter((line) => line !== undefined));
    return new IgnoreRules(rules);
  }

  file(path: string): boolean {
    return this.#rules?.ignores(path) ?? false;
  }

  folder(path: string): boolean {
    return this.file(`${path}/`);
  }
}

/** A pattern of a folder's .gitignore as the workspace folder's own would have to write it. */
function below(folder: string, line: string): string | undefined {
  if (line === '' || line.startsWith('#')) return undefined;
  if (folder === '') return line;
  const negated = line.startsWith('!');
  const pattern = negated ? line.slice(1) : line;
  const body = pattern.replace(/^\//, '');
  if (body.trim() === '') return undefined;
  const anchored = pattern.startsWith('/') || /\/(?!\s*$)/.test(pattern);
  return `${negated ? '!' : ''}/${escaped(folder)}/${anchored ? '' : '**/'}${body}`;
}

const escaped = (folder: string): string => folder.replace(/[\\*?[\]!# ]/g, '\\$&');

import type { FixDraft } from '../../../fix/builder.ts';
import type { ProjectFacts } from '../../../project/types.ts';

const NAME = '.gitattributes';

/** The top of the repository, as far as the listing shows one: where .git is, or where a file for git lies at the top of it all. */
function repositoryRoot({ context, workspace }: ProjectFacts): string | undefined {
  if (!context.known || !workspace.known) return undefined;
  if (context.value.skipped.includes('.git')) return context.value.root;
  return workspace.value.includes('.gitignore') || workspace.value.includes(NAME) ? '' : undefined;
}

/** Paths that are neither patterns to git nor in need of quotes. */
const PLAIN_PATH = /^[\w./@+-]+$/;

/** Scripts by their ending, another file by its path. */
const patternOf = (path: string): string => (path.endsWith('.sh') ? '*.sh' : `/${path}`);

/**
 * Has git write a script with LF wherever it is checked out. Undefined where no repository is seen, where its file cannot be read, or
 * says so already.
 */
export function withGitLine(draft: FixDraft, path: string, facts: ProjectFacts): FixDraft | undefined {
  const root = repositoryRoot(facts);
  if (root === undefined || !facts.workspace.known || !PLAIN_PATH.test(path)) return undefined;
  const pattern = patternOf(root === '' ? path : path.slice(root.length + 1));
  const line = `${pattern} text eol=lf`;
  const attributes = root === '' ? NAME : `${root}/${NAME}`;
  if (!facts.workspace.value.includes(attributes)) return draft.create(attributes, `${line}\n`);
  const text = facts.source(attributes);
  const saysSo = (each: string): boolean => /^(?:\*|\*\.sh)\s/.test(each) || each.startsWith(`${pattern} `);
  if (!text.known || text.value.split(/\r?\n/).some((each) => saysSo(each) && /\seol=lf\b/.test(each)))
    return undefined;
  return draft.appendLines(attributes, text.value, [line]);
}

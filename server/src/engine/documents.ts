import type { DocumentKind } from './rules/define.ts';

const DOCKERFILE_NAMES =
  /^(?:(?:Dockerfile|Containerfile)(?:\..+)?|Dockerfile[-_].+|.+\.(?:Dockerfile|dockerfile)|dockerfile)$/;
const COMPOSE_NAMES = /^(?:docker-)?compose(?:[.-].+)?\.ya?ml$/;

/** What ends a name that only looks like a Dockerfile's: sources about Dockerfiles, templates of them, leftovers of tools. */
const OTHER_SUFFIXES = new Set(
  [
    'bash bat c cc cjs class cpp cs cts css dart ex exs go h hpp hs html java js jsx kt kts less lua m mjs mts php pl ps1 py pyc pyi',
    'r rb rs scala scss sh sql swift ts tsx vue zig',
    'ejs erb gotmpl hbs in j2 jinja jinja2 liquid m4 mako mustache njk template tmpl tpl tt',
    'adoc json lock log map md mdx rst snap toml xml yaml yml',
    'bak diff orig patch rej swo swp tmp',
  ].flatMap((line) => line.split(' ')),
);

const fileName = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** True for names of which the suffix already says that they are no Dockerfile. */
function saysOtherwise(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return name.endsWith('~') || (dot !== -1 && OTHER_SUFFIXES.has(name.slice(dot + 1).toLowerCase()));
}

/** What a file is by its name alone: for searching folders. Undefined: none of ours. */
export function documentKind(path: string): DocumentKind | undefined {
  const name = fileName(path);
  if (name.endsWith('.dockerignore')) return 'dockerignore';
  if (COMPOSE_NAMES.test(name)) return 'compose';
  return DOCKERFILE_NAMES.test(name) && !saysOtherwise(name) ? 'dockerfile' : undefined;
}

/**
 * What a file is that a person named, or opened in the editor's Dockerfile language: its name may be any,
 * but a template or a source file stays what it is.
 */
export function namedDocumentKind(path: string): DocumentKind | undefined {
  const kind = documentKind(path);
  if (kind) return kind;
  return saysOtherwise(fileName(path)) ? undefined : 'dockerfile';
}

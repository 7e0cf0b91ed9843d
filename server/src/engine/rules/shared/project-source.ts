import type { CopyInstruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';

/** Files that describe dependencies or a build: copying them in front of the install is the right thing. */
const MANIFEST =
  /(?:^|\/)(?:requirements[^/]*|constraints[^/]*|pyproject\.toml|[\w.-]+\.lock|Pipfile|pylock[^/]*\.toml|setup\.(?:py|cfg)|README[^/]*|LICEN[CS]E[^/]*|VERSION|MANIFEST\.in|\.python-version|poetry\.toml|uv\.toml|pip\.conf|package(?:-lock)?\.json|[\w.-]+\.(?:txt|in|toml|sh|conf|ini|cfg|ya?ml|json|whl))$/i;

/** Folder names that hold a project's code and nothing else. */
const SOURCE_FOLDER = /^(?:src|app|apps|backend|project|server|web|website|code)$/;

/** Folders whose Python serves the build or the server, and is no part of the project. */
const TOOLS_FOLDER =
  /(?:^|\/)(?:\.?docker|scripts?|bin|compose|deploy(?:ment)?|etc|ops|requirements|reqs|deps|vendor|wheels|tools?|\.?ci)$/i;

/** The COPY brings the project's own code: everything of the context, or a folder with Python in it. */
export function copiesSource({ copy }: CopyInstruction, facts: ProjectFacts): boolean {
  if (copy.origin.kind !== 'context') return false;
  return copy.sources.some((source) => {
    if (!source.known) return false;
    const path = source.value;
    if (path === '.' || path === '*') return true;
    if (MANIFEST.test(path) || TOOLS_FOLDER.test(path)) return false;
    if (/(?:^|\/)manage\.py$/.test(path)) return true;
    if (facts.context.known && !/[*?[]/.test(path)) {
      return facts.context.value.below(path).some((file) => file.endsWith('.py') && !MANIFEST.test(file));
    }
    return SOURCE_FOLDER.test(path);
  });
}

import { CONSTRAINT, EDITABLE, INCLUDE, optionValue, requirementLines } from './dependencies/requirement-lines.ts';
import type { RequirementsFile } from './types.ts';

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** A path written in a file, made relative to the context; undefined when it leaves the context or is no plain path. */
export function relativeTo(file: string, path: string): string | undefined {
  if (path === '' || path.startsWith('/') || /[$~\\]|^\w+:\/\//.test(path)) return undefined;
  const parts: string[] = [];
  for (const part of (folderOf(file) + path).split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

const FIND_LINKS = /^(?:-f|--find-links)(?:\s*=\s*|\s+|(?=[^\s=-]))(.+)$/;

/** `.`, `./lib[extra]`, `/srv/lib`, `vendor/lib`, `lib/thing.whl`, `name @ file:…`: something that lies in the project. */
const LOCAL = /^(?:\.{1,2}(?:\/|$|\[)|file:|\/|[\w.-]+\/)|^[^\s;]+\.(?:whl|tar\.gz|zip)(?=\s|;|$)|@\s*file:/;

const isLocal = (target: string): boolean => LOCAL.test(target) && !/^[^\s;]*:\/\/(?<!file:\/\/)/.test(target);

/** Reads what a requirements file pulls in from elsewhere. Names and versions are other rules' business. */
export function readRequirements(path: string, text: string): RequirementsFile {
  const includes: (string | undefined)[] = [];
  const localPaths: string[] = [];
  let checksOut = false;
  for (const { text: line } of requirementLines(text)) {
    const include = optionValue(line, INCLUDE) ?? optionValue(line, CONSTRAINT);
    if (include !== undefined) {
      includes.push(relativeTo(path, include));
      continue;
    }
    const links = FIND_LINKS.exec(line)?.[1];
    const editable = EDITABLE.exec(line)?.[1]?.replace(/^["']/, '');
    const target = links ?? editable ?? line;
    if (links === undefined ? isLocal(target) : !target.includes('://')) localPaths.push(target);
    else if (editable !== undefined) checksOut = true;
  }
  return { path, includes, localPaths, checksOut };
}

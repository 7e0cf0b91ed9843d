import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { RULES } from '../engine/rules/index.ts';
import { ConfigFiles } from '../host/config-files.ts';
import { FactsReader } from '../host/facts.ts';
import { NodeReader } from '../host/node-reader.ts';
import type { Reader } from '../host/reader.ts';

export const withSlashes = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'));

/** The way from a folder to a path in or at it, with `/`; undefined when the path lies elsewhere. */
export function pathInside(folder: string, path: string): string | undefined {
  const way = relative(folder, path);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? undefined : withSlashes(way);
}

/** What an editor would have opened as a folder: the limit of what is read for the documents in it. */
export class Workspace {
  readonly root: string;
  readonly reader: Reader;
  readonly facts: FactsReader;
  readonly configs: ConfigFiles;

  constructor(root: string) {
    this.root = root;
    this.reader = new NodeReader(root);
    this.facts = new FactsReader(this.reader);
    this.configs = new ConfigFiles(this.reader, RULES);
  }
}

/** Workspaces by their folder, so that documents of one share what was read. */
export class Workspaces {
  readonly #byRoot = new Map<string, Workspace>();

  at(root: string): Workspace {
    let workspace = this.#byRoot.get(root);
    if (!workspace) {
      workspace = new Workspace(root);
      this.#byRoot.set(root, workspace);
    }
    return workspace;
  }
}

/** The folder to take as the workspace: the repository around it, else the current folder when that holds it, else itself. */
export function workspaceRoot(folder: string, cwd: string): string {
  for (let each = folder; ; each = dirname(each)) {
    if (existsSync(join(each, '.git'))) return each;
    if (each === dirname(each)) break;
  }
  return pathInside(cwd, folder) === undefined ? folder : cwd;
}

import { type Known, known, unknown } from '../../text/known.ts';
import { within } from '../context.ts';
import type { Reading } from '../reading.ts';
import { relativeTo } from '../requirements.ts';
import type { WorkspaceFiles } from '../workspace-files.ts';
import { isCompose, readComposeFile } from './file.ts';
import { composeName } from './names.ts';
import type { ComposeFile, ComposeService, ComposeText } from './types.ts';

/** A workspace with more compose files is a collection of projects; reading them all would tell nothing about one. */
const MAX_FILES = 40;

/** The compose files of a workspace, and what of them is not at hand. */
export interface ComposeFiles {
  readonly files: readonly ComposeFile[];
  /** Why there may be more than these say. */
  readonly hidden: string | undefined;
  /** The service that another one extends. */
  find(service: ComposeService): ComposeService | undefined;
}

/** Reads every compose file that the listing shows, what those include, and what services extend. */
export function readComposeFiles(workspace: Known<WorkspaceFiles>, reading: Reading): Known<ComposeFiles> {
  if (!workspace.known) return workspace;
  const reader = new ComposeReader(workspace.value, reading);
  reader.read();
  return reader.pending === undefined ? known(reader) : unknown(reader.pending);
}

/** A text of a compose file as a path in the workspace. */
export const pathIn = (file: string, text: ComposeText): string | undefined =>
  text.value.known ? relativeTo(file, text.value.value) : undefined;

const mayBeCompose = (path: string): boolean => composeName(path) !== undefined;

class ComposeReader implements ComposeFiles {
  readonly files: ComposeFile[] = [];
  hidden: string | undefined;
  /** Something is still to be read. */
  pending: string | undefined;
  readonly #workspace: WorkspaceFiles;
  readonly #reading: Reading;
  readonly #templates = new Map<string, ComposeFile | undefined>();

  constructor(workspace: WorkspaceFiles, reading: Reading) {
    this.#workspace = workspace;
    this.#reading = reading;
  }

  read(): void {
    const wanted = new Set(this.#workspace.fitting('', mayBeCompose));
    // What is included on the way is read as well.
    for (const path of wanted) {
      if (this.files.length >= MAX_FILES) {
        this.hidden = 'there are more compose files than are read';
        break;
      }
      const file = this.#file(path, composeName(path) === 'possible');
      if (!file) continue;
      this.files.push(file);
      for (const include of file.includes) {
        const other = pathIn(path, include);
        if (other !== undefined && this.#workspace.has(other)) wanted.add(other);
        else this.hidden ??= `${path} includes a file that is not at hand`;
      }
    }
    this.#readTemplates();
  }

  /** Reads the files whose services others extend: they are no services themselves. */
  #readTemplates(): void {
    const waiting = this.files.flatMap(({ services }) => services);
    for (const service of waiting) {
      const path = service.extends?.file && pathIn(service.file, service.extends.file);
      if (path === undefined || !this.#workspace.has(path) || this.#templates.has(path)) continue;
      if (this.#templates.size >= MAX_FILES) return;
      const file = this.files.find((each) => each.path === path) ?? this.#file(path, false);
      this.#templates.set(path, file);
      waiting.push(...(file?.services ?? []));
    }
  }

  /** @param mayBeOther Its name says little: it counts when it shows services. */
  #file(path: string, mayBeOther: boolean): ComposeFile | undefined {
    const text = this.#reading.text(path);
    const root = text.known ? this.#reading.yaml(path) : text;
    if (root.known) {
      const isOne = !mayBeOther || isCompose(root.value);
      return isOne && text.known ? readComposeFile(path, root.value, text.value) : undefined;
    }
    if (this.#reading.isWanted(path)) this.pending = root.why;
    else if (!mayBeOther) this.hidden ??= `${path}: ${root.why}`;
    return undefined;
  }

  find({ extends: from, file, name }: ComposeService): ComposeService | undefined {
    if (!from?.service.value.known) return undefined;
    const wanted = from.service.value.value;
    const path = from.file ? pathIn(file, from.file) : file;
    // A service that extends itself would do so for ever.
    if (path === undefined || (path === file && wanted === name.value)) return undefined;
    const files = this.files.find((each) => each.path === path) ?? this.#templates.get(path);
    return files?.services.find((service) => service.name.value === wanted);
  }
}

/** The path of a Dockerfile and its context in the workspace; undefined for what lies elsewhere, or in the compose file. */
export function buildPaths({ build }: ComposeService): Known<{ context: string; dockerfile: string }> | undefined {
  if (!build || build.inline) return undefined;
  const { context, dockerfile, folder } = build;
  if (context && !context.value.known) return context.value;
  if (dockerfile && !dockerfile.value.known) return dockerfile.value;
  const root = context ? pathIn(within(folder, 'compose.yaml'), context) : folder;
  if (root === undefined) return undefined;
  const path = dockerfile ? pathIn(within(root, 'Dockerfile'), dockerfile) : within(root, 'Dockerfile');
  return path === undefined ? undefined : known({ context: root, dockerfile: path });
}

import { parseYaml, rootTable } from '../../../../server/src/engine/nodes/yaml.ts';
import { readComposeFile } from '../../../../server/src/engine/project/compose/file.ts';
import { type ComposeFiles, readComposeFiles } from '../../../../server/src/engine/project/compose/read.ts';
import type { ComposeFile, ComposeService } from '../../../../server/src/engine/project/compose/types.ts';
import { type MemoryFiles, memoryReads } from '../../../../server/src/engine/project/memory.ts';
import { Reading } from '../../../../server/src/engine/project/reading.ts';
import { type Known, known } from '../../../../server/src/engine/text/known.ts';
import { filesOf } from '../support.ts';

export function fileOf(text: string, path = 'compose.yaml'): ComposeFile {
  const result = parseYaml(text);
  const root = rootTable(result);
  if (!root) throw new Error(result.ok ? 'no table' : result.message);
  return readComposeFile(path, root, text);
}

/** A service `web` that says this; its lines stand without an indent. */
export function serviceOf(lines: string): ComposeService {
  const [service] = fileOf(`services:\n  web:\n${lines.replace(/^(?=.)/gm, '    ')}\n`).services;
  if (!service) throw new Error('no service');
  return service;
}

export function composeOf(files: MemoryFiles): ComposeFiles {
  const found = readComposeFiles(known(filesOf(...Object.keys(files))), new Reading(memoryReads(files)));
  if (!found.known) throw new Error(found.why);
  return found.value;
}

/** The value, or why there is none with a mark in front. */
export const shown = <T>(value: Known<T> | undefined): T | string | undefined =>
  value?.known === false ? '?' : value?.value;

export const texts = (all: readonly { readonly value: Known<string> }[] | undefined) =>
  all?.map(({ value }) => shown(value));

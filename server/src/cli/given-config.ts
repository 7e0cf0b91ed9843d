import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { configFileKind, readConfigFile } from '../engine/config/file.ts';
import { matchesAnyGlob } from '../engine/config/glob.ts';
import type { ReadConfig } from '../engine/config/types.ts';
import { RULES } from '../engine/rules/index.ts';
import { decode } from '../host/decode.ts';
import { readRegularFile } from '../host/read-file.ts';
import { UsageError } from './command.ts';
import { pathInside, withSlashes } from './workspace.ts';

/** The configuration of `--config`: it may stand anywhere, and takes the place of every other. */
export interface GivenConfig extends ReadConfig {
  readonly shown: string;
  readonly text: string;
  excludes(absolute: string): boolean;
}

/** Without the configuration that was asked for, nothing that would be reported could be trusted: this ends the run. */
export async function readGivenConfig(path: string, cwd: string): Promise<GivenConfig> {
  const absolute = resolve(cwd, path);
  const bytes = await readRegularFile(absolute);
  if (bytes.state === 'missing') throw new UsageError(`--config ${path}: no such file`);
  const decoded = bytes.state === 'ok' ? decode(bytes.value) : bytes;
  if (decoded.state !== 'ok') {
    throw new UsageError(`--config ${path}: ${decoded.state === 'refused' ? decoded.why : 'no such file'}`);
  }
  const { text } = decoded.value;
  const read = readConfigFile(RULES, text, configFileKind(basename(absolute)));
  const folder = realpathSync(dirname(absolute));
  return {
    ...read,
    text,
    shown: withSlashes(path),
    excludes(file) {
      const inside = pathInside(folder, join(realpathSync(dirname(file)), basename(file)));
      return inside !== undefined && matchesAnyGlob(read.layer.exclude ?? [], inside);
    },
  };
}

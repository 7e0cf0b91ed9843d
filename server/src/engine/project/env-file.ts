import { type Known, known, unknown } from '../text/known.ts';
import type { ComposeService } from './compose/types.ts';
import { parentOf, within } from './context.ts';
import type { Reading } from './reading.ts';
import { relativeTo } from './requirements.ts';
import type { Place } from './types.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/** A variable that a file such as .env sets. */
export interface FileVariable {
  readonly name: string;
  /** Unknown where other variables stand in it. */
  readonly value: Known<string>;
  readonly from: Place;
  /** The value without its quotes; what the file sets to nothing has an empty one. */
  readonly written: Place;
}

const LINE = /^([ \t]*(?:export[ \t]+)?)([A-Za-z_]\w*)([ \t]*=[ \t]*)(.*)$/gm;
const QUOTED = /^(["'])((?:\\.|(?!\1)[^\\])*)\1/;

/** The variables of a file of `NAME=value` lines, as compose and the readers of Python take it; of several the last one counts. */
export function readEnvFile(path: string, text: string): readonly FileVariable[] {
  const found = new Map<string, FileVariable>();
  for (const match of text.matchAll(LINE)) {
    const [line, lead = '', name = '', sign = '', raw = ''] = match;
    const start = match.index + lead.length;
    const behind = start + name.length + sign.length;
    const quoted = QUOTED.exec(raw);
    const value = quoted?.[2] ?? raw.replace(/(?:^|[ \t])#.*$/, '').trimEnd();
    const at = behind + (quoted ? 1 : 0);
    const isLiteral = quoted?.[1] === "'" || !/[$\\]/.test(value);
    found.set(name, {
      name,
      value: isLiteral ? known(value) : unknown(`${name} is put together of others`),
      from: { path, span: { start, end: match.index + line.trimEnd().length } },
      written: { path, span: { start: at, end: at + value.length } },
    });
  }
  return [...found.values()];
}

/** The files of variables around a service. */
export interface ServiceVariables {
  /** What its files give it; of several that set a name the last one counts. Unknown where one of them is not read. */
  readonly given: Known<readonly FileVariable[]>;
  /** What compose puts in for the variables in its own file. */
  readonly beside: readonly FileVariable[];
}

/** The file whose variables compose puts into its own. */
const besideOf = ({ file }: ComposeService): string => within(parentOf(file), '.env');

const namedBy = ({ envFiles }: ComposeService): readonly (string | undefined)[] =>
  envFiles.map(({ value, varies, from }) => (value.known && !varies ? relativeTo(from.path, value.value) : undefined));

export function variablesOf(service: ComposeService, reading: Reading): ServiceVariables {
  const beside = reading.parsed(besideOf(service), readEnvFile);
  return { given: givenBy(namedBy(service), reading), beside: beside.known ? beside.value : [] };
}

function givenBy(paths: readonly (string | undefined)[], reading: Reading): ServiceVariables['given'] {
  const found = new Map<string, FileVariable>();
  for (const path of paths) {
    const file = path === undefined ? unknown('a file of variables is not named') : reading.parsed(path, readEnvFile);
    if (!file.known) return file;
    for (const variable of file.value) found.set(variable.name, variable);
  }
  return known([...found.values()]);
}

/** Reads the files of variables around services: rules ask what they say, and by then they have to be there. */
export function readEnvFiles(
  services: Known<readonly ComposeService[]>,
  workspace: Known<WorkspaceFiles>,
  reading: Reading,
): void {
  if (!services.known || !workspace.known) return;
  const named = new Set(services.value.flatMap((service) => [besideOf(service), ...namedBy(service)]));
  for (const path of named) if (path !== undefined && workspace.value.has(path)) reading.parsed(path, readEnvFile);
}

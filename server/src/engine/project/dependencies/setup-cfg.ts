import { type Known, known } from '../../text/known.ts';
import { relativeTo } from '../requirements.ts';
import type { Place } from '../types.ts';
import { fileOf, fromRequirement, groupOf } from './dependency.ts';
import { normalName } from './names.ts';
import { pep440 } from './specifier.ts';
import type { DependencyFile, Group, Include, Unread } from './types.ts';

/** A line of a value, and where it stands. */
interface Piece {
  readonly text: string;
  readonly start: number;
}

interface Option {
  readonly section: string;
  readonly key: string;
  readonly pieces: readonly Piece[];
  /** Its value begins on its own line. */
  readonly inline: boolean;
}

/** The options of an INI file as Python reads it: indented lines go on with the value above them. */
function optionsOf(text: string): readonly Option[] {
  const options: (Option & { readonly pieces: Piece[] })[] = [];
  let section = '';
  let start = 0;
  for (const raw of text.split('\n')) {
    const line = raw.trimEnd();
    const header = /^\[([^\]]+)\]/.exec(line)?.[1];
    const option = /^([^\s#;=:][^=:]*)[=:](.*)$/.exec(line);
    if (header !== undefined) section = header.trim();
    else if (/^\s/.test(line)) addPiece(options.at(-1)?.pieces, line, 0, start);
    else if (option) {
      const [, key = '', value = ''] = option;
      options.push({ section, key: key.trim(), pieces: [], inline: value.trim() !== '' });
      addPiece(options.at(-1)?.pieces, line, line.length - value.length, start);
    }
    start += raw.length + 1;
  }
  return options;
}

function addPiece(pieces: Piece[] | undefined, line: string, from: number, start: number): void {
  const text = line.slice(from).trimStart();
  if (text !== '' && !/^[#;]/.test(text)) pieces?.push({ text, start: start + line.length - text.length });
}

/** Requirements on the option's own line are parted by semicolons, those below it by lines. */
function requirementsOf({ pieces, inline }: Option): readonly Piece[] {
  const [first] = pieces;
  if (!first || !inline || pieces.length > 1) return pieces;
  let start = first.start;
  return first.text.split(';').flatMap((part) => {
    const piece = { text: part.trim(), start: start + part.length - part.trimStart().length };
    start += part.length + 1;
    return piece.text === '' ? [] : [piece];
  });
}

const isIn = (option: Option, section: string, key: string): boolean =>
  option.section === section && option.key.replace(/-/g, '_') === key;

/** Reads what a setup.cfg says of a package: its requirements, its extras and its Python. */
export function readSetupCfg(path: string, text: string): Known<DependencyFile> {
  const options = optionsOf(text);
  const requires = options.find((each) => isIn(each, 'options', 'install_requires'));
  const python = options.find((each) => isIn(each, 'options', 'python_requires'))?.pieces[0];
  const extras = options.filter(({ section }) => section === 'options.extras_require');
  const includes = requires ? filesOf(path, requires) : [];
  return known(
    fileOf({
      kind: 'setup.cfg',
      path,
      requiresPython: python && { value: pep440(python.text), from: placeOf(path, [python]) },
      groups: [
        ...(requires ? [groupIn(path, { name: 'main', kind: 'main' }, requires)] : []),
        ...extras.map((each) => groupIn(path, { name: normalName(each.key), kind: 'extra' }, each)),
      ],
      includes,
    }),
  );
}

function placeOf(path: string, pieces: readonly Piece[]): Place {
  const [first, last] = [pieces[0], pieces.at(-1)];
  return { path, span: { start: first?.start ?? 0, end: last ? last.start + last.text.length : 0 } };
}

const FROM_FILE = /^file:\s*/;

function groupIn(path: string, head: Pick<Group, 'name' | 'kind'>, option: Option): Group {
  const { pieces } = option;
  const from = placeOf(path, pieces);
  const written = pieces[0]?.text ?? '';
  if (FROM_FILE.test(written)) {
    const unread: Unread = { why: 'the requirements stand in another file', from };
    return groupOf({ ...head, from }, head.kind === 'main' ? [] : [unread]);
  }
  return groupOf(
    { ...head, from },
    requirementsOf(option).map((piece) => fromRequirement(piece.text, placeOf(path, [piece]))),
  );
}

/** `install_requires = file: requirements.txt` */
function filesOf(path: string, { pieces }: Option): readonly Include[] {
  const written = pieces[0]?.text ?? '';
  if (!FROM_FILE.test(written)) return [];
  const names = pieces
    .map(({ text }) => text)
    .join(',')
    .replace(FROM_FILE, '')
    .split(',')
    .map((each) => each.trim());
  const from = placeOf(path, pieces);
  return names
    .filter((name) => name !== '')
    .map((name) => ({ path: relativeTo(path, name), as: 'requirements', from }));
}

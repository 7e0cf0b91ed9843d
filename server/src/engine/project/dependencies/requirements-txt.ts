import { type Known, known, unknown } from '../../text/known.ts';
import { relativeTo } from '../requirements.ts';
import type { Place } from '../types.ts';
import { fileOf, fromRequirement, groupOf, wholeOf } from './dependency.ts';
import { extrasOf, sourceOf, toldByAddress } from './requirement.ts';
import {
  CONSTRAINT,
  EDITABLE,
  INCLUDE,
  optionValue,
  type RequirementLine,
  requirementLines,
} from './requirement-lines.ts';
import { ANY } from './specifier.ts';
import type { Dependency, DependencyFile, Include, Unread } from './types.ts';

/** What belongs to one requirement stands behind it: `--hash=sha256:…`, `--config-settings …`. */
const OWN_OPTION = /\s--[a-z]/;

/** Every line but those of options that ask for nothing: `--index-url …`. */
const ASKS = /^(?!-)|^-[er]|^--(?:editable|requirement)\b/;

const LONGEST = 5000;

/** Reads a requirements file in pip's format, a `.in` or a file of constraints alike. */
export function readRequirementsFile(path: string, text: string): Known<DependencyFile> {
  // Windows' editors write UTF-16, which reads as text with a null behind every letter.
  if (text.includes('\0')) return unknown(`${path} is no text`);
  const includes: Include[] = [];
  const found: (Dependency | Unread)[] = [];
  let hashed = false;
  for (const line of requirementLines(text)) {
    if (/\s--hash[=\s]/.test(line.text) || /^--require-hashes\b/.test(line.text)) hashed = true;
    const include = includeIn(line, path);
    if (include) includes.push(include);
    else if (ASKS.test(line.text)) found.push(entryIn(line, path));
  }
  const from = wholeOf(path, text);
  return known(
    fileOf({
      kind: 'requirements',
      path,
      groups: [groupOf({ name: 'main', kind: 'main', from }, found)],
      includes,
      hashed,
    }),
  );
}

const placeOf = (path: string, { start, text }: RequirementLine, length = text.length): Place => ({
  path,
  span: { start, end: start + length },
});

function includeIn(line: RequirementLine, path: string): Include | undefined {
  const requirements = optionValue(line.text, INCLUDE);
  const target = requirements ?? optionValue(line.text, CONSTRAINT);
  if (target === undefined) return undefined;
  const as = requirements === undefined ? 'constraints' : 'requirements';
  return { path: relativeTo(path, target), as, from: placeOf(path, line) };
}

function entryIn(line: RequirementLine, path: string): Dependency | Unread {
  const options = OWN_OPTION.exec(line.text.replace(/^--/, '__'))?.index;
  const written = line.text.slice(0, options).trimEnd();
  const from = placeOf(path, line, written.length);
  if (written.length > LONGEST) return { why: 'the line is too long', from };
  const editable = optionValue(written, EDITABLE);
  if (editable !== undefined) return editableIn(editable, from);
  if (written.startsWith('-')) return { why: 'this option cannot be read', from };
  return isAddress(written) ? addressIn(written, from) : fromRequirement(written, from);
}

/** `git+https://…`, `./lib`, `lib/thing.whl`, `.`: no name stands in front of it. */
const isAddress = (text: string): boolean =>
  /^(?:[a-z][a-z\d+.-]*:\/\/|git\+|file:|\.{1,2}(?:[/[;\s]|$)|\/|~\/|[\w.-]+\/)/i.test(text) ||
  /^[^\s;@]+\.(?:whl|tar\.gz|tgz|zip|tar\.bz2)(?:[\s;[]|$)/i.test(text);

function editableIn(text: string, from: Place): Dependency | Unread {
  const found = isAddress(text) || !/\s@\s/.test(text) ? addressIn(text, from) : fromRequirement(text, from);
  return 'why' in found ? found : { ...found, editable: true };
}

/** An address tells its package at times: in `#egg=`, or by the name of a wheel. */
function addressIn(text: string, from: Place): Dependency | Unread {
  const [, address = '', marker] = /^(.*?)(?:\s*;\s+(.*)|\s+;\s*(.*))?$/.exec(text) ?? [];
  const [, bare = address, bracket = ''] = /^(.*?)\[([^\]]*)\]$/.exec(address) ?? [];
  const isPath = sourceOf(bare).kind === 'path';
  const target = isPath ? bare : address;
  if (/[\s$]/.test(target)) return { why: 'this address cannot be read', from };
  const { name, extras = [], version } = toldByAddress(target);
  return {
    name,
    extras: isPath ? [...extras, ...(extrasOf(bracket) ?? [])] : extras,
    specifier: ANY,
    pinned: version,
    marker: marker?.trim() || undefined,
    source: sourceOf(target),
    editable: false,
    from,
  };
}

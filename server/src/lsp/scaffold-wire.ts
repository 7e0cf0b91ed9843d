import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Survey } from '../engine/project/survey/types.ts';
import {
  type Answer,
  type Choices,
  DATABASES,
  type Detected,
  FILE_ROLES,
  type FileRole,
  MANAGERS,
  type Note,
  type NoteEdit,
  SERVERS,
  STATICS,
} from '../engine/scaffold/types.ts';
import { addressBelow } from '../host/paths.ts';
import { factPlace } from './fact-place.ts';
import type { ScaffoldAnswer, ScaffoldChoices, ScaffoldNote, ScaffoldNoteEdit, ScaffoldProject } from './messages.ts';
import { toProtocolEdits } from './positions.ts';

export function answersOf(detected: Detected, root: string, survey: Survey): ScaffoldProject['answers'] {
  const answer = <T>({ value, why, from, options }: Answer<T>): ScaffoldAnswer<T> => ({
    value,
    why,
    from: from ? factPlace(root, from, survey.source(from.path)) : null,
    options,
  });
  return {
    manager: answer(detected.manager),
    database: answer(detected.database),
    server: answer(detected.server),
    static: answer(detected.static),
    celery: answer(detected.celery),
    redis: answer(detected.redis),
    python: answer(detected.python),
    development: answer(detected.development),
  };
}

/** Undefined where something was chosen that there is not. */
export function choicesOf(given: ScaffoldChoices): Choices | undefined {
  const manager = oneOf(given.manager, MANAGERS);
  const database = oneOf(given.database, DATABASES);
  const server = oneOf(given.server, SERVERS);
  const statics = oneOf(given.static, STATICS);
  if (!manager || !database || !server || !statics || !/^3\.\d+$/.test(given.python)) return undefined;
  return {
    manager,
    database,
    server,
    static: statics,
    celery: given.celery,
    redis: given.redis,
    python: given.python,
    development: given.development,
  };
}

const oneOf = <T extends string>(value: string, all: readonly T[]): T | undefined => all.find((each) => each === value);

export const rolesOf = (given: readonly string[]): ReadonlySet<FileRole> =>
  new Set(given.flatMap((role) => oneOf(role, FILE_ROLES) ?? []));

export const noteOf = ({ text, at, link, edit }: Note, root: string, survey: Survey): ScaffoldNote => ({
  text,
  at: at ? factPlace(root, at, survey.source(at.path)) : null,
  link: link ?? null,
  edit: (edit && noteEditOf(edit, root, survey)) ?? null,
});

/** None where the text is not known any more that the offsets are for. */
function noteEditOf({ title, files }: NoteEdit, root: string, survey: Survey): ScaffoldNoteEdit | undefined {
  const changed = files.flatMap(({ path, edits }) => {
    const uri = addressBelow(root, path);
    const text = survey.source(path);
    if (uri === undefined || text === undefined) return [];
    return [{ uri, text, edits: toProtocolEdits(TextDocument.create(uri, 'plaintext', 0, text), edits) }];
  });
  return changed.length === files.length ? { title, files: changed } : undefined;
}

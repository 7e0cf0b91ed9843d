import type { Manager } from '../project/dependencies/selection.ts';
import type { Survey } from '../project/survey/types.ts';
import type { Place } from '../project/types.ts';
import type { TextEdit } from '../text/edits.ts';

export const MANAGERS: readonly Manager[] = ['pip', 'uv', 'poetry', 'pipenv', 'pdm'];
export const DATABASES = ['postgresql', 'mysql', 'mariadb', 'sqlite'] as const;
export const SERVERS = ['gunicorn', 'gunicorn-asgi', 'uvicorn', 'daphne', 'granian'] as const;
export const STATICS = ['whitenoise', 'none'] as const;

/** What a set-up is made for. */
export interface Choices {
  readonly manager: Manager;
  readonly database: (typeof DATABASES)[number];
  readonly server: (typeof SERVERS)[number];
  readonly static: (typeof STATICS)[number];
  readonly celery: boolean;
  readonly redis: boolean;
  /** A minor: `3.14`. */
  readonly python: string;
  /** An override of the compose file, for work on the code. */
  readonly development: boolean;
}

/** What a question begins with, and why. */
export interface Answer<T> {
  readonly value: T;
  /** A word on why: `settings.py says so`. */
  readonly why: string;
  /** Where that stands. */
  readonly from: Place | undefined;
  /** All answers that are possible, this one first. */
  readonly options: readonly T[];
}

export type Detected = { readonly [Name in keyof Choices]: Answer<Choices[Name]> };

export const FILE_ROLES = [
  'dockerfile',
  'ignore',
  'compose',
  'override',
  'entrypoint',
  'environment',
  'attributes',
] as const;

export type FileRole = (typeof FILE_ROLES)[number];

/** What the files are called, relative to the home. */
export type Names = Readonly<Record<FileRole, string>>;

export interface ScaffoldFile {
  readonly role: FileRole;
  /** Relative to the home. */
  readonly path: string;
  readonly text: string;
  readonly executable: boolean;
}

/** Something that the project itself still needs before the image does what it should. */
export interface Note {
  readonly text: string;
  /** Where to look. */
  readonly at: Place | undefined;
  /** A page that says more. */
  readonly link: string | undefined;
  /** What would mend it, where that is plain: changes of files by their path in the workspace. */
  readonly edit: NoteEdit | undefined;
}

export interface NoteEdit {
  readonly title: string;
  readonly files: readonly { readonly path: string; readonly edits: readonly TextEdit[] }[];
}

export interface Scaffold {
  readonly files: readonly ScaffoldFile[];
  readonly notes: readonly Note[];
}

/** What the parts of a scaffold are made from. */
export interface Plan {
  readonly survey: Survey;
  readonly choices: Choices;
  readonly names: Names;
}

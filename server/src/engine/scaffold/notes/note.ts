import type { Place } from '../../project/types.ts';
import type { TextEdit } from '../../text/edits.ts';
import type { Note, NoteEdit, Plan } from '../types.ts';

const DJANGO = 'https://docs.djangoproject.com/en/stable';

/** Pages that say more. */
export const PAGES = {
  staticRoot: `${DJANGO}/ref/settings/#static-root`,
  allowedHosts: `${DJANGO}/ref/settings/#allowed-hosts`,
  checklist: `${DJANGO}/howto/deployment/checklist/`,
  databases: `${DJANGO}/ref/settings/#databases`,
  whitenoise: 'https://whitenoise.readthedocs.io/en/stable/django.html',
  celery: 'https://docs.celeryq.dev/en/stable/django/first-steps-with-django.html',
  attributes: 'https://git-scm.com/docs/gitattributes#_text',
} as const;

export const noteOf = (text: string, more: Partial<Omit<Note, 'text'>> = {}): Note => ({
  text,
  at: undefined,
  link: undefined,
  edit: undefined,
  ...more,
});

/** A change of one file of the workspace. */
export const editOf = (title: string, path: string, edits: readonly TextEdit[]): NoteEdit => ({
  title,
  files: [{ path, edits }],
});

export const insertion = (at: number, newText: string): TextEdit => ({ span: { start: at, end: at }, newText });

export const startOf = (path: string): Place => ({ path, span: { start: 0, end: 0 } });

/** A path of the home in the workspace. */
export const inHome = ({ survey }: Plan, path: string): string =>
  survey.home === '' ? path : `${survey.home}/${path}`;

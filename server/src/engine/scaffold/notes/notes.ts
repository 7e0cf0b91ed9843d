import type { Note, Plan, ScaffoldFile } from '../types.ts';
import { frontEndNotes } from './front-end.ts';
import { lockNotes, packageNotes } from './packages.ts';
import { applicationNotes, attributesNotes, celeryNotes, databaseNotes } from './services.ts';
import { settingsNotes } from './settings.ts';

/** What the project itself still needs: what stops the image first, what makes it worse then. */
export const notesFor = (plan: Plan, dockerfile: ScaffoldFile): readonly Note[] => [
  ...packageNotes(plan),
  ...lockNotes(plan),
  ...applicationNotes(plan),
  ...databaseNotes(plan),
  ...celeryNotes(plan),
  ...frontEndNotes(plan),
  ...settingsNotes(plan, dockerfile),
  ...attributesNotes(plan),
];

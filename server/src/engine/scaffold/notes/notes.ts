import type { Note, Plan } from '../types.ts';

export const notesFor = (_: Plan): readonly Note[] => [];

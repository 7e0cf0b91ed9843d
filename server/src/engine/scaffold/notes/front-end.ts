import type { Note, Plan } from '../types.ts';
import { noteOf, startOf } from './note.ts';

/** Node has no place in the image: what it makes is there before, or comes out of a stage of its own. */
export function frontEndNotes({ survey }: Plan): readonly Note[] {
  return survey.frontEnds.map((path) =>
    noteOf('A front end is built with Node: build it before the image, or in a stage whose output is copied', {
      at: startOf(path),
    }),
  );
}

import type { Glob, Step } from './glob.ts';

/** How much matching may still cost; a hostile pattern uses it up instead of the user's time. */
export interface Effort {
  left: number;
}

/** Answers whether a glob fits a whole path. */
export type Match = (path: string, effort: Effort) => boolean;

export function matchFor(glob: Glob): Match {
  switch (glob.kind) {
    case 'exact':
      return (path) => path === glob.text;
    case 'prefix':
      return (path) => path.startsWith(glob.text);
    case 'suffix':
      // `**/a` is `a` as well.
      return (path) => path.endsWith(glob.text) || (glob.text.startsWith('/') && path === glob.text.slice(1));
    default:
      return matchSteps(glob.steps);
  }
}

const textOf = (step: Step | undefined): string => (step?.kind === 'text' ? step.text : '');

function matchSteps(steps: readonly Step[]): Match {
  const [head, tail] = [textOf(steps[0]), textOf(steps.at(-1))];
  const longest = steps.map(textOf).reduce((long, text) => (text.length > long.length ? text : long), '');
  return (path, effort) => {
    // Comparing text is all that most pairs of a pattern and a path need.
    if (!path.startsWith(head) || !path.endsWith(tail) || !path.includes(longest)) return false;
    let places: readonly number[] = [0];
    for (const step of steps) {
      places = advance(places, step, path);
      effort.left -= places.length + 1;
      if (places.length === 0 || effort.left < 0) return false;
    }
    return places.at(-1) === path.length;
  };
}

/** All places in the path where a step may end that begins at one of these; in order, none twice. */
function advance(places: readonly number[], step: Step, path: string): readonly number[] {
  const [first = 0] = places;
  switch (step.kind) {
    case 'text':
      return places.filter((at) => path.startsWith(step.text, at)).map((at) => at + step.text.length);
    case 'letter':
      return afterLetter(places, path, (letter) => letter !== SLASH);
    case 'class':
      return afterLetter(
        places,
        path,
        (letter) => step.ranges.some(([low, high]) => low <= letter && letter <= high) !== step.negated,
      );
    case 'name':
      return withinNames(places, path);
    case 'folders':
      return belowFolders(places, path);
    case 'rest':
      return Array.from({ length: path.length - first + 1 }, (_, index) => first + index);
  }
}

const SLASH = 0x2f;

function afterLetter(places: readonly number[], path: string, fits: (letter: number) => boolean): number[] {
  const found: number[] = [];
  for (const at of places) {
    const letter = path.codePointAt(at);
    if (letter !== undefined && fits(letter)) found.push(at + (letter > 0xffff ? 2 : 1));
  }
  return found;
}

function withinNames(places: readonly number[], path: string): number[] {
  const found: number[] = [];
  let last = -1;
  for (const place of places) {
    // What begins within the same name is found already.
    if (place <= last) continue;
    const slash = path.indexOf('/', place);
    last = slash === -1 ? path.length : slash;
    for (let at = place; at <= last; at++) found.push(at);
  }
  return found;
}

function belowFolders(places: readonly number[], path: string): number[] {
  const found: number[] = [];
  let next = 0;
  let slash = path.indexOf('/', places[0]);
  while (slash !== -1) {
    for (; (places[next] ?? path.length + 1) <= slash; next++) found.push(places[next] ?? 0);
    if (places[next] === slash + 1) next++;
    found.push(slash + 1);
    slash = path.indexOf('/', slash + 1);
  }
  return next < places.length ? [...found, ...places.slice(next)] : found;
}

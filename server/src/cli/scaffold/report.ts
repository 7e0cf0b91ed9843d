import type { Choices, Detected, Note, Scaffold } from '../../engine/scaffold/types.ts';

const LABELS: Readonly<Record<keyof Choices, string>> = {
  manager: 'packages',
  database: 'database',
  server: 'server',
  static: 'static files',
  celery: 'celery',
  redis: 'redis',
  python: 'python',
  development: 'development',
};

/** `postgresql.py:12` for a place, as somebody in the current folder writes it. */
export type Where = (place: NonNullable<Note['at']>) => string;

const word = (value: string | boolean): string => (typeof value === 'string' ? value : value ? 'yes' : 'no');

/** What was chosen, and for what is detected why. */
export function choiceLines(
  choices: Choices,
  detected: Detected,
  given: Partial<Choices>,
  where: Where,
): readonly string[] {
  const names = Object.keys(LABELS) as (keyof Choices)[];
  return names.map((name) => {
    const { why, from } = detected[name];
    const reason = name in given ? 'as you said' : from ? `${why} (${where(from)})` : why;
    return `  ${LABELS[name].padEnd(13)} ${word(choices[name]).padEnd(14)} ${reason}`;
  });
}

/** What the project still needs. */
export function noteLines(notes: readonly Note[], where: Where): readonly string[] {
  if (notes.length === 0) return [];
  return [
    'What the project itself still needs:',
    ...notes.map(({ text, at }) => `  - ${text}${at ? ` (${where(at)})` : ''}`),
  ];
}

/** Every file with its text as it would be written. */
export const dryRun = ({ files }: Scaffold, shown: (path: string) => string): string =>
  files.map(({ path, text }) => `==> ${shown(path)} <==\n${text}`).join('\n');

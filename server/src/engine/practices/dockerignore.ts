import type { Practice } from './types.ts';

export const dockerignore: Practice = {
  id: 'dockerignore',
  title: 'The ignore file',
  summary: 'What no image needs never reaches the builder.',
  does: 'A build sends its whole folder to the builder, without what `.dockerignore` names. Its patterns begin at that folder: `**/` makes them fit at any depth, `!` takes something back.',
  why: 'Without it `COPY . .` lays `.git`, the local `.venv`, the SQLite file and `.env` with the secret key into the image, and a change of any of them throws the cache away.',
  language: 'ignore',
  example:
    '.git\n' +
    '**/.env\n' +
    '**/.venv\n' +
    '**/__pycache__\n' +
    '**/*.py[cod]\n' +
    '**/*.sqlite3*\n' +
    'media\n' +
    'staticfiles\n',
  rules: ['dockerignore-incomplete', 'dockerignore-root-only', 'dotenv-in-context', 'secret-file-copied'],
  subjects: {
    instructions: ['COPY', 'ADD'],
    programs: [],
    flags: ['exclude'],
    variables: [],
  },
};

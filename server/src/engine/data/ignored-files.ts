/**
 * What no image of a Django project needs, as lines of an ignore file.
 * Source: what editors, test tools, Python and Docker themselves leave in a project's folder; written on 2026-11-21.
 */
const LINES = [
  ...['.github', '.dockerignore', 'Dockerfile*', 'compose*.y*ml', 'docker-compose*.y*ml'],
  ...['**/.env', '**/.env.*', '**/*.pem', '**/*.key', '**/*.sqlite3*', '**/*.log'],
  ...['**/__pycache__', '**/*.py[cod]', '**/.venv', '**/venv', '**/node_modules'],
  ...['**/.pytest_cache', '**/.mypy_cache', '**/.ruff_cache', '**/.coverage', '**/htmlcov', '**/.vscode', '**/.idea'],
  ...['media', 'staticfiles'],
];

/** The part of a line that stands for one name, as a pattern. */
function namePattern(line: string): RegExp {
  const name = line.slice(line.lastIndexOf('/') + 1);
  return new RegExp(`^${name.replace(/[.]/g, '\\.').replace(/\*/g, '.*')}$`);
}

/** The lines of a new ignore file that leave what is copied by name where it is. */
export const linesToIgnore = (copied: readonly string[]): readonly string[] => {
  const names = copied.flatMap((path) => path.split('/'));
  return LINES.filter((line) => !names.some((name) => namePattern(line).test(name)));
};

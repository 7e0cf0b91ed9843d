import type { SettingsPath } from '../project/settings/types.ts';
import { isWithin, lastPart } from '../text/path.ts';
import { APP, inImage } from './layout.ts';
import type { Plan } from './types.ts';

const VERSION_CONTROL = ['.git', '.github', '.gitlab-ci.yml', '.gitignore', '.gitattributes'];
const DOCKER = ['.dockerignore', 'Dockerfile*', 'compose*.y*ml', 'docker-compose*.y*ml'];
const PYTHON = [
  '**/__pycache__',
  '**/*.py[cod]',
  '**/.venv',
  '**/venv',
  '**/.pytest_cache',
  '**/.mypy_cache',
  '**/.ruff_cache',
];
const OTHERS = ['**/.coverage', '**/htmlcov', '**/node_modules', '**/.vscode', '**/.idea', '**/*.sqlite3*', '**/*.log'];

/** Templates of variables, which hold nothing secret and may be read. */
const TEMPLATE = /[._-](?:example|sample|template|defaults?|dist)$/;

/** Files of variables: the usual names, and those that are there. */
function secrets({ survey }: Plan): readonly string[] {
  const there = survey
    .fitting((path) => /^\.env(?:[._-]|$)/.test(lastPart(path)) || path.includes('.envs/'))
    .filter((path) => !TEMPLATE.test(path));
  const names = there.map((path) => (path.includes('.envs/') ? '**/.envs' : `**/${lastPart(path)}`));
  const keys = survey.fitting((path) => /(?:\.key|(?:^|\/)id_(?:rsa|ed25519|ecdsa))$/.test(path));
  return [...new Set(['**/.env', '**/.env.local', '**/.env.*.local', ...names, ...keys])];
}

/** What the settings write to in the project's own folder: it belongs to volumes, or is made anew in the image. */
function written(plan: Plan): readonly string[] {
  const { settings } = plan.survey;
  const paths: SettingsPath[] = [settings?.mediaRoot, settings?.staticRoot].flatMap((setting) =>
    setting?.known && setting.value ? [setting.value.value] : [],
  );
  return paths.flatMap((path) => {
    const place = inImage(plan, path);
    const own = place.slice(APP.length + 1);
    const holdsCode = plan.survey.fitting((file) => file.endsWith('.py')).some((file) => isWithin(file, own));
    return place.startsWith(`${APP}/`) && path.path !== '' && !holdsCode ? [own] : [];
  });
}

export function dockerignoreOf(plan: Plan): string {
  const lines = [...VERSION_CONTROL, ...DOCKER, ...secrets(plan), ...PYTHON, ...OTHERS, ...written(plan)];
  return `# Docker's patterns begin at the folder that is built: "**/" makes them fit at any depth.\n${lines.join('\n')}\n`;
}

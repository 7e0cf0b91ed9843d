import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../editor/checkout.ts';
import { runOrThrow } from '../../editor/processes.ts';
import { type ProjectFiles, writeContext, writeFiles } from '../context.ts';
import { type Combination, needsRedis } from './combinations.ts';
import { djangoFolder } from './project.ts';

/** What must never get into an image. */
export const SECRET = 'never-in-an-image';

const CLI = join(root, 'server/src/cli.ts');

/** A project with its scaffold, as the command line has written it. */
export interface Written {
  /** The folder that is built. */
  readonly home: string;
  /** The folder of manage.py, relative to it. */
  readonly django: string;
}

/** Writes a project, lets `new` write what belongs to it, and fills in `.env` as the example says. */
export async function writeProject(files: ProjectFiles, combination: Combination): Promise<Written> {
  const folder = writeContext(files);
  const { folder: place } = combination;
  const home = place === 'backend' || place === 'apps/shop' ? join(folder, place) : folder;
  const django = place === 'src' ? djangoFolder(combination) : '';
  putSecrets(folder, home, django);
  const output = await runOrThrow(process.execPath, ['--no-warnings', CLI, 'new', ...optionsFor(combination)], {
    cwd: folder,
  });
  judgeChoices(output, combination);
  if (!existsSync(join(home, 'Dockerfile'))) throw new Error(`the Dockerfile is not where it belongs\n${output}`);
  const example = readFileSync(join(home, '.env.example'), 'utf8');
  writeFileSync(join(home, '.env'), example.replaceAll(/^(\w+)=$/gm, `$1=${SECRET}`));
  return { home, django };
}

/** What lies about in a project of somebody who works on it. */
function putSecrets(folder: string, home: string, django: string): void {
  writeFiles(home, {
    '.env.local': `SECRET_KEY=${SECRET}\n`,
    'deploy/id_ed25519': `${SECRET}\n`,
    [`${django}db.sqlite3`]: SECRET,
    '__pycache__/manage.cpython-313.pyc': SECRET,
  });
  execFileSync('git', ['init', '--quiet', folder]);
  execFileSync('git', ['-C', folder, 'config', 'user.name', SECRET]);
}

/** What no project says; the rest has to be detected. */
function optionsFor({ database, python, static: files }: Combination): readonly string[] {
  return [
    ...['--python', python],
    ...(database === 'mariadb' ? ['--database', database] : []),
    ...(files === 'none' ? ['--static', files] : []),
  ];
}

/** The lines below "Chosen:" name what the combination has. */
function judgeChoices(output: string, combination: Combination): void {
  const { manager, database, server, static: files, celery, python } = combination;
  const wanted = {
    packages: manager.split(' ')[0],
    database,
    server,
    'static files': files,
    celery,
    redis: needsRedis(combination) ? 'yes' : 'no',
    python,
  };
  for (const [name, value] of Object.entries(wanted)) {
    const line = output.split('\n').find((each) => each.startsWith(`  ${name.padEnd(13)} `));
    if (line?.slice(16).split(' ')[0] !== value) throw new Error(`${name} should be ${value}\n${output}`);
  }
}

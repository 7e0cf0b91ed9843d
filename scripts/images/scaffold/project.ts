import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from '../../editor/cache.ts';
import { root } from '../../editor/checkout.ts';
import { readFolder } from '../cases/project.ts';
import { type ProjectFiles, writeContext } from '../context.ts';
import type { Engine } from '../engine/types.ts';
import type { Combination } from './combinations.ts';
import { managerFiles } from './manager-files.ts';
import { requirementsOf } from './requirements.ts';
import { productionSettings } from './settings.ts';
import { withSplitSettings } from './split.ts';

const KEPT = join(root, 'test/images/scaffold');

/** A project for a combination, by paths from the folder that somebody opens. */
export async function projectFor(combination: Combination, engine: Engine): Promise<ProjectFiles> {
  const { folder } = combination;
  const django = await djangoFiles(combination, engine);
  const manager = await managerFiles(combination, engine);
  // In `src` there is the code alone; the other folders hold a project of their own, beside others.
  if (folder === 'src') return { ...below('src', django), ...manager };
  if (folder === '.') return { ...django, ...manager };
  return { ...below(folder, { ...django, ...manager }), 'README.md': '# Notes\n', 'frontend/package.json': '{}\n' };
}

/** The folder of manage.py, for a path of it to be joined. */
export const djangoFolder = ({ folder }: Combination): string => (folder === '.' ? '' : `${folder}/`);

const below = (folder: string, files: ProjectFiles): ProjectFiles =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));

async function djangoFiles(combination: Combination, engine: Engine): Promise<ProjectFiles> {
  const stock = await startedProject(combination, engine);
  const { 'tasks.py': tasks = '', ...app } = readFolder(join(KEPT, 'notes'));
  const files = {
    ...stock,
    ...below('notes', app),
    'config/settings.py': productionSettings(String(stock['config/settings.py']), combination),
    'config/urls.py': edited(stock, 'config/urls.py', [
      ['import path', 'import include, path'],
      ['urlpatterns = [', "urlpatterns = [\n    path('', include('notes.urls')),"],
    ]),
    ...(combination.celery === 'yes' && {
      'notes/tasks.py': tasks,
      'config/celery.py': celeryModule(combination),
      'config/__init__.py': 'from .celery import app as celery_app\n\n__all__ = ["celery_app"]\n',
    }),
  };
  return combination.settings === 'split' ? withSplitSettings(files) : files;
}

function edited(files: ProjectFiles, path: string, edits: readonly (readonly [string, string])[]): string {
  return edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`startproject writes another ${path}: it has no "${from}"`);
    return text.replace(from, to);
  }, String(files[path]));
}

const celeryModule = ({ settings }: Combination): string => `import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings${settings === 'split' ? '.production' : ''}")

app = Celery("config")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
`;

/** What Django's own commands make: kept in the cache. */
async function startedProject(combination: Combination, engine: Engine): Promise<ProjectFiles> {
  const django = requirementsOf(combination).find(({ name }) => name === 'Django')?.version;
  const script = readFileSync(join(KEPT, 'start.sh'), 'utf8');
  const models = readFileSync(join(KEPT, 'notes/models.py'), 'utf8');
  const key = createHash('sha256')
    .update(JSON.stringify([django, script, models]))
    .digest('hex')
    .slice(0, 16);
  const folder = await cached(`scaffold-project-${key}`, async (target) => {
    const dockerfile = `FROM python:3.13-slim-trixie\nRUN pip install --no-cache-dir Django==${django}\n`;
    const context = writeContext({ Dockerfile: dockerfile });
    const built = await engine.build({ context, dockerfile: join(context, 'Dockerfile'), name: 'startproject' });
    if (!built.ok) throw new Error(`Django could not be installed\n${built.log}`);
    const mounts = [
      { folder: KEPT, target: '/kept' },
      { folder: target, target: '/made' },
    ];
    const { code, stderr } = await built.image.run(['sh', '/kept/start.sh', '/kept/notes/models.py', '/made/project'], {
      mounts,
    });
    if (code !== 0) throw new Error(`no project could be started\n${stderr}`);
  });
  return readFolder(join(folder, 'project'));
}

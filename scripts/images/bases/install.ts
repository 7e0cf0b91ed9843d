import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached } from '../../editor/cache.ts';
import { runOrThrow } from '../../editor/processes.ts';
import { settleStore, storeOptions } from '../engine/buildah/store.ts';
import { HELPERS, HELPERS_FOLDER, helperFiles } from '../scaffold/helpers.ts';
import { certificateVariables, debianMirror, indexSettings, ownCertificates } from './machine.ts';
import { BASES, type Base, UV_TAGS } from './table.ts';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
export const BASES_FOLDER = 'image-bases-';
/** Part of the cache's key: when one of them changes, the images are made anew. */
const RECIPES = ['debian.sh', 'python.sh', 'distroless.sh', 'uv.Dockerfile', 'table.ts', 'install.ts'].map(here);

/** The folder of a store with the base images, made the first time. */
export async function installBases(): Promise<string> {
  const mirror = await debianMirror();
  const recipe = [
    ...[...RECIPES, ...helperFiles()].map((path) => readFileSync(path, 'utf8')),
    JSON.stringify(UV_TAGS),
    mirror ?? '',
    ...ownCertificates(),
  ];
  const key = createHash('sha256').update(recipe.join('\0')).digest('hex').slice(0, 16);
  return await cached(BASES_FOLDER + key, async (folder) => {
    console.log('Making base images of Debian packages (once, about 5 minutes) …');
    const workshop = join(folder, 'workshop');
    mkdirSync(workshop);
    const store = storeOptions(folder);
    for (const base of BASES) await importRoot(store, await makeRoot(base, workshop, mirror), base);
    await makeUv(store, workshop);
    await makeHelpers(store, workshop);
    settleStore(folder);
    rmSync(workshop, { recursive: true });
  });
}

/** The plain distribution comes first in the table, and the others start as its copy. */
async function makeRoot(
  { suite, python, origin = suite, distroless }: Base,
  workshop: string,
  mirror: string | undefined,
): Promise<string> {
  const plain = join(workshop, suite);
  if (python === undefined && !distroless) {
    await runOrThrow('bash', [here('debian.sh'), suite, plain, ...(mirror === undefined ? [] : [mirror])]);
    return plain;
  }
  const root = `${plain}-${distroless ? 'distroless' : python}`;
  await runOrThrow('cp', ['--archive', plain, root]);
  await runOrThrow(
    'bash',
    python === undefined ? [here('distroless.sh'), root] : [here('python.sh'), suite, python, root, origin],
  );
  return root;
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

async function importRoot(store: readonly string[], root: string, { python, distroless, names }: Base): Promise<void> {
  const buildah = async (...args: string[]) => (await runOrThrow('buildah', [...store, ...args])).trim();
  const container = await buildah('from', 'scratch');
  await runOrThrow('cp', ['--archive', `${root}/.`, await buildah('mount', container)]);
  await buildah('unmount', container);
  const env = {
    PATH: python === undefined ? PATH : `/usr/local/bin:${PATH}`,
    ...(python && (await pythonVariables(root))),
  };
  const settings = Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const command = JSON.stringify([distroless ? '/usr/bin/python3' : python === undefined ? 'bash' : 'python3']);
  await buildah('config', ...settings, distroless ? '--entrypoint' : '--cmd', command, container);
  const [first = '', ...others] = names.map((name) => (name.includes('/') ? name : `docker.io/library/${name}`));
  await buildah('commit', '--quiet', '--format=docker', '--rm', container, first);
  for (const name of others) await buildah('tag', first, name);
}

async function pythonVariables(root: string): Promise<Readonly<Record<string, string>>> {
  const print = 'import platform; print(platform.python_version())';
  const version = await runOrThrow('chroot', [root, 'python3', '-BIc', print]);
  return { LANG: 'C.UTF-8', PYTHON_VERSION: version.trim(), ...certificateVariables() };
}

async function makeUv(store: readonly string[], workshop: string): Promise<void> {
  const context = join(workshop, 'uv');
  mkdirSync(context);
  cpSync(here('uv.Dockerfile'), join(context, 'Dockerfile'));
  const manner = await mannerOf(workshop);
  for (const [version, tags] of Object.entries(UV_TAGS)) {
    const [first = '', ...others] = tags.map((tag) => `ghcr.io/astral-sh/uv:${tag}`);
    const args = ['build', ...manner, '--build-arg', `UV_VERSION=${version}`, '--tag', first, context];
    await runOrThrow('buildah', [...store, ...args]);
    for (const name of others) await runOrThrow('buildah', [...store, 'tag', first, name]);
  }
}

async function mannerOf(workshop: string): Promise<readonly string[]> {
  const mounts = Object.entries(await indexSettings(workshop)).map(([inside, file]) => `--volume=${file}:${inside}:ro`);
  return ['--isolation=chroot', '--format=docker', '--network=host', '--pull-never', ...mounts];
}

/** So that a run finds their layers in the build cache. */
async function makeHelpers(store: readonly string[], workshop: string): Promise<void> {
  for (const name of HELPERS) {
    const args = ['build', ...(await mannerOf(workshop)), '--layers', '--tag', name];
    await runOrThrow('buildah', [
      ...store,
      ...args,
      '--file',
      join(HELPERS_FOLDER, `${name}.Dockerfile`),
      HELPERS_FOLDER,
    ]);
  }
}

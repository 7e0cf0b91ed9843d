import { type Known, unknown } from '../../text/known.ts';
import { lastPart } from '../../text/path.ts';
import { readPdmLock } from './pdm-lock.ts';
import { readPipfile } from './pipfile.ts';
import { readPipfileLock } from './pipfile-lock.ts';
import { readPoetryLock } from './poetry-lock.ts';
import { readPylock } from './pylock.ts';
import { readPyproject } from './pyproject.ts';
import { readPythonVersion } from './python-version.ts';
import { readRequirementsFile } from './requirements-txt.ts';
import { readSetupCfg } from './setup-cfg.ts';
import { readSetupPy } from './setup-py.ts';
import type { DependencyFile } from './types.ts';
import { readUvLock } from './uv-lock.ts';

type Reader = (path: string, text: string) => Known<DependencyFile>;

const READERS: Readonly<Record<string, Reader>> = {
  'pyproject.toml': readPyproject,
  'uv.lock': readUvLock,
  'poetry.lock': readPoetryLock,
  'pdm.lock': readPdmLock,
  Pipfile: readPipfile,
  'Pipfile.lock': readPipfileLock,
  'setup.cfg': readSetupCfg,
  'setup.py': readSetupPy,
  '.python-version': readPythonVersion,
  'runtime.txt': readPythonVersion,
};

/** The reader for a file of this name; undefined for a file that says nothing of dependencies. */
function readerOf(path: string): Reader | undefined {
  const name = lastPart(path);
  if (Object.hasOwn(READERS, name)) return READERS[name];
  if (/^pylock(?:\.[^.]+)?\.toml$/.test(name)) return readPylock;
  return /\.(?:txt|in)$/.test(name) ? readRequirementsFile : undefined;
}

/** Whether a file of this name may say something of a project's dependencies. */
export const isDependencyFile = (path: string): boolean => readerOf(path) !== undefined;

/** Reads a file by its name; unknown, with the reason, where the file as a whole cannot be read. */
export const readDependencies = (path: string, text: string): Known<DependencyFile> =>
  readerOf(path)?.(path, text) ?? unknown(`${path} is no file of dependencies`);

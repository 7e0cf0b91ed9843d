import type { Word } from '../types.ts';
import { baseName, head } from '../words.ts';
import { unwrap } from '../wrappers.ts';
import { readApk } from './apk.ts';
import { readApt } from './apt.ts';
import { type Call, NOTHING_STARTED, type Started, type ToolReader } from './call.ts';
import { readCelery } from './celery.ts';
import { readDownload } from './download.ts';
import { readDrop } from './drop.ts';
import { readFiles } from './files.ts';
import { readDjangoAdmin, readManageModule, readManagePy } from './manage.ts';
import { readPdm } from './pdm.ts';
import { readPip } from './pip.ts';
import { readPipenv } from './pipenv.ts';
import { readPoetry } from './poetry.ts';
import { readPython } from './python.ts';
import { readServer } from './servers.ts';
import { readState } from './state.ts';
import type { Tool } from './types.ts';
import { readUser } from './users.ts';
import { readUv, readUvx } from './uv.ts';
import { readVenv } from './venv.ts';

const each = (names: string, reader: ToolReader): readonly (readonly [string, ToolReader])[] =>
  names.split(' ').map((name) => [name, reader] as const);

/** Whole names only: `apt-install` and `docker-apt-install.sh` are somebody's own scripts. */
const PROGRAMS: ReadonlyMap<string, ToolReader> = new Map([
  ...each('apt apt-get aptitude', readApt),
  ...each('apk', readApk),
  ...each('uv', readUv),
  ...each('uvx', readUvx),
  ...each('poetry', readPoetry),
  ...each('pipenv', readPipenv),
  ...each('pdm', readPdm),
  ...each('manage.py', readManagePy),
  ...each('django-admin django-admin.py', readDjangoAdmin),
  ...each('gunicorn uvicorn daphne granian hypercorn waitress-serve uwsgi', readServer),
  ...each('celery', readCelery),
  ...each('useradd adduser groupadd addgroup', readUser),
  ...each('curl wget', readDownload),
  ...each('chown chgrp chmod rm mkdir install cp mv ln touch sed', readFiles),
  ...each('cd export set . source umask alias exit trap unset ulimit shopt', readState),
  ...each(
    'gosu su-exec setuidgid s6-setuidgid s6-applyuidgid chpst setpriv sudo doas su runuser start-stop-daemon',
    readDrop,
  ),
  ...each('virtualenv', readVenv),
]);

const PIP = /^pip(\d+(\.\d+)*)?$/;
const PYTHON = /^(python|pypy)(\d+(\.\d+)*t?)?$/;

/** What `python -m NAME` runs. */
const MODULES: ReadonlyMap<string, ToolReader> = new Map([
  ...each('pip', readPip),
  ...each('venv virtualenv', readVenv),
  ...each('django', readDjangoAdmin),
  ...each('manage', readManageModule),
  ...each('uv', readUv),
  ...each('poetry', readPoetry),
  ...each('pipenv', readPipenv),
  ...each('pdm', readPdm),
  ...each('gunicorn uvicorn daphne granian hypercorn waitress', readServer),
  ...each('celery', readCelery),
]);

/** Programs that run programs nest only so deep in real texts. */
const MAX_NESTING = 8;

const readerOf = (name: string): ToolReader | undefined =>
  PROGRAMS.get(name) ?? (PIP.test(name) ? readPip : PYTHON.test(name) ? readPython : undefined);

function read(words: readonly Word[], nesting: number): Tool | undefined {
  const [program, ...args] = words;
  const name = program && baseName(program);
  if (!program || name === undefined) return undefined;
  return readerOf(name)?.(callOf(program, name, args, nesting));
}

function readModule(words: readonly Word[], nesting: number): Tool | undefined {
  const [module, ...args] = words;
  const name = module && head(module);
  if (!module || name === undefined || module.literal === undefined) return undefined;
  return MODULES.get(name)?.(callOf(module, name, args, nesting));
}

function callOf(program: Word, name: string, args: readonly Word[], nesting: number): Call {
  const started = (runs: readonly Word[], reader: typeof read): Started =>
    nesting < MAX_NESTING ? { runs, ran: reader(runs, nesting + 1) } : NOTHING_STARTED;
  return {
    program,
    name,
    args,
    start: (words) => started(unwrap(words).program, read),
    startModule: (words) => started(words, readModule),
  };
}

/** What a command is. `program` are its words behind wrappers. Unknown programs are no tool. */
export const readTool = (program: readonly Word[]): Tool | undefined => read(program, 0);

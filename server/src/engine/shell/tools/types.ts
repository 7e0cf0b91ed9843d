import type { Span } from '../../text/span.ts';
import type { Word } from '../types.ts';

/** An option as it stands in a command: `--bind 0.0.0.0:80`, `--bind=…`, `-b…`, or one letter of a bundle `-yq`. */
export interface Option {
  /** As written, with dashes: `--bind`, `-y`, pip's abbreviation `--no-cache`. */
  readonly name: string;
  /** The long name where the tool has one, whatever was written: `-b` → `--bind`, `--no-cache` → `--no-cache-dir`. */
  readonly canonical: string;
  /** The value: a word of its own, or the part of the word behind `=` or the letter. */
  readonly value: Word | undefined;
  /** The value stands in the option's own word: `--name=value`, `-nvalue`. */
  readonly joined: boolean;
  /** The value when it is fixed text. */
  readonly literal: string | undefined;
  /** Covers the option and its value; one letter of a bundle covers that letter alone. */
  readonly span: Span;
}

interface ToolBase {
  /** The word that names the program. */
  readonly program: Word;
  readonly options: readonly Option[];
}

export interface AptTool extends ToolBase {
  readonly kind: 'apt';
  readonly front: 'apt' | 'apt-get' | 'aptitude';
  /** `install`, `update`, `upgrade`, `clean` …; undefined when it cannot be told. */
  readonly subcommand: Word | undefined;
  readonly action: string | undefined;
  readonly packages: readonly Word[];
  readonly assumeYes: boolean;
  readonly noRecommends: boolean;
}

export interface ApkTool extends ToolBase {
  readonly kind: 'apk';
  readonly action: string | undefined;
  readonly packages: readonly Word[];
  readonly noCache: boolean;
  readonly virtual: string | undefined;
}

/** pip in every spelling: `pip`, `pip3.12`, `/venv/bin/pip`, `python -m pip`, and `uv pip`. */
export interface PipTool extends ToolBase {
  readonly kind: 'pip';
  readonly front: 'pip' | 'uv';
  /** `install`, `wheel`, `sync`, `cache purge`, `config set` … */
  readonly action: string | undefined;
  readonly subcommand: Word | undefined;
  /** Files given with -r, -c, -e. */
  readonly requirements: readonly Word[];
  readonly constraints: readonly Word[];
  readonly editables: readonly Word[];
  /** Packages, paths, wheels and URLs. */
  readonly targets: readonly Word[];
  /** The option that keeps the cache off (`--no-cache-dir`, pip's abbreviation `--no-cache`, uv's `--no-cache`/`-n`). */
  readonly noCache: Option | undefined;
  readonly user: boolean;
  readonly noDeps: boolean;
  readonly noIndex: boolean;
  readonly findLinks: readonly string[];
  readonly upgrade: boolean;
  readonly breakSystemPackages: boolean;
  /** `--system`, `--python`, `--prefix`, `--target` change where packages land. */
  readonly destination: Option | undefined;
}

export interface UvTool extends ToolBase {
  readonly kind: 'uv';
  /** `sync`, `export`, `run`, `venv`, `lock`, `tool install`, `python install`, `cache clean` …; `uvx` is `tool run`. */
  readonly action: string | undefined;
  /** The words behind the action that are no options; for `run` the same as `runs`. */
  readonly args: readonly Word[];
  readonly noCache: Option | undefined;
  readonly locked: boolean;
  readonly frozen: boolean;
  readonly noDev: boolean;
  readonly noInstallProject: boolean;
  /** The words `run` starts, from the program on; empty for other actions. */
  readonly runs: readonly Word[];
  /** What `run` starts, when it is a program we read. */
  readonly ran: Tool | undefined;
}

export interface PoetryTool extends ToolBase {
  readonly kind: 'poetry';
  readonly action: string | undefined;
  readonly args: readonly Word[];
  readonly noCache: Option | undefined;
  readonly noRoot: boolean;
  readonly withoutDev: boolean;
  /** The words `run` starts, from the program on; empty for other actions. */
  readonly runs: readonly Word[];
  /** What `run` starts, when it is a program we read. */
  readonly ran: Tool | undefined;
}

export interface PipenvTool extends ToolBase {
  readonly kind: 'pipenv';
  readonly action: string | undefined;
  readonly args: readonly Word[];
  readonly system: boolean;
  readonly deploy: boolean;
  readonly dev: boolean;
  /** The words `run` starts, from the program on; empty for other actions. */
  readonly runs: readonly Word[];
  /** What `run` starts, when it is a program we read. */
  readonly ran: Tool | undefined;
}

export interface PdmTool extends ToolBase {
  readonly kind: 'pdm';
  readonly action: string | undefined;
  readonly args: readonly Word[];
  /** The words `run` starts, from the program on; empty for other actions. */
  readonly runs: readonly Word[];
  /** What `run` starts, when it is a program we read. */
  readonly ran: Tool | undefined;
}

/** `manage.py`, `python manage.py`, `python -m manage`, `django-admin`, `python -m django`. */
export interface ManageTool extends ToolBase {
  readonly kind: 'manage';
  readonly front: 'manage.py' | 'django-admin';
  /** The path of manage.py as written; undefined for `python -m manage` and django-admin. */
  readonly script: Word | undefined;
  readonly action: string | undefined;
  readonly subcommand: Word | undefined;
  /** Every word behind the subcommand, options included. */
  readonly args: readonly Word[];
  readonly settings: string | undefined;
}

export type ServerName = 'gunicorn' | 'uvicorn' | 'daphne' | 'granian' | 'uwsgi' | 'hypercorn' | 'waitress';

export interface ServerTool extends ToolBase {
  readonly kind: 'server';
  readonly server: ServerName;
  /** `config.wsgi:application`. */
  readonly app: Word | undefined;
  /** Every place it is told to listen, as written: `0.0.0.0:8000`, `unix:/run/app.sock`. */
  readonly binds: readonly Option[];
}

export interface CeleryTool extends ToolBase {
  readonly kind: 'celery';
  readonly action: string | undefined;
  readonly app: string | undefined;
}

export interface UserTool extends ToolBase {
  readonly kind: 'user';
  readonly front: 'useradd' | 'adduser' | 'groupadd' | 'addgroup';
  /** The account or group that is made; undefined when `adduser app group` only adds a member. */
  readonly account: Word | undefined;
  /** A group is made and no account. */
  readonly group: boolean;
  /** `adduser app group`: the account that joins a group, and the group. */
  readonly joins: { readonly account: Word; readonly group: Word } | undefined;
  readonly uid: string | undefined;
  /** Name or number of the primary group, or the number a new group gets. */
  readonly gid: string | undefined;
  readonly system: boolean;
  /** What the options say; undefined when they say nothing. */
  readonly createHome: boolean | undefined;
  readonly shell: string | undefined;
}

export interface DownloadTool extends ToolBase {
  readonly kind: 'download';
  readonly front: 'curl' | 'wget';
  readonly urls: readonly Word[];
}

/** `chown`, `chmod`, `rm`, `mkdir`, `install`, `cp`, `mv`, `ln`. */
export interface FilesTool extends ToolBase {
  readonly kind: 'files';
  readonly front: 'chown' | 'chgrp' | 'chmod' | 'rm' | 'mkdir' | 'install' | 'cp' | 'mv' | 'ln' | 'touch' | 'sed';
  readonly recursive: boolean;
  readonly paths: readonly Word[];
  /** The owner or mode of chown and chmod. */
  readonly setting: Word | undefined;
}

/** Builtins whose effect ends with the shell: `cd`, `export`, `set`, `.`/`source`, `umask`, `alias`, `exit`, `trap`, `unset`, `ulimit`, `shopt`. */
export interface StateTool extends ToolBase {
  readonly kind: 'state';
  readonly front: string;
  readonly args: readonly Word[];
}

/** Programs that run another one as another user: gosu, su-exec, setpriv, runuser, s6-setuidgid, chpst, `sudo -u`, `su`. */
export interface DropTool extends ToolBase {
  readonly kind: 'drop';
  readonly front: string;
  readonly user: string | undefined;
  /** The words it starts, from the program on; empty when they stand in a `-c` text (see `Command.inner`). */
  readonly runs: readonly Word[];
  readonly ran: Tool | undefined;
}

/** `python -m venv DIR`, `virtualenv DIR`, `uv venv DIR`. */
export interface VenvTool extends ToolBase {
  readonly kind: 'venv';
  readonly directory: Word | undefined;
}

export type Tool =
  | AptTool
  | ApkTool
  | PipTool
  | UvTool
  | PoetryTool
  | PipenvTool
  | PdmTool
  | ManageTool
  | ServerTool
  | CeleryTool
  | UserTool
  | DownloadTool
  | FilesTool
  | StateTool
  | DropTool
  | VenvTool;

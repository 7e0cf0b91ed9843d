import type { TextDocument, Uri } from 'vscode';

/** Dockerfiles of any scheme: the language is what counts, also in virtual and web workspaces. */
export const DOCKERFILES = [{ language: 'dockerfile' }];

/**
 * Files that facts come from and fixes change. The server is told what is typed in them, saved or not; nothing is reported in them.
 * It reads others as well, but only as they are saved: lock files, which nobody types, and scripts without a suffix.
 */
export const READ_ALONG = [
  '**/*.dockerignore',
  '**/*.{py,sh}',
  '**/{pyproject.toml,setup.cfg,Pipfile,.python-version,runtime.txt,Procfile}',
  '**/*requirements*.{txt,in}',
  '**/{requirements,constraints,reqs,deps}/*.{txt,in}',
  '**/*compose*.{yml,yaml}',
  '**/docker-bake*.{hcl,json}',
  '**/.github/workflows/*.{yml,yaml}',
  '**/.gitlab-ci.{yml,yaml}',
  '**/{GNUmakefile,Makefile,makefile}',
  '**/*.ini',
  '**/{.env,.env.*,*.env}',
].map((pattern) => ({ pattern }));

/**
 * Schemes of copies that show another state of a file: old revisions, sides of a diff, previews. A finding there could not be
 * fixed, and would stand twice in the list of problems.
 */
const COPIES = new Set([
  'codecommit',
  'comment',
  'conflictResolution',
  // Our own pages, among them the files of a set-up before it is written.
  'django-dockerfile',
  'git',
  'git-commit',
  'gitfs',
  'gitlens',
  'gitlens-git',
  'githubpr',
  'hg',
  'merge-conflict.conflict-diff',
  'output',
  'pr',
  'review',
  'svn',
  'vscode-local-history',
  'vscode-merge',
  'vscode-scm',
]);

/** Schemes that belong to families: `chat-editing-snapshot-text-model`, `vscode-chat-code-block` … */
const FAMILIES = ['chat-editing', 'vscode-chat'];

export const isCopy = ({ scheme }: Uri): boolean =>
  COPIES.has(scheme) || FAMILIES.some((family) => scheme.startsWith(family));

export const isCheckable = (document: TextDocument): boolean =>
  document.languageId === 'dockerfile' && !isCopy(document.uri);

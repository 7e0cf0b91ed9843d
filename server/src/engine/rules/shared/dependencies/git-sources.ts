import type { InstalledSet } from '../../../project/dependencies/closure.ts';
import type { Source } from '../../../project/dependencies/types.ts';
import type { Place, ProjectFacts } from '../../../project/types.ts';
import { effectiveTool } from '../commands.ts';
import { askingPlace } from './asking-places.ts';
import type { ImageDependencies, ImageInstall } from './types.ts';

/** A package that an install fetches with git. */
export interface GitSource {
  readonly from: Place;
  /** It is fetched over ssh. */
  readonly ssh: boolean;
}

/** What an install surely fetches by calling git, whether a requirement says so or a lock. */
export function gitSources(
  install: ImageInstall,
  { removed }: ImageDependencies,
  facts: ProjectFacts,
): readonly GitSource[] {
  if (!install.certain || !callsGit(install)) return [];
  const named = [...install.set.packages.values()].flatMap((found) => {
    if (!found.certain || removed.has(found.name) || !isGit(found.source)) return [];
    return [{ from: askingPlace({ package: found, install, certain: true }, facts), ssh: isSsh(found.source) }];
  });
  return [...named, ...nameless(install.set)];
}

/** `git+https://…` alone does not tell which package it is. */
const nameless = ({ unread }: InstalledSet): readonly GitSource[] =>
  unread.flatMap(({ from, source }) => (source && isGit(source) ? [{ from, ssh: isSsh(source) }] : []));

/** Poetry brings a git of its own. pip has no need of one where wheels are made already: the command that makes them has. */
function callsGit({ step, by }: ImageInstall): boolean {
  const tool = effectiveTool(by.command);
  if (tool?.kind === 'poetry' || (tool?.kind === 'pip' && tool.noIndex)) return false;
  return step.command === by.command;
}

const isGit = (source: Source): boolean => source.kind === 'vcs' && !/^(?:hg|bzr|svn)(?:\+|@|:)/i.test(source.target);

/** `git+ssh://git@…`, `ssh://…`, `git@github.com:…`; a user may also stand in an address of https. */
const isSsh = (source: Source): boolean =>
  source.kind !== 'index' && /^(?:git\+)?(?:ssh:|[\w.-]+@[\w.-]+:)/i.test(source.target);

import { isBuildTool } from '../../../data/python-tools.ts';
import type { InstalledPackage } from '../../../project/dependencies/closure.ts';
import { effectiveTool } from '../commands.ts';
import { variableOf } from '../steps.ts';
import type { ImageInstall } from './types.ts';

/** `==5.2.8`, `==5.2.*`, `==${VERSION}`: not `==5.*`. */
const EXACT = /^\s*={2,3}(?!\s*\d+\.\*\s*$)/;
/** Only the last part of the version may grow: `~=5.2.3`, Poetry's `~5.2` and `5.2.*`. */
const COMPATIBLE = /^\s*~=\s*\d+\.\d+\.\d[\w.]*\s*$/;
const POETRY_COMPATIBLE = /^\s*(?:~\s*\d+\.\d+(?:\.\d+)*|\d+\.\d+\.\*)\s*$/;
/** `>=5.2.3,<5.3`: the same, written out. */
const BETWEEN = /^\s*>=\s*(\d+)\.(\d+)[\d.]*\s*,\s*<\s*(\d+)\.(\d+)[\d.]*\s*$/;

function isNarrow({ text, dialect }: InstalledPackage['specifier']): boolean {
  if (EXACT.test(text) || COMPATIBLE.test(text)) return true;
  if (dialect === 'poetry' && POETRY_COMPATIBLE.test(text)) return true;
  const [, major, minor, nextMajor, nextMinor] = BETWEEN.exec(text) ?? [];
  return major !== undefined && major === nextMajor && Number(minor) + 1 === Number(nextMinor);
}

/** A repository without a reference, or at one that moves. */
const MOVES = /^[^@]*(?:\/\/[^@/]*@[^@]*)?(?:@(?:main|master|develop|dev|trunk|head))?$/i;

/** The next build may install another version of it. */
export function isLoose({ version, specifier, source }: InstalledPackage): boolean {
  if (source.kind === 'vcs') return MOVES.test(source.target);
  return source.kind === 'index' && version === undefined && !isNarrow(specifier);
}

const HAS_DATE = new Set(['--exclude-newer', '--uploaded-prior-to']);
const PINS = ['PIP_CONSTRAINT', 'UV_CONSTRAINT', 'UV_EXCLUDE_NEWER', 'PIP_UPLOADED_PRIOR_TO'];

/** Something else than what asks for the packages fixes their versions: wheels at hand, a date, constraints that nobody has read. */
export function isFixedElsewhere({ step, request }: ImageInstall): boolean {
  if (PINS.some((name) => variableOf(step, name) !== undefined)) return true;
  const tool = effectiveTool(step.command);
  if (tool?.options.some(({ canonical }) => HAS_DATE.has(canonical))) return true;
  if (tool?.kind !== 'pip' || request.by !== 'pip') return false;
  return tool.noIndex || tool.findLinks.length > 0 || tool.constraints.length > request.constraints.length;
}

/** What an install asks for itself; tools around the build, and files that only a compiler of requirements reads, are no part of it. */
export const judgedPackages = ({ set }: ImageInstall): readonly InstalledPackage[] =>
  [...set.packages.values()].filter(
    ({ name, direct, from }) => direct && !isBuildTool(name) && !from.path.endsWith('.in'),
  );

import type { Directive } from '../syntax/nodes.ts';

/** What a comment of another tool silences. Its ids carry the tool: `hadolint:DL3042`. */
export interface ForeignIgnore {
  readonly ids: readonly string[];
  /** `top`: all of the file, if it stands in front of the first instruction; `anywhere`: all of the file. */
  readonly scope: 'instruction' | 'top' | 'anywhere';
}

/** Stands for everything that a tool checks. */
const ALL = 'all';

/** `# hadolint ignore=DL3002,DL3042`. */
const HADOLINT = /^#\s*hadolint\s+(?:(global)\s+)?ignore\s*=\s*(\w+(?:\s*,\s*\w+)*)/;
/** `# check=skip=JSONArgsRecommended;error=true`, for the file, or above one instruction. */
const BUILDKIT = /^#\s*check\s*=(.*)/;
const SKIPPED = /\bskip\s*=\s*(\w+(?:\s*,\s*\w+)*)/;
/** `# checkov:skip=CKV_DOCKER_2:reason`: checkov looks for it in every line, and leaves the check out for the file. */
const CHECKOV = /(?:checkov|bridgecrew|cortex):skip=\s*([\w-]+(?:,[\w-]+)*)/;
/** `# trivy:ignore:DS-0002`, in older versions `AVD-DS-0002` and `DS002`. */
const TRIVY = /\btrivy:ignore:(?:avd-)?ds-?0*(\d+)/gi;
/** `# nosemgrep`, `# nosemgrep: dockerfile.security.missing-user.missing-user`. */
const SEMGREP = /^#\s*nosem(?:grep)?\b(?:\s*:\s*([\w.-]+(?:\s*,\s*[\w.-]+)*))?/;

const named = (tool: string, list: string, read: (name: string) => string = (name) => name): string[] =>
  list.split(',').map((name) => `${tool}:${read(name.trim())}`);

function* readers(comment: string): Generator<ForeignIgnore> {
  const [, global, rules] = HADOLINT.exec(comment) ?? [];
  if (rules !== undefined) yield { ids: named('hadolint', rules), scope: global ? 'top' : 'instruction' };
  const checks = buildkitIds(BUILDKIT.exec(comment)?.[1] ?? '');
  if (checks.length > 0) yield { ids: checks, scope: 'instruction' };
  const [, skipped] = CHECKOV.exec(comment) ?? [];
  if (skipped !== undefined) yield { ids: named('checkov', skipped), scope: 'anywhere' };
  const numbers = Array.from(comment.matchAll(TRIVY), ([, number = '']) => `trivy:DS-${number.padStart(4, '0')}`);
  if (numbers.length > 0) yield { ids: numbers, scope: 'instruction' };
  const semgrep = SEMGREP.exec(comment);
  // Its ids begin with the folders that the rule lies in.
  const last = (id: string): string => id.slice(id.lastIndexOf('.') + 1);
  if (semgrep) yield { ids: named('semgrep', semgrep[1] ?? ALL, last), scope: 'instruction' };
}

export const foreignIgnores = (comment: string): readonly ForeignIgnore[] => [...readers(comment)];

function buildkitIds(settings: string): string[] {
  const skipped = SKIPPED.exec(settings)?.[1];
  return skipped === undefined ? [] : named('buildkit', skipped);
}

/** What the directive `# check=` silences in the whole file. */
export const directiveIgnores = ({ name, value }: Directive): readonly string[] =>
  name === 'check' ? buildkitIds(value) : [];

/** Every id that silences what overlaps with these: themselves, and all of their tools. */
export const idsFor = (overlaps: readonly string[]): readonly string[] => [
  ...new Set(overlaps.flatMap((id) => [id, `${id.slice(0, id.indexOf(':'))}:${ALL}`])),
];

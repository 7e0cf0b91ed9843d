/** A foreign id as rules give it, taken apart: `hadolint:DL3002`. */
export interface ForeignId {
  readonly tool: string;
  readonly id: string;
}

export function parseForeignId(text: string): ForeignId {
  const colon = text.indexOf(':');
  return { tool: text.slice(0, colon), id: text.slice(colon + 1) };
}

const TOOL_NAMES: Readonly<Record<string, string>> = {
  hadolint: 'hadolint',
  buildkit: 'BuildKit',
  trivy: 'Trivy',
  checkov: 'Checkov',
  semgrep: 'Semgrep',
};

export const foreignTools: readonly string[] = Object.keys(TOOL_NAMES);

/** `hadolint DL3002`. */
export const foreignLabel = ({ tool, id }: ForeignId): string => `${TOOL_NAMES[tool] ?? tool} ${id}`;

const COMMENTS: Readonly<Record<string, string>> = {
  hadolint: '# hadolint ignore=',
  buildkit: '# check=skip=',
  trivy: '# trivy:ignore:',
  checkov: '# checkov:skip=',
  semgrep: '# nosemgrep: ',
};

/** The comment with which people silence a foreign tool, and which therefore silences ours. */
export const foreignComment = ({ tool, id }: ForeignId): string | undefined =>
  COMMENTS[tool] === undefined ? undefined : COMMENTS[tool] + id;

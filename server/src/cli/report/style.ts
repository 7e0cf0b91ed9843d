import type { Severity } from '../../engine/rules/define.ts';

const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

export type Look = keyof typeof CODES;
export type Style = (look: Look, text: string) => string;

/** Colours for a terminal that shows them, else the text as it is. */
export const styleFor = (colours: boolean): Style =>
  colours ? (look, text) => `\u001b[${CODES[look][0]}m${text}\u001b[${CODES[look][1]}m` : (_, text) => text;

export const SEVERITY_LOOKS: Readonly<Record<Severity, Look>> = {
  error: 'red',
  warning: 'yellow',
  info: 'cyan',
  hint: 'dim',
};

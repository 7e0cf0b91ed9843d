/** Nothing at or above `--fail-on`. */
export const CLEAN = 0;
/** Findings at or above `--fail-on`. */
export const FINDINGS = 1;
/** Wrong usage, or something that could not be read or understood; stderr names it. */
export const TROUBLE = 2;

export type ExitCode = typeof CLEAN | typeof FINDINGS | typeof TROUBLE;

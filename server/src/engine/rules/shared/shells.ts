import { lastPart } from '../../text/path.ts';
/** The shell in force (the words of SHELL) is one of sh's family. */
export const speaksPosix = ([program = '']: readonly string[]): boolean =>
  /^(?:sh|bash|ash|dash|zsh|ksh)$/.test(lastPart(program));

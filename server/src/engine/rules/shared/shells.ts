const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The shell in force (the words of SHELL) is one of sh's family. */
export const speaksPosix = ([program = '']: readonly string[]): boolean =>
  /^(?:sh|bash|ash|dash|zsh|ksh)$/.test(baseName(program));

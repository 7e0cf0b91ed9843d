/** Whether Python could import something by this name: `config.settings`. */
export const isDottedName = (text: string): boolean =>
  /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u.test(text);

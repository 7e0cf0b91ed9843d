/** A part of a text that leads somewhere. */
export interface TextLink {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** A file with a line, a web page, or a command. */
  readonly target: string;
}

export interface LinkedText {
  readonly text: string;
  readonly links: readonly TextLink[];
}

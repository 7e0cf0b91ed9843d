/** What a generated file must hold; undefined: it must not be there. */
export interface GeneratedFile {
  readonly path: string;
  readonly content: string | undefined;
}

/** What a rule's option may be; settings schema, validation and defaults come from it. */
export type OptionSpec<T> = {
  readonly default: T;
  /** Markdown, one sentence. */
  readonly description: string;
} & (T extends string
  ? { readonly type: 'string'; readonly choices?: readonly string[]; readonly pattern?: string }
  : T extends boolean
    ? { readonly type: 'boolean' }
    : T extends number
      ? { readonly type: 'integer'; readonly minimum?: number; readonly maximum?: number }
      : { readonly type: 'string' | 'boolean' | 'integer' });

export type OptionSpecs<Options> = { readonly [Name in keyof Options]: OptionSpec<Options[Name]> };

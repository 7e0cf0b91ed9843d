import { readText } from './checkout.ts';

export interface Setting {
  readonly type?: string;
  readonly scope?: string;
  readonly markdownDescription?: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
}

export interface Command {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
}

/** The parts of package.json that the contracts are about. */
export interface FullManifest {
  readonly publisher: string;
  readonly name: string;
  readonly displayName: string;
  readonly version: string;
  readonly license: string;
  readonly icon?: string;
  readonly main: string;
  readonly browser: string;
  readonly files?: unknown;
  readonly bin: Readonly<Record<string, string>>;
  readonly engines: { readonly vscode: string; readonly node: string };
  readonly activationEvents: readonly string[];
  readonly capabilities?: {
    readonly untrustedWorkspaces?: { readonly supported?: unknown };
    readonly virtualWorkspaces?: unknown;
  };
  readonly contributes: {
    readonly commands?: readonly Command[];
    readonly menus?: Readonly<Record<string, readonly { readonly command?: string; readonly when?: string }[]>>;
    readonly configuration?: { readonly properties?: Readonly<Record<string, Setting>> };
    readonly languages?: readonly unknown[];
    readonly snippets?: readonly { readonly path: string }[];
    readonly grammars?: readonly { readonly path: string }[];
  };
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

export const readFullManifest = (): FullManifest => JSON.parse(readText('package.json')) as FullManifest;

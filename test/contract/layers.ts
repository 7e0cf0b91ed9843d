/** The import table of ARCHITECTURE.md, to be read by a test. The first layer whose path fits a file is the file's layer. */
export interface Layer {
  /** A folder (ends with `/`) or a file. */
  readonly path: string;
  /** Folders and files it may import, besides what lies in the same folder. */
  readonly imports: readonly string[];
  /** Folders and files of which it may only import types: they leave no code behind. */
  readonly types?: readonly string[];
  readonly packages?: readonly string[];
  /** Its files may import one another. Default true. */
  readonly itself?: boolean;
}

const SERVER = 'server/src/';
const ENGINE = `${SERVER}engine/`;
const at = (...paths: readonly string[]): readonly string[] => paths.map((path) => ENGINE + path);
const MESSAGES = `${SERVER}lsp/messages.ts`;

/** What a rule may use to find its words; how lines and offsets work is the fix builder's and the model's business. */
const RULE_IMPORTS = at(
  'rules/define.ts',
  'rules/shared/',
  'model/',
  'data/',
  'fix/',
  'text/span.ts',
  'text/known.ts',
  'text/edit-distance.ts',
  'text/path.ts',
  'text/remembered.ts',
  // How versions compare, and which of them a specifier takes.
  'project/dependencies/specifier.ts',
  'project/dependencies/version.ts',
  // What the scaffold asks as well.
  'project/dependencies/native.ts',
  'project/python/health-page.ts',
  'project/settings/switch-edit.ts',
  'project/settings/throw-away.ts',
);
const RULE_TYPES = at('syntax/', 'shell/', 'project/', 'text/');

export const LAYERS: readonly Layer[] = [
  { path: `${ENGINE}text/`, imports: [] },
  { path: `${ENGINE}syntax/dockerfile-ast.ts`, imports: at('text/'), packages: ['dockerfile-ast/lib/parser.js'] },
  { path: `${ENGINE}syntax/`, imports: at('text/') },
  { path: `${ENGINE}shell/unbash.ts`, imports: at('text/'), packages: ['unbash'] },
  { path: `${ENGINE}shell/`, imports: at('text/') },
  { path: `${ENGINE}nodes/toml.ts`, imports: at('text/', 'nodes/'), packages: ['toml-eslint-parser'] },
  { path: `${ENGINE}nodes/yaml.ts`, imports: at('text/', 'nodes/'), packages: ['yaml'] },
  { path: `${ENGINE}nodes/`, imports: at('text/') },
  { path: `${ENGINE}data/`, imports: at('text/', 'syntax/image-reference.ts') },
  { path: `${ENGINE}model/`, imports: at('text/', 'syntax/', 'shell/', 'data/'), types: at('project/types.ts') },
  { path: `${ENGINE}project/`, imports: at('text/', 'nodes/', 'syntax/', 'shell/', 'model/', 'data/', 'limits.ts') },
  { path: `${ENGINE}fix/fix-all.ts`, imports: at('text/', 'fix/', 'analyze.ts') },
  {
    path: `${ENGINE}fix/`,
    imports: at('text/', 'syntax/'),
    types: at('shell/', 'model/'),
  },
  {
    path: `${ENGINE}scaffold/`,
    imports: at('text/', 'data/', 'project/settings/', 'project/dependencies/'),
    types: at('project/'),
  },
  { path: `${ENGINE}rules/index.ts`, imports: at('rules/') },
  {
    path: `${ENGINE}rules/define.ts`,
    imports: [],
    types: at('rules/options.ts', 'fix/', 'model/types.ts', 'project/types.ts', 'text/'),
  },
  { path: `${ENGINE}rules/options.ts`, imports: [] },
  { path: `${ENGINE}rules/shared/`, imports: RULE_IMPORTS, types: RULE_TYPES },
  { path: `${ENGINE}rules/`, imports: RULE_IMPORTS, types: RULE_TYPES, itself: false },
  { path: `${ENGINE}config/`, imports: at('text/', 'nodes/', 'rules/define.ts') },
  { path: `${ENGINE}practices/`, imports: [] },
  { path: `${ENGINE}docs/`, imports: [ENGINE] },
  { path: ENGINE, imports: [ENGINE] },
  { path: MESSAGES, imports: [] },
  { path: `${SERVER}host/ignore.ts`, imports: [`${SERVER}host/`], packages: ['ignore'] },
  { path: `${SERVER}host/node-reader.ts`, imports: [`${SERVER}host/`], packages: ['node:*'] },
  { path: `${SERVER}host/read-file.ts`, imports: [`${SERVER}host/`], packages: ['node:*'] },
  {
    path: `${SERVER}host/`,
    imports: [MESSAGES, ...at('project/', 'config/', 'documents.ts', 'limits.ts')],
    types: at('rules/define.ts'),
  },
  {
    path: `${SERVER}lsp/node.ts`,
    imports: [`${SERVER}lsp/`, `${SERVER}host/`, ENGINE],
    packages: ['node:*', 'vscode-languageserver/node'],
  },
  {
    path: `${SERVER}lsp/worker.ts`,
    imports: [`${SERVER}lsp/`, `${SERVER}host/`],
    packages: ['vscode-languageserver/browser'],
  },
  {
    path: `${SERVER}lsp/`,
    imports: [`${SERVER}host/`, ENGINE],
    packages: ['vscode-languageserver', 'vscode-languageserver-textdocument'],
  },
  {
    path: `${SERVER}cli/commands/lsp.ts`,
    imports: [`${SERVER}cli/`, `${SERVER}lsp/`],
    packages: ['node:*'],
  },
  {
    path: `${SERVER}cli/`,
    imports: [`${SERVER}host/`, ENGINE],
    packages: ['node:*', 'vscode-languageserver-textdocument'],
  },
  { path: SERVER, imports: [SERVER] },
  {
    path: 'client/src/',
    imports: [MESSAGES],
    packages: ['vscode', 'vscode-languageclient', 'vscode-languageclient/*'],
  },
];

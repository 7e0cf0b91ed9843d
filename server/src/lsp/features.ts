import type { InitializeParams } from 'vscode-languageserver';
import type { ClientExtras } from './messages.ts';

/** What the client can do, read once from its greeting. */
export interface ClientFeatures {
  readonly extras: ClientExtras;
  /** It asks for diagnostics; else we push them. Never both. */
  readonly pullDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  readonly codeDescription: boolean;
  readonly relatedInformation: boolean;
  readonly diagnosticTags: boolean;
  readonly configuration: boolean;
  readonly registerConfiguration: boolean;
  readonly registerWatchers: boolean;
  readonly workspaceFolders: boolean;
  readonly versionedEdits: boolean;
  /** As part of an edit. */
  readonly createsFiles: boolean;
  /** It asks before it applies an edit that says so. */
  readonly changeAnnotations: boolean;
  readonly preferredActions: boolean;
}

const EXTRAS = [
  'layeredSettings',
  'fileSystem',
  'openTexts',
  'rulePages',
  'status',
  'lineFeeds',
] as const satisfies readonly (keyof ClientExtras)[];

/** Options come from anywhere: only what is plainly `true` counts. */
function extrasOf(options: unknown): ClientExtras {
  if (typeof options !== 'object' || options === null) return {};
  const given = new Map<string, unknown>(Object.entries(options));
  return Object.fromEntries(EXTRAS.map((name) => [name, given.get(name) === true]));
}

export function clientFeatures({ capabilities, initializationOptions }: InitializeParams): ClientFeatures {
  const { textDocument, workspace } = capabilities;
  // Pushed diagnostics have capabilities of their own, of the same shape.
  const diagnostics = textDocument?.diagnostic ?? textDocument?.publishDiagnostics;
  const edits = workspace?.workspaceEdit;
  return {
    extras: extrasOf(initializationOptions),
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    codeDescription: diagnostics?.codeDescriptionSupport === true,
    relatedInformation: diagnostics?.relatedInformation === true,
    diagnosticTags: (diagnostics?.tagSupport?.valueSet.length ?? 0) > 0,
    configuration: workspace?.configuration === true,
    registerConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registerWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    versionedEdits: edits?.documentChanges === true,
    createsFiles: edits?.documentChanges === true && edits.resourceOperations?.includes('create') === true,
    changeAnnotations: edits?.changeAnnotationSupport !== undefined,
    preferredActions: textDocument?.codeAction?.isPreferredSupport === true,
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import {
  ApplyWorkspaceEditRequest,
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  CodeActionRequest,
  ConfigurationRequest,
  createProtocolConnection,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  ExitNotification,
  FileChangeType,
  type FileEvent,
  type Hover,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  type LogMessageParams,
  type MessageReader,
  type MessageWriter,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type ClientExtras,
  type DocumentStatus,
  FACTS_CHANGED_NOTIFICATION,
  FACTS_REQUEST,
  type FactsParams,
  type LayeredSettings,
  OPEN_TEXT_REQUEST,
  type ProjectSummary,
  type ResourceParams,
  SCAFFOLD_PLAN_REQUEST,
  SCAFFOLD_PROJECTS_REQUEST,
  type ScaffoldParams,
  type ScaffoldPlan,
  type ScaffoldPlanParams,
  type ScaffoldProject,
  SETTINGS_REQUEST,
  STATUS_NOTIFICATION,
} from '../../server/src/lsp/messages.ts';

/** What VS Code says of itself, as far as the server looks at it. */
export const VSCODE: ClientCapabilities = {
  textDocument: {
    diagnostic: {
      dynamicRegistration: true,
      relatedInformation: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, versionSupport: true },
    codeAction: {
      isPreferredSupport: true,
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source'] } },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
  },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ['create', 'rename', 'delete'],
      changeAnnotationSupport: { groupsOnLabel: true },
    },
  },
};

/** An editor that knows the protocol's oldest parts only. */
export const PLAIN: ClientCapabilities = { textDocument: { publishDiagnostics: {} } };

export const OUR_EXTENSION: ClientExtras = {
  layeredSettings: true,
  fileSystem: true,
  openTexts: true,
  rulePages: true,
  status: true,
  lineFeeds: true,
};

export interface ClientSetup {
  readonly capabilities?: ClientCapabilities;
  readonly extras?: ClientExtras;
  /** Workspace folders on disk. */
  readonly folders?: readonly string[];
  /** Workspace folders by address, where there is no disk. */
  readonly folderUris?: readonly string[];
  readonly settings?: LayeredSettings;
}

/** Generous: a busy machine may take its time, and whoever waits in vain has found a defect anyway. */
const DEADLINE_MS = 30_000;
/** So many answers in a row without a request to ask again: the server has nothing more to say. */
const SETTLED_ANSWERS = 12;

/** The other end of the wire: as much of an editor as the server can see. */
export class LspClient {
  readonly connection: ProtocolConnection;
  readonly published: PublishDiagnosticsParams[] = [];
  readonly logged: LogMessageParams[] = [];
  readonly statuses: DocumentStatus[] = [];
  readonly registered: string[] = [];
  readonly applied: WorkspaceEdit[] = [];
  /** Texts of documents, by address, that the editor has open and does not tell the server about. */
  readonly unsynced = new Map<string, string>();
  refreshes = 0;
  /** How often it was told that facts may be different. */
  factsChanges = 0;
  settings: LayeredSettings;
  readonly #documents = new Map<string, TextDocument>();
  readonly #setup: ClientSetup;

  constructor(reader: MessageReader, writer: MessageWriter, setup: ClientSetup) {
    this.#setup = setup;
    this.settings = setup.settings ?? { user: {}, workspace: {} };
    this.connection = createProtocolConnection(reader, writer);
    this.#listen();
  }

  #listen(): void {
    const { connection } = this;
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => void this.published.push(params));
    connection.onNotification(LogMessageNotification.type, (params) => void this.logged.push(params));
    connection.onNotification(STATUS_NOTIFICATION, (status: DocumentStatus) => void this.statuses.push(status));
    connection.onNotification(FACTS_CHANGED_NOTIFICATION, () => void this.factsChanges++);
    connection.onRequest(DiagnosticRefreshRequest.type, () => void this.refreshes++);
    connection.onRequest(OPEN_TEXT_REQUEST, ({ uri }: ResourceParams) => this.unsynced.get(uri) ?? null);
    connection.onRequest(SETTINGS_REQUEST, () => this.settings);
    connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map(() => ({ ...this.settings.user, ...this.settings.workspace })),
    );
    connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registered.push(...registrations.map(({ method }) => method));
    });
    connection.onRequest(ApplyWorkspaceEditRequest.type, ({ edit }) => {
      this.applied.push(edit);
      return { applied: true };
    });
    connection.listen();
  }

  async initialize(): Promise<InitializeResult> {
    const { capabilities = VSCODE, extras, folders, folderUris } = this.#setup;
    const uris = folderUris ?? folders?.map((folder) => pathToFileURL(folder).href);
    const result = await this.connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      capabilities,
      workspaceFolders: uris?.map((uri) => ({ uri, name: 'folder' })) ?? null,
      ...(extras ? { initializationOptions: extras } : {}),
    });
    await this.connection.sendNotification(InitializedNotification.type, {});
    return result;
  }

  async open(uri: string, text: string, languageId = 'dockerfile'): Promise<void> {
    const document = TextDocument.create(uri, languageId, 1, text);
    this.#documents.set(uri, document);
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Types: replaces a range, or the whole text without one. */
  async change(uri: string, text: string, range?: Range): Promise<void> {
    const document = this.document(uri);
    const change = range ? { range, text } : { text };
    TextDocument.update(document, [change], document.version + 1);
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: document.version },
      contentChanges: [change],
    });
  }

  async save(uri: string): Promise<void> {
    await this.connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri } });
  }

  async close(uri: string): Promise<void> {
    this.#documents.delete(uri);
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  document(uri: string): TextDocument {
    const document = this.#documents.get(uri);
    if (!document) throw new Error(`${uri} is not open`);
    return document;
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
      identifier: 'django-dockerfile',
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });
  }

  /**
   * The diagnostics of a document as they are once its project has been read. Answers are counted rather than time: a server that gets
   * no processor neither reads nor answers.
   */
  async settled(uri: string) {
    let report = await this.pull(uri);
    let { refreshes } = this;
    for (let answers = 1; answers < SETTLED_ANSWERS; answers++) {
      await pause(6);
      report = await this.pull(uri);
      if (refreshes !== this.refreshes) answers = 0;
      refreshes = this.refreshes;
    }
    if (report.kind !== 'full') throw new Error('Expected a full report');
    return report.items;
  }

  async codeActions(uri: string, range: Range, context: Partial<CodeActionContext> = {}): Promise<CodeAction[]> {
    const actions = await this.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...context },
    });
    return (actions ?? []) as CodeAction[];
  }

  hover(uri: string, line: number, character: number): Promise<Hover | null> {
    return this.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: { line, character } });
  }

  async settingsChange(settings: LayeredSettings): Promise<void> {
    this.settings = settings;
    await this.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
  }

  async filesChange(...uris: readonly string[]): Promise<void> {
    const both = [FileChangeType.Created, FileChangeType.Changed] as const;
    await this.fileEvents(...uris.flatMap((uri) => both.map((type): FileEvent => ({ uri, type }))));
  }

  async fileEvents(...changes: readonly FileEvent[]): Promise<void> {
    await this.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [...changes] });
  }

  /** What is found out about the projects; the first is that of the Dockerfile. */
  facts(uri: string | null): Promise<readonly ProjectSummary[]> {
    const params: FactsParams = { uri };
    return this.connection.sendRequest<readonly ProjectSummary[]>(FACTS_REQUEST, params);
  }

  scaffoldProjects(params: ScaffoldParams): Promise<readonly ScaffoldProject[]> {
    return this.connection.sendRequest<readonly ScaffoldProject[]>(SCAFFOLD_PROJECTS_REQUEST, params);
  }

  scaffoldPlan(params: ScaffoldPlanParams): Promise<ScaffoldPlan | null> {
    return this.connection.sendRequest<ScaffoldPlan | null>(SCAFFOLD_PLAN_REQUEST, params);
  }

  /** The text of a document after an edit, as an editor would apply it. */
  textAfter(uri: string, edit: WorkspaceEdit | undefined): string {
    const document = this.document(uri);
    return TextDocument.applyEdits(document, editsOf(uri, document.version, edit));
  }

  async until<T>(what: string, find: () => T | undefined | false): Promise<T> {
    const deadline = Date.now() + DEADLINE_MS;
    for (;;) {
      const found = find();
      if (found !== undefined && found !== false) return found;
      if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}; logged: ${JSON.stringify(this.logged)}`);
      await pause(5);
    }
  }

  async shutdown(): Promise<void> {
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    this.connection.dispose();
  }
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** The edits for a document; those for another version than the client has are refused, as editors do. */
function editsOf(uri: string, version: number, edit: WorkspaceEdit | undefined): TextEdit[] {
  if (!edit) throw new Error('There is no edit');
  if (edit.changes) return edit.changes[uri] ?? [];
  return (edit.documentChanges ?? []).flatMap((change) => {
    if (!('textDocument' in change)) throw new Error('Expected changes of text only');
    if (change.textDocument.version !== version) throw new Error('The edit is for another version');
    return change.edits as TextEdit[];
  });
}

const SERVER = new URL('../../server/src/server.ts', import.meta.url).pathname;

/** A server in a process of its own, and a client that has greeted it. */
export class SpawnedServer extends LspClient {
  readonly process: ChildProcess;
  readonly greeting: Promise<InitializeResult>;

  /** @param command What to run instead of the server's sources. */
  constructor(setup: ClientSetup, command: readonly string[] = [SERVER]) {
    const child = spawn(process.execPath, [...command, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    super(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin), setup);
    this.process = child;
    const ended = new Promise<never>((_, reject) => {
      child.once('exit', (code) => reject(new Error(`The server has ended with code ${code}`)));
    });
    this.greeting = Promise.race([this.initialize(), ended]);
    // Whoever waits for the greeting hears of it; an end later on is expected.
    ended.catch(() => undefined);
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const gone = new Promise((done) => this.process.once('exit', done));
    await this.shutdown();
    await gone;
  }
}

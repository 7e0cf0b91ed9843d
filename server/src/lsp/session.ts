import {
  type CodeAction,
  type CodeActionParams,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  FileChangeType,
  type FileEvent,
  type Hover,
  type HoverParams,
  type InitializeParams,
  TextDocuments,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ClientReader } from '../host/client-reader.ts';
import { type Check, Checker, type NoCheck } from './checker.ts';
import { codeActions, wideFixes } from './code-actions.ts';
import { ConfigProblems } from './config-problems.ts';
import { DiagnosticConverter } from './diagnostics.ts';
import { Edits } from './edits.ts';
import { type ClientFeatures, clientFeatures } from './features.ts';
import { SettingsSource } from './fetch-settings.ts';
import { type FilesNowHost, openAt, unsyncedTextVia } from './files-now.ts';
import { Folders, foldersOf } from './folders.ts';
import type { ServerHost } from './host.ts';
import { hoverAt } from './hover.ts';
import { OnceLog } from './log.ts';
import type { ProjectSummary, ScaffoldParams, ScaffoldPlan, ScaffoldPlanParams, ScaffoldProject } from './messages.ts';
import { projectSummaries } from './project-summaries.ts';
import { Projects } from './projects.ts';
import { Pusher } from './push.ts';
import { type Pace, Refresher } from './refresher.ts';
import { Reports } from './reports.ts';
import { type RuleLinks, ruleLinks } from './rule-links.ts';
import { Scaffolder } from './scaffold.ts';
import { SettingsCache } from './settings.ts';
import { StatusReporter } from './status.ts';
import { wideActionsNow } from './wide-edit.ts';

/** Everything the server knows of one client and its documents. */
export class Session {
  readonly features: ClientFeatures;
  readonly links: RuleLinks;
  readonly documents = new TextDocuments(TextDocument);
  readonly #connection: Connection;
  readonly #folders: Folders;
  readonly #projects: Projects;
  readonly #files: FilesNowHost;
  readonly #source: SettingsSource;
  readonly #settings: SettingsCache;
  readonly #checker: Checker;
  readonly #converter: DiagnosticConverter;
  readonly #edits: Edits;
  readonly #reports = new Reports();
  readonly #pusher: Pusher | undefined;
  readonly #status: StatusReporter | undefined;
  readonly #once: OnceLog;
  readonly #refresher: Refresher;
  readonly #scaffolder: Scaffolder;

  constructor(connection: Connection, host: ServerHost, params: InitializeParams) {
    const features = clientFeatures(params);
    this.features = features;
    this.#connection = connection;
    this.#once = new OnceLog(connection.console);
    this.links = ruleLinks(features, host);
    this.#folders = new Folders(foldersOf(params));
    this.#projects = new Projects(
      (root) => {
        const own = host.reader(root);
        if (own || !features.extras.fileSystem) return own;
        return new ClientReader(root, (request, resource) => connection.sendRequest(request, resource));
      },
      (uri) => openAt(this.documents.all(), uri)?.getText(),
    );
    this.#files = {
      documents: () => this.documents.all(),
      projects: this.#projects,
      unsyncedText: unsyncedTextVia(connection, features),
    };
    this.#source = new SettingsSource(connection, features);
    this.#settings = new SettingsCache(
      (uri) => this.#source.of(uri),
      (problem) => this.#once.say('warn', `Settings: ${problem}`),
    );
    const problems = new ConfigProblems(connection);
    this.#checker = new Checker({
      document: (uri) => this.documents.get(uri),
      folders: this.#folders,
      projects: this.#projects,
      settings: this.#settings,
      today: host.today,
      factsArrived: (uri) => this.#stale([uri]),
      configFileRead: (place, file) => problems.read(place, file),
      waitForFacts: features.pullDiagnostics && !features.refreshDiagnostics,
    });
    this.#converter = new DiagnosticConverter(features, (rule) => this.links.page(rule));
    this.#edits = new Edits(features.versionedEdits, (problem) => this.#once.say('error', problem));
    this.#status = features.extras.status ? new StatusReporter(connection) : undefined;
    this.#pusher = features.pullDiagnostics ? undefined : new Pusher(connection, (uri) => this.#diagnostics(uri));
    this.#refresher = new Refresher(connection, features);
    this.#scaffolder = new Scaffolder({ folders: this.#folders, projects: this.#projects, today: host.today });
    this.#followDocuments();
  }

  async pull({ textDocument: { uri }, previousResultId }: DocumentDiagnosticParams): Promise<DocumentDiagnosticReport> {
    const found = await this.#diagnostics(uri);
    if (!found) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    return this.#reports.answer(uri, found.version, found.items, previousResultId);
  }

  async codeActions({ textDocument, range, context }: CodeActionParams): Promise<CodeAction[]> {
    const check = await this.#analysed(textDocument.uri);
    if (!check) return [];
    const wideAction = await wideActionsNow(check, wideFixes(check, range, context), this.features, this.#files);
    // While files were read, somebody may have typed on.
    if (check.document.version !== check.version) return this.codeActions({ textDocument, range, context });
    return codeActions(check, range, context, {
      edits: this.#edits,
      wideAction,
      converter: this.#converter,
      preferred: this.features.preferredActions,
      showRule: true,
    });
  }

  async hover({ textDocument, position }: HoverParams): Promise<Hover | null> {
    const check = await this.#analysed(textDocument.uri);
    return (check && hoverAt(check, position, this.links)) ?? null;
  }

  facts(uri: string | null): Promise<readonly ProjectSummary[]> {
    this.#refresher.factsTold();
    const document = (address: string): TextDocument | undefined => this.documents.get(address);
    return projectSummaries(uri, { folders: this.#folders, projects: this.#projects, document });
  }

  scaffoldProjects(params: ScaffoldParams): Promise<readonly ScaffoldProject[]> {
    this.#refresher.factsTold();
    return this.#scaffolder.projects(params);
  }

  scaffoldPlan(params: ScaffoldPlanParams): Promise<ScaffoldPlan | null> {
    this.#refresher.factsTold();
    return this.#scaffolder.plan(params);
  }

  async fixAll(uri: string): Promise<WorkspaceEdit | undefined> {
    const check = await this.#analysed(uri);
    return check && this.#edits.fixAll(check);
  }

  settingsChanged(settings: unknown): void {
    this.#source.tell(settings);
    this.#settings.clear();
    this.#stale();
  }

  foldersChanged(added: readonly string[], removed: readonly string[]): void {
    this.#folders.change(added, removed);
    this.#settings.clear();
    this.#projectChanged();
  }

  filesChanged(changes: readonly FileEvent[]): void {
    const concerned = this.#projects.changed(
      changes.map(({ uri, type }) => ({ uri, listing: type !== FileChangeType.Changed })),
    );
    if (concerned) this.#projectChanged();
  }

  #followDocuments(): void {
    const { documents } = this;
    // The handlers end at once: a change must be in before the request that follows it is read.
    documents.listen(this.#connection);
    documents.onDidChangeContent(({ document }) => {
      this.#pusher?.soon(document.uri);
      if (this.#projects.textChanged(document.uri, document.getText())) this.#projectChanged('typing');
    });
    documents.onDidSave(({ document: { uri } }) => {
      // Where nobody tells about other files, a save is the time to look again.
      const place = this.#folders.placeOf(uri);
      if (!this.features.registerWatchers) this.#projects.forgetAll();
      else if (place?.loose) this.#projects.at(place)?.forget();
      else return;
      this.#projectChanged();
    });
    documents.onDidClose(({ document: { uri } }) => {
      this.#settings.forget(uri);
      this.#checker.closed(uri);
      this.#reports.closed(uri);
      this.#status?.closed(uri);
      this.#pusher?.closed(uri);
      if (this.#projects.textChanged(uri, undefined)) this.#projectChanged();
    });
  }

  /** What was said of documents may be wrong by now: push anew, or have the client ask again. */
  #stale(uris: readonly string[] = this.documents.keys(), pace: Pace = 'now'): void {
    for (const uri of uris) this.#pusher?.soon(uri);
    this.#refresher.diagnostics(pace);
  }

  /** So may be what was said of the project. */
  #projectChanged(pace: Pace = 'now'): void {
    this.#stale(this.documents.keys(), pace);
    this.#refresher.facts(pace);
  }

  async #diagnostics(uri: string): Promise<{ version: number; items: Diagnostic[] } | undefined> {
    const result = await this.#check(uri);
    if (!result) return undefined;
    return { version: result.document.version, items: 'off' in result ? [] : this.#converter.all(result) };
  }

  async #analysed(uri: string): Promise<Check | undefined> {
    const result = await this.#check(uri);
    return result && !('off' in result) ? result : undefined;
  }

  async #check(uri: string): Promise<Check | NoCheck | undefined> {
    const result = await this.#checker.check(uri);
    if (!result) return undefined;
    this.#status?.tell(result);
    if ('off' in result) return result;
    const { failures, skipped } = result.analysis;
    for (const { rule, error } of failures) this.#once.say('error', `The rule ${rule} failed: ${error}`);
    if (skipped !== undefined) this.#once.say('warn', `${uri} is not analysed: ${skipped}`);
    return result;
  }
}

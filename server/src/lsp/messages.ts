/**
 * What our client and our server say to each other beyond the protocol. The client imports nothing else of the server,
 * so nothing here may pull in code.
 */

/** Server → client: the settings of a resource, by layer. Params `ResourceParams`, result `LayeredSettings`. */
export const SETTINGS_REQUEST = 'djangoDockerfile/settings';
/** Server → client: a file's content. Params `ReadFileParams`, result `FileAnswer<FileContent>`. */
export const READ_FILE_REQUEST = 'djangoDockerfile/fs/readFile';
/** Server → client: a folder's entries. Params `ResourceParams`, result `FileAnswer<readonly FolderItem[]>`. */
export const READ_DIRECTORY_REQUEST = 'djangoDockerfile/fs/readDirectory';
/** Server → client: kind and size of a file or folder. Params `ResourceParams`, result `FileAnswer<FileInfo>`. */
export const STAT_REQUEST = 'djangoDockerfile/fs/stat';
/** Server → client: the text of a file that is open in the editor, saved or not. Params `ResourceParams`, result `string | null`. */
export const OPEN_TEXT_REQUEST = 'djangoDockerfile/openText';
/** Client → server: a rule's page. Params `RulePageParams`, result markdown or null. */
export const RULE_PAGE_REQUEST = 'djangoDockerfile/rulePage';
/** Client → server: every rule. No params, result `readonly RuleSummary[]`. */
export const RULES_REQUEST = 'djangoDockerfile/rules';
/** Client → server: a practice's page. Params `PracticePageParams`, result markdown or null. */
export const PRACTICE_PAGE_REQUEST = 'djangoDockerfile/practicePage';
/** Client → server: every practice. No params, result `readonly PracticeSummary[]`. */
export const PRACTICES_REQUEST = 'djangoDockerfile/practices';
/** Client → server: what is found out about the Django projects. Params `FactsParams`, result `readonly ProjectSummary[]`. */
export const FACTS_REQUEST = 'djangoDockerfile/facts';
/** Server → client: files that facts come from have changed. No params; only for a client that has asked for facts. */
export const FACTS_CHANGED_NOTIFICATION = 'djangoDockerfile/factsChanged';
/** Server → client: what came of checking a document. Params `DocumentStatus`. */
export const STATUS_NOTIFICATION = 'djangoDockerfile/status';

/** Pages as documents of the editor: `django-dockerfile:/rules/<id>.md`, `/practices/<id>.md`, and the client's own. */
export const PAGE_SCHEME = 'django-dockerfile';

export const SHOW_RULE_COMMAND = 'djangoDockerfile.showRule';
/** Behind links in hovers. */
export const SHOW_PRACTICE_COMMAND = 'djangoDockerfile.showPractice';
export const FIX_ALL_COMMAND = 'djangoDockerfile.fixAll';
export const FIX_ALL_KIND = 'source.fixAll.djangoDockerfile';
/** Of fixes that rewrite much of a file; the rule's name follows. */
export const REWRITE_KIND = 'refactor.rewrite.djangoDockerfile';

/** `initializationOptions`: what this client can do beyond the protocol. All false for a client that says nothing. */
export interface ClientExtras {
  /** Answers `SETTINGS_REQUEST`. */
  readonly layeredSettings?: boolean;
  /** Answers the file system requests. */
  readonly fileSystem?: boolean;
  /** Answers `OPEN_TEXT_REQUEST`. */
  readonly openTexts?: boolean;
  /** Serves rule pages as documents, and has our commands. */
  readonly rulePages?: boolean;
  /** Shows `STATUS_NOTIFICATION`. */
  readonly status?: boolean;
  /** Does what `ActionData` says as a part of a code action's edit. */
  readonly lineFeeds?: boolean;
}

/** `data` of a code action: a change that the protocol has no edit for. */
export interface ActionData {
  /** Addresses of files whose lines shall end with LF; the edit is for their present versions. */
  readonly lineFeeds: readonly string[];
  /** What whoever confirms the edit is told. */
  readonly label: string;
  readonly description: string;
}

export interface ResourceParams {
  readonly uri: string;
}

export type FileAnswer<T> =
  | { readonly state: 'ok'; readonly value: T }
  | { readonly state: 'missing' }
  | { readonly state: 'refused'; readonly why: string };

export interface ReadFileParams extends ResourceParams {
  /** How many bytes are of use. Not every file system tells the size beforehand. */
  readonly limit: number;
}

export interface FileContent {
  /** JSON carries no bytes. Null for a file that has more of them than the limit. */
  readonly base64: string | null;
}

/** `link`: where it leads nobody can tell from here. */
export type FileKind = 'file' | 'folder' | 'link' | 'other';

export interface FolderItem {
  readonly name: string;
  readonly kind: FileKind;
}

export interface FileInfo {
  readonly kind: FileKind;
  readonly size: number;
}

/** Settings below `djangoDockerfile`, as people wrote them: nothing is checked yet. */
export type RawSettings = Readonly<Record<string, unknown>>;

/** A workspace's settings outrank the project's file, which outranks a person's own settings. */
export interface LayeredSettings {
  readonly user: RawSettings;
  readonly workspace: RawSettings;
}

export interface RulePageParams {
  readonly rule: string;
}

export interface RuleSummary {
  readonly id: string;
  readonly category: string;
  readonly severity: string;
  readonly fix: string;
  readonly summary: string;
}

export interface PracticePageParams {
  readonly practice: string;
}

export interface PracticeSummary {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
}

export interface FactsParams {
  /** The Dockerfile whose project is meant; null for none. */
  readonly uri: string | null;
}

/** A Django project, with what is known of it. */
export interface ProjectSummary {
  /** The workspace folder's name, and its way from there. */
  readonly name: string;
  /** It is the project of the Dockerfile that was asked about. */
  readonly own: boolean;
  readonly facts: readonly FactSummary[];
}

export interface FactSummary {
  /** As the command line names it: `settingsModule`. */
  readonly name: string;
  /** One line. */
  readonly value: string;
  readonly from: FactPlace;
}

export interface FactPlace {
  readonly uri: string;
  /** In the workspace folder. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

export interface DocumentStatus {
  readonly uri: string;
  /** `checked`: judged. `not-judged`: no Django or Python image. `skipped`: too large. `off`: disabled or excluded. */
  readonly state: 'checked' | 'not-judged' | 'skipped' | 'off';
  /** One line. */
  readonly reason: string;
  readonly findings: number;
  /** Rules that failed; the log has more. */
  readonly failures: readonly string[];
}

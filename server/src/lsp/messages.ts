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
/** Client → server: the projects that a set-up can be written for. Params `ScaffoldParams`, result `readonly ScaffoldProject[]`. */
export const SCAFFOLD_PROJECTS_REQUEST = 'djangoDockerfile/scaffold/projects';
/** Client → server: the files of a set-up. Params `ScaffoldPlanParams`, result `ScaffoldPlan`, or null where there is no such project. */
export const SCAFFOLD_PLAN_REQUEST = 'djangoDockerfile/scaffold/plan';
/** Server → client: files that facts come from have changed. No params; only for a client that has asked for any. */
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

/** A project without manage.py, in somebody's words. */
export interface StatedProject {
  /** The package that has wsgi.py, by its dotted name. */
  readonly package: string;
  readonly settings: string;
}

export interface ScaffoldParams {
  /** A folder, or a manage.py; null for everything that is open. */
  readonly uri: string | null;
  /** Says that the folder holds this project, and no other one is looked for. */
  readonly stated: StatedProject | null;
}

/** A project that a set-up can be written for, with what each question begins with. */
export interface ScaffoldProject {
  /** The workspace folder's name, and the project's way from there. */
  readonly name: string;
  /** The folder of the project. */
  readonly uri: string;
  /** The folder that gets the files. */
  readonly home: string;
  readonly stated: StatedProject | null;
  readonly answers: { readonly [Name in keyof ScaffoldChoices]: ScaffoldAnswer<ScaffoldChoices[Name]> };
}

/** What a set-up is made for, by the names of the command line. */
export interface ScaffoldChoices {
  readonly manager: string;
  readonly database: string;
  readonly server: string;
  readonly static: string;
  readonly celery: boolean;
  readonly redis: boolean;
  readonly python: string;
  readonly development: boolean;
}

export interface ScaffoldAnswer<T> {
  readonly value: T;
  /** A word on why. */
  readonly why: string;
  readonly from: FactPlace | null;
  /** All that are possible, the detected one first. */
  readonly options: readonly T[];
}

export interface ScaffoldPlanParams {
  /** As `ScaffoldProject` has it. */
  readonly uri: string;
  readonly stated: StatedProject | null;
  readonly choices: ScaffoldChoices;
  /** Roles of files that get another name than the usual one, since a file of that name stays. */
  readonly beside: readonly string[];
  /** Roles of files that are not written, since one of that name does their work. */
  readonly kept: readonly string[];
}

export interface ScaffoldPlan {
  readonly files: readonly ScaffoldPlanFile[];
  /** What the project itself still needs, the worst first. */
  readonly notes: readonly ScaffoldNote[];
}

export interface ScaffoldPlanFile {
  /** What the file is for, whatever it is called: `dockerfile`. */
  readonly role: string;
  readonly uri: string;
  /** In the folder that gets the files. */
  readonly path: string;
  readonly text: string;
}

export interface ScaffoldNote {
  /** One line. */
  readonly text: string;
  readonly at: FactPlace | null;
  /** A page that says more. */
  readonly link: string | null;
  /** What would mend it, where that is plain. */
  readonly edit: ScaffoldNoteEdit | null;
}

export interface ScaffoldNoteEdit {
  readonly title: string;
  readonly files: readonly {
    readonly uri: string;
    /** What the edits were made for. */
    readonly text: string;
    readonly edits: readonly PlainEdit[];
  }[];
}

/** An edit as the protocol has it: lines and characters from 0. */
export interface PlainEdit {
  readonly range: { readonly start: PlainPosition; readonly end: PlainPosition };
  readonly newText: string;
}

export interface PlainPosition {
  readonly line: number;
  readonly character: number;
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

import { type Command, Disposable, type LanguageStatusItem, l10n, languages, type Uri, window } from 'vscode';
import type { FactSummary, ProjectSummary } from '../../server/src/lsp/messages.ts';
import { OPEN_PLACE, SHOW_FACTS } from './command-ids.ts';
import { DOCKERFILES, isCheckable } from './documents.ts';
import { labelOf, mainFacts, placeText } from './fact-labels.ts';
import type { ProjectFacts } from './project-facts.ts';
import type { StatusItem } from './status-item.ts';

/** A row is one line and as wide as its text. */
const MAX_VALUE = 50;

interface Row {
  readonly text: string;
  readonly detail: string;
}

/** Rows below the status of the active Dockerfile: the main facts of its project, each with a link to where it comes from. */
export class FactsRows implements Disposable {
  readonly #facts: ProjectFacts;
  readonly #status: StatusItem;
  readonly #disposables: readonly Disposable[];
  #items: readonly LanguageStatusItem[] = [];
  #shown: string | undefined;
  #fresh = false;
  #asked = 0;

  constructor(facts: ProjectFacts, status: StatusItem) {
    this.#facts = facts;
    this.#status = status;
    this.#disposables = [
      status.onDidChange(() => this.#follow()),
      facts.onDidChange(() => this.#follow(true)),
      window.onDidChangeActiveTextEditor(() => this.#follow()),
    ];
  }

  /** Asks for what is not shown yet; nothing is asked for a Dockerfile before its first findings are there. */
  #follow(hasChanged = false): void {
    if (hasChanged) this.#fresh = false;
    const document = window.activeTextEditor?.document;
    // Beside other documents nobody sees the rows.
    if (!document || !isCheckable(document)) return;
    const { state } = this.#status.active ?? {};
    const uri = state === undefined || state === 'off' ? undefined : document.uri.toString();
    if (uri === this.#shown && this.#fresh) return;
    if (uri !== this.#shown) this.#replace([]);
    this.#shown = uri;
    this.#fresh = true;
    const asked = ++this.#asked;
    if (uri !== undefined) void this.#ask(document.uri, () => asked === this.#asked);
  }

  async #ask(uri: Uri, isWanted: () => boolean): Promise<void> {
    try {
      const projects = await this.#facts.around(uri);
      if (isWanted()) this.#replace(rowsOf(projects));
    } catch {
      // The server has stopped, and its own row says so.
      this.#fresh = false;
    }
  }

  #replace(rows: readonly Row[]): void {
    for (const item of this.#items) item.dispose();
    this.#items = rows.map(({ text, detail }, index) => {
      // The editor sorts by id: these come between the two that are always there.
      const item = languages.createLanguageStatusItem(`djangoDockerfile.project.${index}`, DOCKERFILES);
      item.name = l10n.t('Django Dockerfile: Project');
      item.text = text;
      item.detail = detail;
      if (index === 0) item.command = SHOW;
      return item;
    });
  }

  dispose(): void {
    Disposable.from(...this.#disposables, ...this.#items).dispose();
  }
}

const SHOW: Command = { command: SHOW_FACTS, title: l10n.t('Show Facts') };

function rowsOf(projects: readonly ProjectSummary[]): readonly Row[] {
  const own = projects.find((project) => project.own);
  if (own) return mainFacts(own.facts).map((fact) => ({ text: factText(fact), detail: linkTo(fact) }));
  if (projects.length === 0) return [];
  const names = projects.map(({ name }) => name).join(', ');
  return [{ text: l10n.t('Projects'), detail: shortened(names) }];
}

const factText = (fact: FactSummary): string => `${labelOf(fact)}: ${shortened(fact.value)}`;

const shortened = (text: string): string => (text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE - 1)}…` : text);

function linkTo(fact: FactSummary): string {
  const place = placeText(fact.from);
  const values = JSON.stringify([fact.from.uri, fact.from.line]);
  const target = `command:${OPEN_PLACE}?${encodeURIComponent(values).replaceAll(')', '%29')}`;
  // Such a name would end the link before its end.
  return /[[\]]/.test(place) ? place : `[${place}](${target})`;
}

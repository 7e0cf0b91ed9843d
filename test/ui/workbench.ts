/** VS Code's window as a person uses it: what can be seen, pointed at and typed, and nothing else. */
import type { Frame, Locator, Page } from 'playwright-core';

export type Squiggle = 'error' | 'warning' | 'info' | 'hint';

interface Point {
  readonly x: number;
  readonly y: number;
}

const WAIT_MS = 20_000;
const POLL_MS = 50;

/** In the text or, where that starts at the margin, in the gutter. */
const LIGHTBULB = '.lightBulbWidget.codicon, [class*="codicon-gutter-lightbulb"]';

export class Workbench {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    page.setDefaultTimeout(WAIT_MS);
  }

  async open(address: string): Promise<void> {
    await this.#page.goto(address);
    await this.#page.locator('.monaco-workbench .part.statusbar').waitFor();
  }

  async screenshot(file: string): Promise<void> {
    await this.#page.screenshot({ path: file, animations: 'disabled' });
  }

  // Keyboard

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  /** Opens a file by its name, through quick open. */
  async openFile(name: string): Promise<void> {
    await this.#quickInput('Control+p', name, name);
    await this.waitUntilNoQuestion();
    await this.#tab(name).waitFor();
    await this.focusEditor();
  }

  /** Runs a command by the title that the command palette shows. */
  async runCommand(title: string): Promise<void> {
    await this.startCommand(title);
    await this.waitUntilNoQuestion();
  }

  /** The same for a command that asks something. */
  async startCommand(title: string): Promise<void> {
    await this.#quickInput('F1', `>${title}`, title);
  }

  async goToLine(line: number, column = 1): Promise<void> {
    const input = this.#page.locator('.quick-input-widget input');
    await this.press('Control+g');
    await input.fill(`:${line}:${column}`);
    await this.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  async save(): Promise<void> {
    await this.press('Control+s');
    await this.#page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  // Editor

  async focusEditor(): Promise<void> {
    await this.runCommand('View: Focus Active Editor Group');
    await this.#page.locator('.editor-instance .monaco-editor.focused').waitFor();
  }

  /** The lines of the active editor that are on the screen. */
  async visibleText(): Promise<string> {
    const lines = await this.#lines().evaluateAll((elements) =>
      elements
        .map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent ?? '' }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text),
    );
    // The editor shows spaces as no-break spaces, so that the browser does not collapse them.
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  async waitForText(pattern: RegExp): Promise<string> {
    return await poll(`${pattern} in the editor`, async () => {
      const text = await this.visibleText();
      return pattern.test(text) ? text : undefined;
    });
  }

  squiggles(kind: Squiggle): Locator {
    return this.#page.locator(`.editor-instance .monaco-editor .squiggly-${kind}`);
  }

  async waitForSquiggle(kind: Squiggle): Promise<void> {
    await this.squiggles(kind).first().waitFor();
  }

  /** Clicks on the lightbulb of the line with the cursor, and gives the titles that its menu offers. */
  async openLightbulb(): Promise<string[]> {
    await click(this.#page.locator('.monaco-editor').locator(LIGHTBULB).filter({ visible: true }));
    return await this.#menuTitles();
  }

  /** The same menu by its keys. */
  async openQuickFixes(): Promise<string[]> {
    await this.press('Control+.');
    return await this.#menuTitles();
  }

  async chooseFix(title: string): Promise<void> {
    const titles = this.#menu();
    await click(titles.getByText(title, { exact: true }));
    await titles.first().waitFor({ state: 'detached' });
  }

  /** The editor shows what a fix changes in other files, with nothing chosen: chooses a file and lets the rest go. */
  async acceptChangesOf(file: string): Promise<void> {
    const preview = this.#page.locator('.bulk-edit-panel');
    const row = preview.locator('.monaco-list-row', { hasText: file }).first();
    await click(row.locator('.edit-checkbox'));
    await click(preview.locator('.monaco-button', { hasText: 'Apply' }));
    await preview.waitFor({ state: 'hidden' });
  }

  // Questions

  /** Waits for a question above the window, and gives the rows below it. */
  async readQuestion(question: string): Promise<string[]> {
    const widget = this.#questions().filter({ visible: true });
    return await poll(`the question ${question}`, async () => {
      // One shot each: while the widget changes hands, parts of it are missing.
      const asked = await widget
        .locator('input.input, .quick-input-message')
        .evaluateAll((parts) => parts.map((part) => `${part.getAttribute('placeholder') ?? ''} ${part.textContent}`));
      if (!asked.some((text) => text.includes(question))) return undefined;
      const rows = widget.locator('.monaco-list-row');
      return await rows.evaluateAll((elements) =>
        elements.map((element) =>
          Array.from(element.querySelectorAll('.label-name, .label-description'), (part) => part.textContent)
            .join(' ')
            .trim(),
        ),
      );
    });
  }

  /** The title above a question, with its number. */
  async questionTitle(): Promise<string> {
    return await this.#questions().locator('.quick-input-title').innerText();
  }

  async goBack(): Promise<void> {
    await click(this.#questions().locator('.quick-input-titlebar .codicon-quick-input-back'));
  }

  async waitUntilNoQuestion(): Promise<void> {
    await this.#questions().waitFor({ state: 'hidden' });
  }

  /** The editor that shows the changes of several files: the names of those, as far as they are on the screen. */
  async readChanges(): Promise<string[]> {
    const headers = this.#page.locator('.multiDiffEntry .header .title');
    await headers.first().waitFor();
    return await headers.allInnerTexts();
  }

  /** Presses a button of a notification, which has the text. */
  async answerNotification(text: RegExp, button: string): Promise<void> {
    const toast = this.#page.locator('.notification-toast', { hasText: text });
    await click(toast.locator('.monaco-button', { hasText: button }));
  }

  /** Follows a link in the text of the active editor, by its words. */
  async followLink(words: string): Promise<void> {
    const { x, y } = await this.#pointAt(words, words);
    await this.#page.mouse.move(x, y, { steps: 4 });
    await this.#page.keyboard.down('Control');
    await this.#page.mouse.click(x, y);
    await this.#page.keyboard.up('Control');
  }

  async saveAll(): Promise<void> {
    await this.runCommand('File: Save All Files');
  }

  // Hover

  /** Rests the mouse on a word of the first line that contains `line`, and reads what shows up. */
  async hover(line: string, word: string, expected: RegExp): Promise<string> {
    return await this.#readHover(await this.#pointAt(line, word), expected);
  }

  async hoverAtCursor(expected: RegExp): Promise<string> {
    const box = await this.#page.locator('.monaco-editor.focused .cursors-layer .cursor').first().boundingBox();
    if (box === null) throw new Error('there is no cursor');
    return await this.#readHover({ x: box.x + box.width + 3, y: box.y + box.height / 2 }, expected);
  }

  /** The link that VS Code makes of a diagnostic's code. */
  async clickCodeInHover(rule: string): Promise<void> {
    await click(this.#hoverWidget().locator('a.code-link', { hasText: rule }).first());
  }

  // Problems

  async openProblems(): Promise<void> {
    await this.runCommand('Problems: Focus on Problems View');
    await this.#page.locator('.markers-panel').waitFor();
  }

  async closePanel(): Promise<void> {
    const panel = this.#page.locator('.part.panel');
    if (!(await panel.isVisible())) return;
    await this.press('Control+j');
    await panel.waitFor({ state: 'hidden' });
  }

  problem(rule: string): Locator {
    return this.#page.locator('.markers-panel .monaco-list-row', {
      has: this.#page.locator('.marker-code', { hasText: new RegExp(`^${rule}$`) }),
    });
  }

  /** Puts the cursor where a rule reports something, by a click on its problem. */
  async goToProblem(rule: string): Promise<void> {
    await this.openProblems();
    await click(this.problem(rule).first().locator('.marker-message'));
    await this.closePanel();
    await this.focusEditor();
    // The click selected the range; the lightbulb comes with the next movement of the cursor, here to its start.
    await this.press('ArrowLeft');
  }

  async clickCodeInProblems(rule: string): Promise<void> {
    await this.openProblems();
    await click(this.problem(rule).first().locator('a.monaco-link'));
  }

  async waitUntilNoProblem(rule: string): Promise<void> {
    await this.openProblems();
    await this.problem(rule).first().waitFor({ state: 'detached' });
    await this.closePanel();
  }

  // Status

  /** Rests the mouse on the braces in the status bar, and reads the rows that show up. */
  async readStatus(expected: RegExp): Promise<string[]> {
    await this.#page.locator('.part.statusbar [id="status.languageStatus"]').hover();
    const rows = this.#page.locator('.monaco-hover:not(.hidden) .hover-language-status');
    return await poll(`a status with ${expected}`, async () => {
      const texts = (await rows.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '));
      return texts.some((text) => expected.test(text)) ? texts : undefined;
    });
  }

  /** A link in the rows of the status, which are shown. */
  async clickStatusLink(title: string): Promise<void> {
    await click(this.#page.locator('.hover-language-status a.monaco-link', { hasText: title }).first());
  }

  async waitForTab(name: string): Promise<void> {
    await this.#tab(name).waitFor();
  }

  // Pages

  /** Waits for the tab of a document and reads the document, shown as text or, in a frame of its own, rendered. */
  async readPage(tab: string, expected: RegExp): Promise<string> {
    await this.#tab(tab).waitFor();
    return await poll(`${expected} in ${tab}`, async () => {
      const rendered = this.#page
        .frames()
        .slice(1)
        .map((frame) => textOf(frame));
      const texts = [await this.visibleText(), ...(await Promise.all(rendered))];
      return texts.find((text) => expected.test(text));
    });
  }

  async closeTab(tab: string): Promise<void> {
    await this.runCommand('View: Close Editor');
    await this.#tab(tab).waitFor({ state: 'detached' });
  }

  #tab(name: string): Locator {
    return this.#page.locator('.tab.active', { hasText: name });
  }

  #lines(): Locator {
    return this.#page.locator('.editor-group-container.active .editor-instance .view-lines > .view-line');
  }

  #hoverWidget(): Locator {
    return this.#page.locator('.monaco-hover:not(.hidden)');
  }

  async #readHover(point: Point, expected: RegExp): Promise<string> {
    // The hover belongs to a movement: from wherever the mouse was, onto the text.
    await this.#page.mouse.move(point.x, point.y + 200);
    await this.#page.mouse.move(point.x, point.y, { steps: 4 });
    return await poll(`a hover with ${expected}`, async () => {
      const text = (await this.#hoverWidget().allInnerTexts()).join('\n');
      return expected.test(text) ? text : undefined;
    });
  }

  async #quickInput(key: string, text: string, row: string): Promise<void> {
    const widget = this.#questions();
    await this.press(key);
    await widget.locator('input.input').fill(text);
    // The first row is the best match only once the list has caught up with the typing.
    await click(widget.locator('.monaco-list-row .label-name').getByText(row, { exact: true }).first());
  }

  #questions(): Locator {
    return this.#page.locator('.quick-input-widget');
  }

  #menu(): Locator {
    return this.#page.locator('.action-widget .monaco-list-row.action .title');
  }

  async #menuTitles(): Promise<string[]> {
    await this.#menu().first().waitFor();
    return await this.#menu().allInnerTexts();
  }

  async #pointAt(line: string, word: string): Promise<Point> {
    const point = await this.#lines()
      .filter({ hasText: line })
      .first()
      .evaluate(
        (element, searched) => {
          const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
            const start = (node.textContent ?? '').indexOf(searched);
            if (start < 0) continue;
            const range = document.createRange();
            range.setStart(node, start);
            range.setEnd(node, start + searched.length);
            const box = range.getBoundingClientRect();
            return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
          }
          return undefined;
        },
        word.replaceAll(' ', '\u00a0'),
      );
    if (point === undefined) throw new Error(`"${word}" is not in the line "${line}"`);
    return point;
  }
}

/** A frame may go away while it is read. */
async function textOf(frame: Frame): Promise<string> {
  try {
    return (await frame.locator('body').textContent({ timeout: 500 })) ?? '';
  } catch {
    return '';
  }
}

/**
 * A click of the mouse, where the element has come to rest. Playwright's own would first scroll the element into view,
 * and so move parts of a window that no person can scroll.
 */
async function click(element: Locator): Promise<void> {
  await element.waitFor();
  let last: string | undefined;
  const box = await poll(`an element to rest: ${element}`, async () => {
    const now = await element.boundingBox();
    const seen = JSON.stringify(now);
    const resting = now !== null && seen === last ? now : undefined;
    last = seen;
    return resting;
  });
  await element.page().mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

export async function poll<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`waited ${WAIT_MS / 1000} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

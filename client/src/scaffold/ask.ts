import {
  Disposable,
  type InputBox,
  l10n,
  type QuickInput,
  QuickInputButtons,
  type QuickPickItem,
  window,
} from 'vscode';
import type { Outcome } from './steps.ts';

export interface Page {
  /** The question itself. */
  readonly question: string;
  readonly canGoBack: boolean;
  /** Its number, and how many there are. */
  readonly step?: readonly [number, number];
}

export interface Option<T> extends QuickPickItem {
  readonly value: T;
}

/** One of the options; the first one is taken by Enter alone, unless another is to be. */
export function askOne<T>(page: Page, options: readonly Option<T>[], first = options[0]): Promise<Outcome<T>> {
  const input = window.createQuickPick<Option<T>>();
  input.placeholder = page.question;
  input.items = options;
  input.activeItems = first ? [first] : [];
  input.matchOnDescription = true;
  return answered(input, page, () => {
    const [item] = input.activeItems;
    return item && { chosen: item.value };
  });
}

/** Any of the options; those that are ticked are taken by Enter alone. */
export function askMany<T>(
  page: Page,
  options: readonly Option<T>[],
  ticked: readonly Option<T>[],
): Promise<Outcome<readonly T[]>> {
  const input = window.createQuickPick<Option<T>>();
  input.placeholder = page.question;
  input.canSelectMany = true;
  input.items = options;
  input.selectedItems = ticked;
  return answered(input, page, () => ({ chosen: input.selectedItems.map(({ value }) => value) }));
}

export interface TextQuestion extends Page {
  readonly value: string;
  readonly example: string;
  /** What is wrong with a text; undefined for one that will do. */
  readonly problem: (text: string) => string | undefined;
}

export function askText(question: TextQuestion): Promise<Outcome<string>> {
  const input = window.createInputBox();
  input.prompt = question.question;
  input.placeholder = question.example;
  input.value = question.value;
  const listener = input.onDidChangeValue(() => {
    // What is wrong is said once somebody wants to go on, and taken back as soon as it is right.
    if (question.problem(input.value) === undefined) input.validationMessage = undefined;
  });
  return answered(
    input,
    question,
    () => {
      input.validationMessage = question.problem(input.value);
      return input.validationMessage === undefined ? { chosen: input.value } : undefined;
    },
    listener,
  );
}

/** Shows an input until it is answered, left by the way back, or closed. Looking at something else does not close it. */
function answered<T>(
  input: QuickInput & Pick<InputBox, 'buttons' | 'onDidTriggerButton' | 'onDidAccept'>,
  { canGoBack, step }: Page,
  answer: () => { readonly chosen: T } | undefined,
  ...others: readonly Disposable[]
): Promise<Outcome<T>> {
  input.title = l10n.t('Scaffold Django Dockerfile');
  input.ignoreFocusOut = true;
  if (step) [input.step, input.totalSteps] = step;
  if (canGoBack) input.buttons = [QuickInputButtons.Back];
  return new Promise<Outcome<T>>((resolve) => {
    const end = (outcome: Outcome<T>): void => {
      resolve(outcome);
      Disposable.from(...others, ...listeners, input).dispose();
    };
    const listeners = [
      input.onDidAccept(() => {
        const given = answer();
        if (given) end(given);
      }),
      input.onDidTriggerButton(() => end('back')),
      input.onDidHide(() => end('cancelled')),
    ];
    input.show();
  });
}

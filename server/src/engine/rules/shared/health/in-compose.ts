import { readEntryScript } from '../../../model/entry-script.ts';
import type { ComposeHealthcheck, ComposeService } from '../../../project/compose/types.ts';
import { type HealthQuestion, questionIn } from './question.ts';

/** The health check of a service goes before that of the image. */
export const replacesCheck = ({ healthcheck }: ComposeService): boolean =>
  healthcheck !== undefined && (healthcheck.disabled || healthcheck.test !== undefined);

/** What the health check of a service asks. Its command belongs to no place in the document. */
export function questionInCompose({ test, shell, disabled }: ComposeHealthcheck): HealthQuestion | undefined {
  const texts = (shell ? [shell] : (test ?? [])).map(({ value, varies }) =>
    value.known && !varies ? value.value : '',
  );
  if (disabled || texts.length === 0 || texts.includes('')) return undefined;
  const text = shell ? texts[0] : texts.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const script = text === undefined ? undefined : readEntryScript(text);
  return script && questionIn(script);
}

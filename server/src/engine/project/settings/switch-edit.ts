import type { TextEdit } from '../../text/edits.ts';
import { type Span, textAt } from '../../text/span.ts';
import type { Default, EnvironmentRead } from './types.ts';

/** Words with which people say no. */
export const SAYS_NO = /^(?:0|false|no|off|n|f)$/i;

/** What settings take for true after the fix. */
const WORDS = ['1', 'true', 'yes'];

/**
 * Lets a setting be true for words that say so alone. Undefined where more stands around the read than `bool()`, and for readers that
 * have no way to say it.
 */
export function switchEdit(read: EnvironmentRead, whole: Span, source: string): TextEdit | undefined {
  const own = textAt(source, read.place.span);
  const around = textAt(source, whole);
  if (around.includes('#') || (squeezed(around) !== squeezed(own) && squeezed(around) !== `bool(${squeezed(own)})`))
    return undefined;
  const newText = careful(read, own, source);
  return newText === undefined ? undefined : { span: whole, newText };
}

const squeezed = (text: string): string => text.replace(/\s+/g, '');

function careful(read: EnvironmentRead, own: string, source: string): string | undefined {
  const { callee, name, fallback } = read.written;
  const isOn = meansOn(read.default);
  if (!name || isOn === undefined) return undefined;
  const variable = textAt(source, name);
  const quote = variable.endsWith("'") ? "'" : '"';
  const quoted = (text: string): string => quote + text + quote;
  if (read.reader === 'os') {
    const asked = callee ? `${textAt(source, callee)}(${variable}, ${quoted(defaultWord(read.default, isOn))})` : own;
    return `${asked}.lower() in {${WORDS.map(quoted).join(', ')}}`;
  }
  if (!callee) return undefined;
  const method = textAt(source, callee);
  const given = fallback ? `, default=${isOn ? 'True' : 'False'}` : '';
  if (read.reader === 'decouple') return `${method}(${variable}${given}, cast=bool)`;
  // What `Env(DEBUG=…)` declares goes for every read of the variable.
  const isDeclared = !fallback && read.default.kind !== 'absent';
  if ((read.reader !== 'environ' && read.reader !== 'environs') || isDeclared) return undefined;
  return `${method.replace(/\.str$/, '')}.bool(${variable}${given})`;
}

/** The default as a text that means the same to the new comparison: as it was written, where that will do. */
function defaultWord(fallback: Default, isOn: boolean): string {
  const text = fallback.kind === 'literal' && typeof fallback.value === 'string' ? fallback.value : '';
  return isOn && !WORDS.includes(text.toLowerCase()) ? '1' : text;
}

/** Whether a default means that the setting is on; undefined where that is worked out. */
function meansOn(fallback: Default): boolean | undefined {
  switch (fallback.kind) {
    case 'absent':
    case 'none':
      return false;
    case 'literal':
      return typeof fallback.value === 'string'
        ? fallback.value !== '' && !SAYS_NO.test(fallback.value)
        : Boolean(fallback.value);
    default:
      return undefined;
  }
}

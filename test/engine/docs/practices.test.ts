import { expect, test } from 'vitest';
import { analyzeAlone } from '../../../server/src/engine/docs/alone.ts';
import { practicesAt } from '../../../server/src/engine/docs/practices.ts';
import type { Rule } from '../../../server/src/engine/rules/define.ts';
import { textAt } from '../../../server/src/engine/text/span.ts';
import { sampleRule } from '../../support/sample-rule.ts';

const rule: Rule = {
  ...sampleRule(),
  appliesTo: { instructions: ['RUN', 'COPY'], programs: ['pip', 'gunicorn', 'server', 'manage'] },
};

/** The text that is hovered at `|`, if a practice concerns it. */
function hovered(code: string): string | undefined {
  const offset = code.indexOf('|');
  const text = code.replace('|', '');
  const found = practicesAt(analyzeAlone([], { path: 'Dockerfile', text }), offset, [rule]);
  return found && textAt(text, found.span);
}

test('keywords of instructions, in any case', () => {
  expect(hovered('FROM x\nR|UN a\n')).toBe('RUN');
  expect(hovered('FROM x\nco|py a b\n')).toBe('copy');
  expect(hovered('FR|OM x\n')).toBe('FROM');
  expect(hovered('FROM x\nLAB|EL a=b\n')).toBeUndefined();
  expect(hovered('FROM x\nONBUILD RU|N a\n')).toBe('RUN');
});

test('programs, by their name or by what they are', () => {
  expect(hovered('FROM x\nRUN cd /a && pi|p install x\n')).toBe('pip');
  expect(hovered('FROM x\nRUN /venv/bin/p|ip install x\n')).toBe('/venv/bin/pip');
  expect(hovered('FROM x\nCMD ["guni|corn", "x"]\n')).toBe('"gunicorn"');
  expect(hovered('FROM x\nRUN python manag|e.py check\n')).toBe('manage.py');
  expect(hovered('FROM x\nRUN uv run gunic|orn x\n')).toBe('gunicorn');
  expect(hovered('FROM x\nRUN sh -c "pi|p install x"\n')).toBe('pip');
});

test('the image, flags and variables of the environment', () => {
  expect(hovered('FROM pyth|on:3.14\n')).toBe('python:3.14');
  expect(hovered('FROM x\nRUN --mou|nt=type=secret,id=a b\n')).toBe('--mount=type=secret,id=a');
  expect(hovered('FROM x\nENV PYTHONUN|BUFFERED=1\n')).toBe('PYTHONUNBUFFERED');
  expect(hovered('FROM x\nENV OTH|ER=1\n')).toBeUndefined();
});

test('the practice that is most about it comes first', () => {
  const titlesAt = (code: string): readonly string[] => {
    const offset = code.indexOf('|');
    const analysis = analyzeAlone([], { path: 'Dockerfile', text: code.replace('|', '') });
    return practicesAt(analysis, offset, [])?.practices.map(({ id }) => id) ?? [];
  };
  expect(titlesAt('FROM x\nRUN --mou|nt=type=secret,id=a b\n')[0]).toBe('secrets');
  expect(titlesAt('FROM x\nRUN --mou|nt=type=cache,target=/a b\n')).toEqual(['buildkit']);
  expect(titlesAt('FROM x\nRUN pyth|on manage.py collectstatic\n')).toContain('static-files');
  expect(titlesAt('FROM x\nUS|ER 1\n')).toEqual(['non-root']);
});

test('nothing elsewhere', () => {
  expect(hovered('FROM x\nRUN pip instal|l x\n')).toBeUndefined();
  expect(hovered('FROM x\nRUN ec|ho x\n')).toBeUndefined();
  expect(hovered('|')).toBeUndefined();
});

test('nothing in a text that was not analysed', () => {
  const analysis = analyzeAlone([], { path: 'Dockerfile', text: 'x'.repeat(100_000) });
  expect(practicesAt(analysis, 0, [rule])).toBeUndefined();
});

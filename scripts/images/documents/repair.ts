import { type Analysis, type AnalysisInput, analyze } from '../../../server/src/engine/analyze.ts';
import { resolveConfig } from '../../../server/src/engine/config/resolve.ts';
import { applyFix, type Texts } from '../../../server/src/engine/fix/apply.ts';
import { fixAll } from '../../../server/src/engine/fix/fix-all.ts';
import { factsFor } from '../../../server/src/engine/project/memory.ts';
import { RULES } from '../../../server/src/engine/rules/index.ts';
import type { ProjectFiles } from '../context.ts';
import type { Document, Step } from './types.ts';

/** A rule has as many findings in one file at most. */
const MAX_FIXES = 10;

const inputFor = (text: string, files: ProjectFiles): AnalysisInput => ({
  text,
  path: 'Dockerfile',
  facts: factsFor({ path: 'Dockerfile', text }, files),
  config: { ...resolveConfig(RULES, {}), detect: 'always' },
  today: '2026-11-21',
});

const safelyFixed = (text: string, files: ProjectFiles): string =>
  fixAll(inputFor(text, files), { safety: 'safe' }).text;

/** The Dockerfile after all safe fixes and the steps. Throws where a fix is not offered, or where an error or a warning is left. */
export function repaired({ before, steps }: Document, project: ProjectFiles): Texts {
  let texts: Texts = { text: safelyFixed(before, project), files: project };
  for (const step of steps)
    texts = 'take' in step ? taken(step.take, texts) : { ...texts, text: written(texts.text, step) };
  const { files } = texts;
  const text = safelyFixed(texts.text, files);
  const { findings }: Analysis = analyze(inputFor(text, files));
  const left = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
  if (left.length === 0) return { text, files };
  throw new Error(`these are left: ${left.map(({ rule, message }) => `${rule} (${message})`).join(', ')}\n${text}`);
}

/** The preferred fix of each finding of a rule. */
function taken(rule: string, before: Texts): Texts {
  let texts = before;
  for (let count = 0; count < MAX_FIXES; count++) {
    const { findings } = analyze(inputFor(texts.text, texts.files));
    const fix = findings.filter((each) => each.rule === rule).flatMap(({ fixes }) => fixes.slice(0, 1))[0];
    if (!fix && count === 0) throw new Error(`${rule} offers no fix\n${texts.text}`);
    if (!fix) return texts;
    texts = applyFix(texts, fix);
  }
  throw new Error(`${rule} goes on offering fixes\n${texts.text}`);
}

function written(text: string, { write, for: old }: Extract<Step, { write: string }>): string {
  const parts = text.split(old);
  if (parts.length !== 2) throw new Error(`"${old}" stands there ${parts.length - 1} times, not once\n${text}`);
  return parts.join(write);
}

import { type Analysis, type AnalysisInput, analyze, type Finding } from '../../server/src/engine/analyze.ts';
import { resolveConfig } from '../../server/src/engine/config/resolve.ts';
import { type FixAllResult, fixAll } from '../../server/src/engine/fix/fix-all.ts';
import { noFacts } from '../../server/src/engine/project/facts.ts';
import { factsFor } from '../../server/src/engine/project/memory.ts';
import { RULES } from '../../server/src/engine/rules/index.ts';
import { applyEdits } from '../../server/src/engine/text/edits.ts';

/** A Dockerfile and what lies around it. */
export interface Project {
  readonly path?: string;
  readonly files?: Readonly<Record<string, string>>;
}

const inputFor = (text: string, { path = 'Dockerfile', files }: Project): AnalysisInput => ({
  text,
  path,
  facts: files ? factsFor({ path, text }, files) : noFacts,
  config: { ...resolveConfig(RULES, {}), detect: 'always' },
  today: '2026-11-21',
});

/** All rules that are on by default, on a file that is judged whatever it looks like. */
export const judge = (text: string, project: Project = {}): Analysis => analyze(inputFor(text, project));

export const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

export const rulesOf = ({ findings }: Analysis): string[] => [...new Set(findings.map(({ rule }) => rule))].sort();

export function findingOf({ findings }: Analysis, rule: string): Finding {
  const found = findings.find((each) => each.rule === rule);
  if (!found) throw new Error(`No finding of ${rule}, only ${findings.map((each) => each.rule).join(', ') || 'none'}`);
  return found;
}

/** The text after the first fix that a rule offers. */
export function fixedBy(rule: string, text: string, project: Project = {}): string | undefined {
  const [fix] = findingOf(judge(text, project), rule).fixes;
  return fix && applyEdits(text, fix.edits);
}

/** What fix-all makes of it. */
export const fixedSafely = (text: string, project: Project = {}): FixAllResult =>
  fixAll(inputFor(text, project), { safety: 'safe' });

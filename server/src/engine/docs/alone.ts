import { type Analysis, analyze } from '../analyze.ts';
import { resolveConfig } from '../config/resolve.ts';
import { noFacts } from '../project/facts.ts';
import { factsFor, type MemoryFiles, type MemoryModes } from '../project/memory.ts';
import type { Rule } from '../rules/define.ts';

export interface LoneDocument {
  readonly path: string;
  readonly text: string;
  /** The project around it; undefined is a file that stands alone. */
  readonly files?: MemoryFiles | undefined;
  /** Modes of its files; those of the others are unknown. */
  readonly modes?: MemoryModes | undefined;
  /** By rule id. */
  readonly options?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
}

/** Pages and tests must come out the same whenever they are made. */
const DAY = '2026-11-21';

/**
 * Judges a document by some rules only, each as if it were on and with default options but for those given: also a rule that is off
 * by default shows what it finds, and no document has to look like Django.
 */
export function analyzeAlone(rules: readonly Rule[], { path, text, files, modes, options }: LoneDocument): Analysis {
  const config = resolveConfig(rules, {});
  return analyze({
    text,
    path,
    facts: files ? factsFor({ path, text }, files, modes) : noFacts,
    config: {
      detect: 'always',
      exclude: [],
      rule: (id) => ({ level: undefined, options: { ...config.rule(id).options, ...options?.[id] } }),
    },
    today: DAY,
    rules: rules.map((rule) => ({ ...rule, defaultLevel: rule.severity })),
  });
}

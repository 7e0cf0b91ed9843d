import type { Analysis } from '../../server/src/engine/analyze.ts';
import { analyzeAlone } from '../../server/src/engine/docs/alone.ts';
import type { MemoryModes } from '../../server/src/engine/project/memory.ts';
import type { Rule } from '../../server/src/engine/rules/define.ts';
import { RULES } from '../../server/src/engine/rules/index.ts';
import { fail } from './fail.ts';

/** What a case of a rule's test is made of, whatever is expected of it. */
export interface CaseInput {
  /** The Dockerfile; findings are marked «like this». */
  readonly code: string;
  /** Default `Dockerfile`: names tell development files from others. */
  readonly path?: string;
  /** The project around it; without, the file stands alone and nothing is known. */
  readonly files?: Readonly<Record<string, string>>;
  /** Modes of its files; those of the others are unknown. */
  readonly modes?: MemoryModes;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Runs a rule alone on a text in the surroundings of a case. Anything the rule throws, while checking or fixing, fails. */
export function runRule(rule: Rule, input: CaseInput, text: string): Analysis {
  const errors: unknown[] = [];
  const analysis = analyzeAlone([watched(rule, errors)], loneDocument(rule, input, text));
  const [failure] = analysis.failures;
  if (failure) fail('a rule never throws', failure.error, { code: text });
  // The engine keeps a finding whose fix cannot be built; a test must not.
  for (const finding of analysis.findings) void finding.fixes;
  if (errors.length > 0) fail('building a fix never throws', String(errors[0]), { code: text });
  return analysis;
}

/** Runs every rule, with the same surroundings. */
export function runAllRules(rule: Rule, input: CaseInput, text: string): Analysis {
  const others = RULES.filter(({ id }) => id !== rule.id);
  return analyzeAlone([rule, ...others], loneDocument(rule, input, text));
}

const loneDocument = (rule: Rule, { path, files, modes, options }: CaseInput, text: string) => ({
  path: path ?? 'Dockerfile',
  text,
  files,
  modes,
  options: options && { [rule.id]: options },
});

function watched(rule: Rule, errors: unknown[]): Rule {
  return {
    ...rule,
    fixes: (context, problem) => {
      try {
        return rule.fixes(context, problem);
      } catch (error) {
        errors.push(error);
        throw error;
      }
    },
  };
}

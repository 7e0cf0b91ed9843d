/** How long an analysis takes, in proportion to what dockerfile-ast takes to parse the same text with arguments. */
import { readFileSync } from 'node:fs';
import { DockerfileParser } from 'dockerfile-ast';
import { type AnalysisInput, analyze } from '../../server/src/engine/analyze.ts';
import { resolveConfig } from '../../server/src/engine/config/resolve.ts';
import { noFacts } from '../../server/src/engine/project/facts.ts';
import { RULES } from '../../server/src/engine/rules/index.ts';
import type { Figure } from './figure.ts';
import { timeTogether } from './stopwatch.ts';

const TYPICAL = readFileSync(new URL('typical.Dockerfile', import.meta.url), 'utf8');
const TYPICAL_LINES = TYPICAL.split('\n').length - 1;

/** As many copies of the typical file as make up about that many lines. */
export const dockerfileOf = (lines: number): string => TYPICAL.repeat(Math.max(1, Math.round(lines / TYPICAL_LINES)));

const config = resolveConfig(RULES, {});

const inputOf = (text: string): AnalysisInput => ({
  text,
  path: 'Dockerfile',
  facts: noFacts,
  config,
  today: '2026-11-21',
});

export const dockerfileInput = (lines: number): AnalysisInput => inputOf(dockerfileOf(lines));

const analyse = (text: string) => () => analyze(inputOf(text));

const parseWithArguments = (text: string) => () => {
  for (const instruction of DockerfileParser.parse(text).getInstructions()) instruction.getArguments();
};

export function analysisFigures(): Figure[] {
  const small = dockerfileOf(50);
  const large = dockerfileOf(5000);
  const [ours = 0, theirs = 1] = timeTogether([analyse(small), parseWithArguments(small)], 2000);
  const [oursLarge = 0, theirsLarge = 1] = timeTogether([analyse(large), parseWithArguments(large)], 9);
  const [at500 = 1, at10000 = 1] = timeTogether([analyse(dockerfileOf(500)), analyse(dockerfileOf(10_000))], 9);
  return [
    { name: '50 lines, warm', value: ours, unit: 'ms', limit: 1 },
    { name: '50 lines, against dockerfile-ast with arguments', value: ours / theirs, unit: '×', limit: 2 },
    { name: '5,000 lines, against dockerfile-ast with arguments', value: oursLarge / theirsLarge, unit: '×', limit: 2 },
    {
      name: 'growth from 500 to 10,000 lines, exponent',
      value: Math.log(at10000 / at500) / Math.log(20),
      unit: '',
      limit: 1.2,
    },
  ];
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../server/src/engine/analyze.ts';
import { resolveConfig } from '../../server/src/engine/config/resolve.ts';
import { projectFacts } from '../../server/src/engine/project/facts.ts';
import { memoryReads } from '../../server/src/engine/project/memory.ts';
import { ParsedFiles } from '../../server/src/engine/project/parsed.ts';
import { projectReports } from '../../server/src/engine/project/report.ts';
import type { ProjectReads, ReadText } from '../../server/src/engine/project/types.ts';
import { RULES } from '../../server/src/engine/rules/index.ts';
import { type FixtureProject, fixtureProjects } from '../support/fixture-projects.ts';
import '../support/fixed-seed.ts';

type Files = FixtureProject['files'];

/** What may happen to a file: its text after that, `refused`, or undefined when it is gone. */
type Damage = (text: string) => ReadText | undefined;

const text = (value: string): ReadText => ({ state: 'ok', value });

/** Random bytes; those with a null among them are refused. */
const [BYTES] = fc.sample(fc.uint8Array({ min: 1, minLength: 300, maxLength: 400 }), { seed: 7, numRuns: 1 });
const NOISE = new TextDecoder().decode(BYTES);

/** Half of it, and a line with a bracket and a quotation mark that nothing closes. */
const cut = (whole: string): string => `${whole.slice(0, whole.length / 2)}\n["`;

const MEGABYTE = 1024 * 1024;

const DAMAGES: Readonly<Record<string, Damage>> = {
  missing: () => undefined,
  refused: () => ({ state: 'refused', why: 'it is a binary file' }),
  noise: () => text(NOISE),
  cut: (whole) => text(cut(whole)),
  'one long line': (whole) => text(''.padEnd(MEGABYTE, `${whole} `.replaceAll('\n', ' '))),
};

/**
 * Errors that a damage may bring, for they are about it and true: what is gone is gone, half of a list asks for half as much, and
 * noise begins with no `#!`.
 */
const CLAIMS: Readonly<Record<string, RegExp>> = {
  'app-module-not-found': /^missing .*\.py$/,
  'collectstatic-will-fail': /^missing .*\bmanage\.py$/,
  'copy-source-missing': /^missing /,
  'entrypoint-bad-interpreter': /^(?:noise|one long line) .*\.sh$/,
  'server-not-in-deps': /^cut .*\brequirements\b.*\.txt$/,
};

function damaged(files: Files, path: string, damage: Damage, parsed: ParsedFiles): ProjectReads {
  const { [path]: whole = '', ...others } = files;
  const answer = damage(whole);
  const reads = memoryReads(answer ? files : others);
  return { ...reads, parsed, text: (each) => (each === path && answer ? answer : reads.text(each)) };
}

/** The errors of a Dockerfile; no rule fails, and neither does a fix when it is asked for. */
function errorsIn(path: string, source: string, reads: ProjectReads): readonly string[] {
  const { facts } = projectFacts({ path, text: source }, reads);
  const config = { ...resolveConfig(RULES, {}), detect: 'always' as const };
  const { findings, failures } = analyze({ text: source, path, facts, config, today: '2026-11-21' });
  for (const { fixes } of findings) for (const { title } of fixes) expect(title).not.toBe('');
  expect(failures).toEqual([]);
  return findings.filter(({ severity }) => severity === 'error').map(({ rule, span }) => `${rule} ${span.start}`);
}

/** The report comes, and its places lie in files as they are now. */
function checkReport(reads: ProjectReads): void {
  for (const { facts } of projectReports(reads).reports)
    for (const { from } of Object.values(facts)) {
      const file = reads.text(from.path);
      const length = file?.state === 'ok' ? file.value.length : 0;
      expect(from.span.end, from.path).toBeLessThanOrEqual(length);
    }
}

const isDockerfile = (path: string): boolean => /(?:^|\/)Dockerfile$/.test(path);

describe.each(fixtureProjects())('$name', ({ files }) => {
  const dockerfiles = Object.entries(files).filter(([path]) => isDockerfile(path));
  const parsed = new ParsedFiles();
  const before = new Map(
    dockerfiles.map(([path, source]) => [path, errorsIn(path, source, { ...memoryReads(files), parsed })]),
  );

  test.each(Object.entries(DAMAGES))('%s: each file in turn', (name, damage) => {
    const found: string[] = [];
    for (const path of Object.keys(files)) {
      const reads = damaged(files, path, damage, parsed);
      checkReport(reads);
      for (const [dockerfile, source] of dockerfiles) {
        if (dockerfile === path) continue;
        const known = before.get(dockerfile) ?? [];
        for (const error of errorsIn(dockerfile, source, reads)) {
          const [rule = ''] = error.split(' ', 1);
          const isClaimed = CLAIMS[rule]?.test(`${name} ${path}`) === true;
          if (!known.includes(error) && !isClaimed) found.push(`${dockerfile}, ${path}: ${error}`);
        }
      }
    }
    expect(found).toEqual([]);
  });
});

import type { Outcome } from './trial.ts';

/** The page with what the whole matrix has shown. */
export function renderScaffoldPage(outcomes: readonly Outcome[], engine: string): string {
  const rows = outcomes.map(({ title, checks, megabytes, naiveMegabytes, buildSeconds, rebuildSeconds }) => [
    title,
    `${checks.length}`,
    megabytes.toFixed(0),
    naiveMegabytes.toFixed(0),
    `${Math.round((megabytes / naiveMegabytes) * 100)} %`,
    buildSeconds.toFixed(0),
    rebuildSeconds.toFixed(0),
  ]);
  const checks = [...new Set(outcomes.flatMap((outcome) => outcome.checks))];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return `<!-- Written by \`npm run test:images -- scaffold:\`, when every combination has passed. Do not edit. -->

# What the scaffold is proven to do

Each row is a project that Django's own commands have begun: \`new\` detects what it is made of and writes its files, which are built and
run. The rows are chosen so that every value of an axis meets every value of each other one. Built with ${engine}.

${line(['Project', 'Checks passed', 'MB', 'Naive MB', 'Share', 'Built in s', 'Again in s'])}${line(['--', '--:', '--:', '--:', '--:', '--:', '--:'])}${rows.map(line).join('')}
The naive image is built of the same project in one stage, by a Dockerfile as tutorials begin with: it keeps the compiler. It installs the
same packages and leaves no cache of the package manager behind. "Again" is the next build, after a source file has changed. Seconds are
those of a run with two builds at a time, where layers may be shared with the one before: they tell the order of size.

## The checks

${checks.map((check) => `- ${check}\n`).join('')}
What the builder cannot show is listed in [proof.md](proof.md).
`;
}

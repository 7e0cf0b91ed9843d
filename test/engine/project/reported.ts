import { type MemoryFiles, memoryReads } from '../../../server/src/engine/project/memory.ts';
import { type ProjectReport, projectReports } from '../../../server/src/engine/project/report.ts';
import { lineOf } from '../../support/judge.ts';

const valueText = (value: unknown): string => (value === false ? 'no' : value === true ? 'yes' : String(value));

/** The facts of a project by their names: `value path:line`; what is not there has no place. */
export const toldBy = (files: MemoryFiles, { facts }: ProjectReport): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, { value, from }]) => {
      const place = value === false ? '' : ` ${from.path}:${lineOf(files[from.path] ?? '', from.span.start)}`;
      return [name, valueText(value) + place];
    }),
  );

/** The facts of the only project of some files. */
export function toldOf(files: MemoryFiles): Readonly<Record<string, string>> {
  const { reports, wants } = projectReports(memoryReads(files));
  const [report, ...others] = reports;
  if (!report || others.length > 0 || wants.length > 0) throw new Error(`${reports.length} projects`);
  return toldBy(files, report);
}

/** A file that chooses settings. */
export const choosing = (module: string): string =>
  `import os\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "${module}")\napplication = start()\n`;

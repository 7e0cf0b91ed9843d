import { readArchive } from './archive.ts';
import { filesBelow, readText } from './checkout.ts';

/** A small Django project, and what has to be found out about it. */
export interface FixtureProject {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** By the folder of each manage.py, lines of `name value path:line`; `no` has no place. */
  readonly facts: ReadonlyMap<string, readonly string[]>;
}

const FACTS = /^facts\b\s*/;

/** The projects below test/fixtures/projects. */
export const fixtureProjects = (): readonly FixtureProject[] =>
  filesBelow('test/fixtures/projects', '.txt').map((path) => {
    const sections = [...readArchive(readText(path))];
    const facts = sections.filter(([name]) => FACTS.test(name));
    return {
      name: path.slice(path.lastIndexOf('/') + 1),
      files: Object.fromEntries(sections.filter(([name]) => !FACTS.test(name))),
      facts: new Map(facts.map(([name, text]) => [name.replace(FACTS, ''), text.trim().split('\n')])),
    };
  });

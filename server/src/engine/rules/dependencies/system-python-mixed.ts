import { type InstalledPackage, installedPackages } from '../../model/packages.ts';
import type { Instruction, RunInstruction, Stage } from '../../model/types.ts';
import type { Command, Word } from '../../shell/types.ts';
import { defineRule, type Severity } from '../define.ts';
import { isRemoved } from '../shared/build-packages.ts';
import { layerSeverity } from '../shared/layer-severity.ts';
import { changePackages } from '../shared/package-edits.ts';
import { isSystemPython } from '../shared/system-python.ts';
import { shortened } from '../shared/wording.ts';

/** The packages of another Python than the image's that a RUN installs. */
interface Mixed {
  readonly run: RunInstruction;
  readonly packages: readonly [InstalledPackage, ...InstalledPackage[]];
}

/** Somebody uses the distribution's Python on purpose. */
const ON_PURPOSE = /\/usr\/bin\/(?:python|pip)|dist-packages|--system-site-packages|\/usr\/lib\/python3/;

const usesIt = ({ kind, node }: Instruction): boolean => kind !== 'label' && ON_PURPOSE.test(node.args.text);

function mixedIn(stage: Stage): Mixed[] {
  const byRun = new Map<RunInstruction, InstalledPackage[]>();
  for (const entry of installedPackages(stage).packages) {
    const { manager, name, instruction } = entry;
    if (manager === 'pip' || instruction.stage !== stage || !isSystemPython(stage.base, name)) continue;
    byRun.set(instruction, [...(byRun.get(instruction) ?? []), entry]);
  }
  return [...byRun].flatMap(([run, [first, ...more]]) => (first ? [{ run, packages: [first, ...more] }] : []));
}

/** Tools and headers, which the image's Python has as well; other packages are missing where Django looks for them. */
const OF_THE_IMAGE =
  /^(?:python|py)3?(?:\.\d+)?(?:-(?:dev|dbg|pip|venv|virtualenv|distutils|setuptools|wheel|dev-is-python3|is-python3))?$/;

const isSpare = ({ packages }: Mixed): boolean => packages.every(({ name }) => OF_THE_IMAGE.test(name));

/** The names of the packages, two of them at most. */
function namesOf(packages: Mixed['packages']): string {
  const [first = '', second, ...more] = new Set(packages.map(({ name }) => shortened(name, 24)));
  if (second === undefined) return first;
  return `${first} and ${more.length === 0 ? second : `${more.length + 1} more`}`;
}

/** What the image has as well does no harm but its size: that is a matter of the layer it stays in. */
function severityOf(mixed: Mixed): Severity {
  if (!isSpare(mixed)) return 'warning';
  return mixed.packages.every(isRemoved) ? 'hint' : layerSeverity(mixed.run.stage, 'warning');
}

export default defineRule<Mixed>({
  id: 'system-python-mixed',
  category: 'dependencies',
  severity: 'warning',
  severities: ['warning', 'hint'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  mentions: ['python3', 'python-'],
  appliesTo: { instructions: ['RUN'], programs: ['apt', 'apk'] },
  docs: {
    summary: 'Python packages of the distribution in an image that has a Python of its own',
    why:
      'The official python images build their Python into `/usr/local`. `python3-pip`, `python3-dev` and `python3-venv` of apt bring ' +
      'Debian’s own Python in `/usr/bin`, often of another version: its headers are not what mysqlclient or uWSGI compile against, ' +
      'and what is installed for it Django never sees. The image’s Python has pip, venv and headers already, so these packages ' +
      'only add some 50 MB and a second interpreter to patch.',
    examples: [
      {
        title: 'Headers and pip of another Python',
        before:
          'FROM python:3.13-slim-bookworm\n' +
          'RUN apt-get update && apt-get install -y --no-install-recommends gcc python3-dev python3-pip && rm -rf /var/lib/apt/lists/*\n',
      },
      {
        title: 'On Debian itself they are the only Python',
        findings: 0,
        before:
          'FROM debian:trixie-slim\n' +
          'RUN apt-get update && apt-get install -y --no-install-recommends python3-venv && rm -rf /var/lib/apt/lists/*\n',
      },
    ],
    whenToIgnore: 'When a program other than Django runs on the distribution’s Python and needs these packages.',
    references: ['https://hub.docker.com/_/python', 'https://wiki.debian.org/Python'],
  },
  *check({ model }) {
    // A name that one stage uses on purpose may come from another one.
    if (model.stages.some((stage) => stage.instructions.some(usesIt))) return;
    for (const stage of model.stages) {
      for (const mixed of mixedIn(stage)) {
        const names = namesOf(mixed.packages);
        const belongs = names.includes(' and ') ? 'belong' : 'belongs';
        const cost = isSpare(mixed) ? ', which has its own' : ': Django never sees it';
        yield {
          span: mixed.packages[0].word.span,
          message: `${names} ${belongs} to another Python than the image’s${cost}`,
          severity: severityOf(mixed),
          data: mixed,
        };
      }
    }
  },
  buildFix({ fix, model }, { data: { run, packages } }) {
    const changes = new Map<Command, Map<Word, string>>();
    for (const { word, name, command } of packages) {
      if (word.literal !== name) return undefined;
      changes.set(command, (changes.get(command) ?? new Map()).set(word, ''));
    }
    const draft = fix.draft();
    for (const [command, gone] of changes)
      if (!changePackages(draft, model.syntax, run, command, gone)) return undefined;
    return draft.build(`Leave out ${namesOf(packages)}`, 'review');
  },
});

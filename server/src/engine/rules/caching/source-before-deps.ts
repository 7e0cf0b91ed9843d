import { addOption } from '../../fix/add-option.ts';
import { moveBehind } from '../../fix/move-behind.ts';
import type { CopyInstruction, Instruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { textAt } from '../../text/span.ts';
import { defineRule, type FixContext } from '../define.ts';
import type { DependencyInstall } from '../shared/dependency-install.ts';
import { type EarlySource, findEarlySource } from '../shared/early-source.ts';
import { moveSafety } from '../shared/early-source-move.ts';
import { copyLines } from '../shared/input-copies.ts';
import type { Inputs } from '../shared/install-inputs.ts';

const WITHOUT_PROJECT: Readonly<Partial<Record<DependencyInstall['installer'], string>>> = {
  uv: '--no-install-project',
  poetry: '--no-root',
  pdm: '--no-self',
};

/** Without a build system there is nothing of the project itself to install. */
function hasPackage({ installer }: DependencyInstall, { files }: Inputs, facts: ProjectFacts): boolean {
  const path = files.find((file) => /(?:^|\/)pyproject\.toml$/.test(file.contextPath))?.contextPath;
  const text = path === undefined ? undefined : facts.text(path);
  if (!text?.known) return true;
  if (installer === 'poetry') return !/^\s*package-mode\s*=\s*false/m.test(text.value);
  return /^\s*\[build-system\]|^\s*package\s*=\s*true|^\s*distribution\s*=\s*true/m.test(text.value);
}

/** Puts each COPY of the source behind the install, and in its place what the install reads of it. */
function moveSource({ model, facts, fix }: FixContext<object>, early: EarlySource) {
  const { copies, run, installs, inputs } = early;
  const { text } = model.syntax;
  const safety = moveSafety(early, facts);
  const isMoved = (each: Instruction): boolean => copies.some((copy) => copy === each);
  const needed = inputs.files.filter(({ from }) => from.every(isMoved));
  const moves = copies.map((copy) => ({
    instruction: copy,
    leaves: copyLines(
      copy,
      needed.filter(({ from }) => from[0] === copy),
      text,
    ),
  }));
  const draft = fix.draft();
  const projects = installs.filter((each) => each.installsProject && hasPackage(each, inputs, facts));
  for (const { installer, verb } of projects) {
    const option = WITHOUT_PROJECT[installer];
    if (!option || !addOption(draft, run, verb, option)) return undefined;
  }
  // The project itself is installed once its source is there, as it was before.
  const again = projects.length > 0 ? [textAt(text, run.span)] : [];
  if (!safety || !moveBehind(draft, model.syntax, moves, run, again)) return undefined;
  return draft.build('Install the dependencies before the source is copied', safety);
}

/** Longer ones would make a message of more than a line. */
const LONGEST_NAME = 36;

const nameOf = ({ installs: [install], inputs }: EarlySource): string => {
  // pip is given the file; the lock is what another tool's install stands for.
  const file = inputs.files.at(install?.installer === 'pip' ? 0 : 1) ?? inputs.files[0];
  const name = file?.contextPath.replace(/^.*\//, '');
  return name !== undefined && name.length <= LONGEST_NAME ? name : 'what it reads';
};

export default defineRule<EarlySource>({
  id: 'source-before-deps',
  category: 'caching',
  severity: 'warning',
  severities: ['warning'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['COPY', 'ADD'], programs: ['pip', 'uv', 'poetry', 'pipenv', 'pdm'] },
  docs: {
    summary: 'The source is copied before the dependencies are installed',
    why:
      'Docker runs an instruction again when a file that an earlier COPY brought has changed. With `COPY . .` in front of the ' +
      'install, every edit of a template or a view downloads and installs all of the requirements again, minutes instead of ' +
      'seconds. Copy what the install reads, install, and copy the source afterwards: then the packages stay cached until the ' +
      'requirements change.',
    examples: [
      {
        title: 'Everything is copied first',
        files: { 'requirements.txt': 'Django==5.2.17\ngunicorn==26.2.0\n', 'manage.py': '' },
        before:
          'FROM python:3.13-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir -r requirements.txt\n' +
          'CMD ["gunicorn", "config.wsgi:application"]\n',
      },
      {
        title: 'A requirements file that includes another one',
        files: {
          'requirements/base.txt': 'Django==5.2.17\n',
          'requirements/prod.txt': '-r base.txt\ngunicorn==26.2.0\n',
          'manage.py': '',
        },
        before:
          'FROM python:3.13-slim-trixie\nWORKDIR /app\nCOPY . /app\nRUN pip install --no-cache-dir -r requirements/prod.txt\n' +
          'CMD ["gunicorn", "config.wsgi:application"]\n',
      },
      {
        title: 'A second install behind a cached first one',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-install-project\n' +
          'COPY . .\nRUN uv sync --locked\n',
      },
    ],
    whenToIgnore: 'When the install needs the source, for example to read a version from it.',
    references: ['https://docs.docker.com/build/cache/optimize/#order-your-layers'],
  },
  *check({ model, facts }) {
    const reported = new Set<CopyInstruction>();
    for (const stage of model.stages) {
      const early = stage.isPython.known && !stage.isPython.value ? undefined : findEarlySource(stage, facts);
      const copy = early?.copies[0];
      // Stages that share the COPY share the defect.
      if (!copy || reported.has(copy)) continue;
      reported.add(copy);
      yield {
        span: copy.span,
        message: `Every change of the code installs all dependencies again: copy ${nameOf(early)} and install first`,
        related: [{ span: early.run.span, message: 'This install runs again' }],
        data: early,
      };
    }
  },
  buildFix: (context, { data }) => moveSource(context, data),
});

import { addOption } from '../../fix/add-option.ts';
import { removeWords } from '../../fix/remove-words.ts';
import type { Model } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Option, PipTool, UvTool } from '../../shell/tools/types.ts';
import type { Span } from '../../text/span.ts';
import { covering } from '../../text/span.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { effectiveTool } from '../shared/commands.ts';
import { outputOf } from '../shared/dependencies/exports.ts';
import { lockFor, manifestFor } from '../shared/dependencies/manifests.ts';
import { placesIn } from '../shared/dependencies/placed-files.ts';
import { pathOf, type Step, stepsOf } from '../shared/steps.ts';
import { isPackaged } from '../shared/uv-project.ts';

interface Export {
  readonly step: Step;
  readonly tool: UvTool;
  readonly noHashes: Option | undefined;
}

interface Finding extends Export {
  readonly kind: 'project' | 'hashes';
  readonly readers: readonly Reader[];
}

/** A pip command that reads what was exported. */
interface Reader {
  readonly step: Step;
  readonly tool: PipTool;
}

const has = (tool: UvTool, ...names: readonly string[]): boolean =>
  tool.options.some(({ canonical }) => names.includes(canonical));

/** `uv export` of requirements, as pip reads them. */
function exportIn(step: Step): Export | undefined {
  const tool = effectiveTool(step.command);
  if (tool?.kind !== 'uv' || tool.action !== 'export' || tool !== step.command.tool || step.command.openEnded)
    return undefined;
  const format = tool.options.find(({ canonical }) => canonical === '--format');
  if (format && !/^requirements[.-]txt$/.test(format.literal ?? '')) return undefined;
  if (has(tool, '--script', '--package', '--all-packages', '--project', '--directory')) return undefined;
  return { step, tool, noHashes: tool.options.filter(({ canonical }) => canonical === '--no-hashes').at(-1) };
}

const READS = new Set(['install', 'wheel', 'download']);

function readersOf({ stages }: Model, found: Export): Reader[] {
  const output = outputOf(found);
  if (output === undefined || /pylock.*\.toml$/.test(output)) return [];
  const origin = found.step.run.stage;
  return stages.flatMap((stage) => {
    const places = placesIn(stage, origin, output);
    if (places.length === 0) return [];
    return stage.instructions.flatMap((each) =>
      each.kind === 'run' && (stage !== origin || each.index >= found.step.run.index)
        ? stepsOf(each).flatMap((step) => {
            const tool = effectiveTool(step.command);
            if (tool?.kind !== 'pip' || tool.front !== 'pip' || !READS.has(tool.action ?? '')) return [];
            const reads = tool.requirements.some((word) => {
              const path = pathOf(word, step);
              return path.known && places.includes(path.value);
            });
            return reads ? [{ step, tool }] : [];
          })
        : [],
    );
  });
}

const LEAVES_PROJECT_OUT = [
  '--no-emit-project',
  '--no-emit-workspace',
  '--no-emit-local',
  '--no-install-project',
  '--no-install-workspace',
  '--no-install-local',
  '--only-group',
  '--only-dev',
];

/** Something besides the project comes from a repository or a folder: pip knows no hash for that. */
function hasNoHash({ step, tool }: Export, facts: ProjectFacts): boolean {
  const asked = manifestFor(step, tool, facts)?.groups.flatMap(({ dependencies }) => dependencies) ?? [];
  const locked = lockFor(step, tool, facts)?.packages ?? [];
  return [...asked, ...locked].some(
    ({ source }) => source.kind === 'vcs' || source.kind === 'url' || (source.kind === 'path' && source.target !== '.'),
  );
}

const spanOf = ({ step }: Export): Span => step.command.program.map((word) => word.span).reduce(covering);

function* judge(found: Export, { model, facts }: { model: Model; facts: ProjectFacts }): Generator<Problem<Finding>> {
  const readers = readersOf(model, found);
  if (readers.length === 0) return;
  const project = emittedProject(found, readers, facts);
  if (project) yield project;
  const { noHashes } = found;
  if (!noHashes || hasNoHash(found, facts)) return;
  yield {
    span: noHashes.span,
    severity: 'info',
    message: '--no-hashes drops what uv.lock knows: pip takes a package that was tampered with as well',
    data: { ...found, kind: 'hashes', readers },
  };
}

/** The project itself among the requirements stops pip. */
function emittedProject(found: Export, readers: readonly Reader[], facts: ProjectFacts): Problem<Finding> | undefined {
  const { step, tool, noHashes } = found;
  if (has(tool, ...LEAVES_PROJECT_OUT) || !isPackaged(step, tool, facts)) return undefined;
  const breaking = noHashes ? readers.find((reader) => reader.tool.noIndex) : readers[0];
  if (!breaking) return undefined;
  return {
    span: spanOf(found),
    message: noHashes
      ? 'uv export adds the project itself as “-e .”: pip cannot build it with --no-index, so the build stops'
      : 'uv export adds the project itself as “-e .”, which pip refuses among hashes: the build stops',
    related: [{ span: breaking.step.command.span, message: 'pip stops here' }],
    data: { ...found, kind: 'project', readers },
  };
}

/** The code lies beside manage.py, where Python finds it without an installation. */
function isFlat({ step, tool }: Export, facts: ProjectFacts): boolean {
  const { context } = facts;
  if (!context.known || !manifestFor(step, tool, facts)) return false;
  return context.value.has('pyproject.toml') && context.value.has('manage.py') && !context.value.has('src');
}

function leaveProjectOut({ fix, facts }: FixContext<object>, finding: Finding) {
  const verb = finding.step.command.words.find((word) => word.literal === 'export');
  const draft = fix.draft();
  if (!addOption(draft, finding.step.run, verb, '--no-emit-project')) return undefined;
  return draft.build('Add --no-emit-project', isFlat(finding, facts) ? 'safe' : 'review');
}

function keepHashes({ fix, facts }: FixContext<object>, { step, tool, readers }: Finding) {
  // pip refuses the project itself among hashes, and wheels that are built on the way have hashes of their own.
  if (isPackaged(step, tool, facts) && !has(tool, ...LEAVES_PROJECT_OUT)) return undefined;
  if (readers.some((each) => each.tool.action !== 'install') || step.run.node.command.form !== 'shell')
    return undefined;
  const draft = fix.draft();
  const { words } = step.command;
  const gone = words.filter((word) => word.literal === '--no-hashes');
  if (!gone.every((word) => removeWords(draft, words, word.span))) return undefined;
  return draft.build('Export the hashes as well', 'review');
}

export default defineRule<Finding>({
  id: 'uv-export-project',
  category: 'dependencies',
  severity: 'error',
  severities: ['error', 'info'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  mentions: ['export'],
  appliesTo: { programs: ['uv'] },
  docs: {
    summary: 'uv export writes requirements that pip cannot install as they are',
    why:
      'When pyproject.toml has a build system, `uv export` lists the Django project itself as `-e .`. pip cannot check a folder against ' +
      'hashes and stops, and with `--no-index` it has nothing to build it with. The code is copied into the image anyway, so ' +
      '`--no-emit-project` leaves that line out. `--no-hashes` is no way out: with it nobody notices a package that was exchanged.',
    examples: [
      {
        title: 'The project is a package',
        files: {
          'manage.py': '',
          'pyproject.toml': '[project]\nname = "shop"\n\n[build-system]\nrequires = ["hatchling"]\n',
          'uv.lock': '',
        },
        before:
          'FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\n' +
          'RUN uv export --locked --no-dev -o requirements.txt \\\n    && pip install --no-cache-dir -r requirements.txt\nCOPY . .\n' +
          'CMD ["gunicorn", "shop.wsgi:application"]\n',
      },
      {
        title: 'Everything but the project',
        findings: 0,
        files: {
          'manage.py': '',
          'pyproject.toml': '[project]\nname = "shop"\n\n[build-system]\nrequires = ["hatchling"]\n',
          'uv.lock': '',
        },
        before:
          'FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\n' +
          'RUN uv export --locked --no-dev --no-emit-project -o requirements.txt \\\n' +
          '    && pip install --no-cache-dir -r requirements.txt\nCOPY . .\nCMD ["gunicorn", "shop.wsgi:application"]\n',
      },
    ],
    whenToIgnore: 'When a dependency comes from a repository, for which there is no hash.',
    references: [
      'https://docs.astral.sh/uv/concepts/projects/export/',
      'https://pip.pypa.io/en/stable/topics/secure-installs/#hash-checking-mode',
    ],
  },
  *check({ model, facts }): Generator<Problem<Finding>> {
    for (const stage of model.stages) {
      for (const each of stage.instructions) {
        if (each.kind !== 'run') continue;
        for (const step of stepsOf(each)) {
          const found = exportIn(step);
          if (found) yield* judge(found, { model, facts });
        }
      }
    }
  },
  buildFix: (context, { data }) =>
    data.kind === 'project' ? leaveProjectOut(context, data) : keepHashes(context, data),
});

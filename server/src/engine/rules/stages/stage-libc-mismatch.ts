import { type Libc, libcOf } from '../../data/libc.ts';
import { allInstructions } from '../../model/instruction-lists.ts';
import { installedPackages } from '../../model/packages.ts';
import type { CopyInstruction, Instruction, Model, RunInstruction, Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Span } from '../../text/span.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { compiledIn } from '../shared/compiled.ts';
import { holdsPackages, makesEnvironment } from '../shared/environments.ts';
import { instructionsOf, stepsOf } from '../shared/steps.ts';
import { copiedWheels, mountedWheels } from '../shared/wheels.ts';
import { shortened, stageLabel } from '../shared/wording.ts';

interface Mismatch {
  readonly source: Stage;
  readonly target: Stage;
  readonly kind: 'libc' | 'version';
}

/** Packages that go from a stage to another one. */
interface Transfer {
  readonly source: Stage;
  readonly target: Stage;
  readonly span: Span;
}

/** Folders that hold the Python of an image, and its packages. */
const PYTHON = /^\/(?:usr(?:\/local(?:\/lib)?)?)?$/;

const carriesPackages = ({ copy }: CopyInstruction, source: Stage): boolean =>
  copy.sources.some((path) => {
    if (!path.known) return false;
    const from = path.value === '.' ? '/' : `/${path.value}`;
    return PYTHON.test(from) || holdsPackages(source, from);
  });

function* transfersOf(each: Instruction): Generator<Transfer> {
  if (each.kind === 'copy' && each.copy.origin.kind === 'stage') {
    const source = each.copy.origin.stage;
    if (carriesPackages(each, source) || copiedWheels(each)) yield { source, target: each.stage, span: each.span };
  } else if (each.kind === 'run') {
    for (const { origin } of mountedWheels(each))
      if (origin.kind === 'stage')
        yield { source: origin.stage, target: each.stage, span: wheelMount(each, origin.stage) };
  }
}

const wheelMount = ({ mounts, span }: RunInstruction, source: Stage): Span =>
  mounts.find(({ origin }) => origin.kind === 'stage' && origin.stage === source)?.mount.span ?? span;

function libcIn({ base }: Stage): Libc | undefined {
  return base.release.known ? libcOf(base.release.value) : undefined;
}

const isSame = (a: Libc, b: Libc | undefined): boolean =>
  a === b || (a !== 'musl' && b !== undefined && b !== 'musl' && a.glibc === b.glibc);

const INSTALLERS = new Set(['pip', 'uv', 'poetry', 'pipenv', 'pdm']);

/** Packages of Python were installed where they come from: a Node stage has none. */
const installs = (stage: Stage): boolean =>
  instructionsOf(stage).some(
    (each) => each.kind === 'run' && stepsOf(each).some(({ command: { tool } }) => tool && INSTALLERS.has(tool.kind)),
  );

/** glibc for Alpine. */
const COMPATIBLE = new Set(['gcompat', 'libc6-compat', 'glibc', 'alpine-pkg-glibc']);

const releaseOf = ({ base }: Stage): string => (base.release.known ? base.release.value : '');

function judge({ source, target, span }: Transfer, model: Model, facts: ProjectFacts): Problem<Mismatch> | undefined {
  const [from, to] = [libcIn(source), libcIn(target)];
  if (from === undefined || to === undefined || !installs(source) || makesEnvironment(target)) return undefined;
  const related = [{ span: source.from.span, message: `They are built on ${shortened(source.base.label)}` }];
  if ((from === 'musl') !== (to === 'musl')) {
    const { example, byHand, nothing } = compiledIn(source, model, facts);
    if (nothing || installedPackages(target).packages.some(({ name }) => COMPATIBLE.has(name))) return undefined;
    const [has, lacks] = from === 'musl' ? ['musl', 'glibc'] : ['glibc', 'musl'];
    return {
      span,
      severity: example !== undefined || byHand ? 'error' : 'warning',
      message: `Packages for ${has} (${stageLabel(source)}) go to an image with ${lacks}: ${example ? shortened(example, 24) : 'what is compiled'} cannot be loaded`,
      related,
      data: { source, target, kind: 'libc' },
    };
  }
  if (from === 'musl' || to === 'musl' || from.glibc <= to.glibc || !compiledIn(source, model, facts).byHand)
    return undefined;
  return {
    span,
    severity: 'warning',
    message: `What ${stageLabel(source)} compiles on ${releaseOf(source)} may not load on ${releaseOf(target)}: GLIBC_2.${from.glibc} not found`,
    related,
    data: { source, target, kind: 'version' },
  };
}

const usesPackageManager = ({ instructions }: Stage): boolean =>
  instructions.some(
    (each) =>
      each.kind === 'run' &&
      (each.script.opaque ||
        stepsOf(each).some(({ command: { tool } }) => tool?.kind === 'apt' || tool?.kind === 'apk')),
  );

/** The image that a stage's FROM names, when it is written out there. */
function writtenImage(stage: Stage): { readonly text: string; readonly span: Span } | undefined {
  const root = stage.ancestry.at(-1);
  const image = root?.from.image;
  return image && /^[\w./:-]+$/.test(image.text) ? image : undefined;
}

/** The tag of an official image without a codename: appending one says which Debian is meant. */
const UNDATED = /^(?:docker\.io\/)?(?:library\/)?python:\d+\.\d+(?:\.\d+)?(?:-slim)?$/;

function withRelease(text: string, from: string, to: string): string | undefined {
  if (text.includes(from)) return text.replace(from, to);
  return UNDATED.test(text) ? `${text}-${to}` : undefined;
}

function buildOnTheSame({ fix }: FixContext<object>, { source, target, kind }: Mismatch) {
  const [old, wanted] = [writtenImage(source), writtenImage(target)];
  if (!old || !wanted || source.parent || source.base.family !== target.base.family) return undefined;
  const [a, b] = [source.base.python, target.base.python];
  if (!a.known || !b.known || a.value !== b.value || (kind === 'libc' && usesPackageManager(source))) return undefined;
  const image = kind === 'libc' ? wanted.text : withRelease(old.text, releaseOf(source), releaseOf(target));
  if (image === undefined) return undefined;
  return fix
    .draft()
    .replace(old.span, image)
    .build(`Build on ${shortened(image, 48)}`, 'review');
}

export default defineRule<Mismatch>({
  id: 'stage-libc-mismatch',
  category: 'stages',
  severity: 'error',
  severities: ['error', 'warning'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['COPY', 'FROM'] },
  docs: {
    summary: 'Packages are built for another C library than the final stage has',
    why:
      'Alpine has musl, Debian glibc, and machine code is made for one of the two: the database driver, Pillow or cryptography that an ' +
      'Alpine stage installs cannot be loaded on Debian, and Django stops when it imports them. Between two Debians it is the age: ' +
      'what is compiled on the newer one may ask for a glibc that the older one does not have.',
    examples: [
      {
        title: 'Built on Alpine, run on Debian',
        before:
          'FROM python:3.13-alpine AS builder\nRUN python -m venv /opt/venv\nRUN /opt/venv/bin/pip install --no-cache-dir Django "psycopg[binary]"\n\n' +
          'FROM python:3.13-slim-trixie\nCOPY --from=builder /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'Compiled on a newer Debian',
        before:
          'FROM python:3.13-slim-trixie AS builder\nRUN apt-get update \\\n    && apt-get install --yes --no-install-recommends gcc libpq-dev \\\n' +
          '    && rm -rf /var/lib/apt/lists/*\nRUN python -m venv /opt/venv\nRUN /opt/venv/bin/pip install --no-cache-dir Django psycopg2\n\n' +
          'FROM python:3.13-slim-bookworm\nCOPY --from=builder /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'The same image in both stages',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie AS base\n\nFROM base AS builder\nRUN python -m venv /opt/venv\n' +
          'RUN /opt/venv/bin/pip install --no-cache-dir Django "psycopg[binary]"\n\nFROM base\nCOPY --from=builder /opt/venv /opt/venv\n' +
          'ENV PATH="/opt/venv/bin:$PATH"\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When every package that is copied is pure Python.',
    references: [
      'https://packaging.python.org/en/latest/specifications/platform-compatibility-tags/',
      'https://docs.astral.sh/uv/guides/integration/docker/#non-editable-installs',
    ],
  },
  *check({ model, facts }): Generator<Problem<Mismatch>> {
    const libcs = model.stages.flatMap((stage) => libcIn(stage) ?? []);
    if (libcs.every((libc) => isSame(libc, libcs[0]))) return;
    for (const each of allInstructions(model)) {
      for (const transfer of transfersOf(each)) {
        const problem = judge(transfer, model, facts);
        if (problem) yield problem;
      }
    }
  },
  buildFix: (context, { data }) => buildOnTheSame(context, data),
});

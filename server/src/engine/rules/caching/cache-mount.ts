import { addFlag } from '../../fix/add-flag.ts';
import { commentsAbove, type FixDraft } from '../../fix/builder.ts';
import { removeWords } from '../../fix/remove-words.ts';
import type { MountEntry, Stage } from '../../model/types.ts';
import { covering, type Span } from '../../text/span.ts';
import { defineRule, type FixContext, type Severity } from '../define.ts';
import type { CacheUse } from '../shared/cache-folders.ts';
import { type MountDefect, mountDefect, mountsMissing } from '../shared/cache-mounts.ts';
import { shortened } from '../shared/wording.ts';

type Of<Kind extends MountDefect['kind']> = Extract<MountDefect, { readonly kind: Kind }>;

const programOf = ({ command: { program, span } }: CacheUse): Span =>
  program.length === 0 ? span : program.map((word) => word.span).reduce(covering);

function placeOf(defect: MountDefect): Span {
  switch (defect.kind) {
    case 'switched-off': {
      const [use] = defect.uses;
      return use.noCache?.span ?? programOf(use);
    }
    case 'not-writable':
    case 'elsewhere':
      return defect.entry.mount.span;
    case 'none':
      return programOf(defect.places[0].use);
  }
}

function messageFor(defect: MountDefect): string {
  switch (defect.kind) {
    case 'switched-off': {
      const [{ noCache }] = defect.uses;
      return `The cache mount is never used: ${noCache?.name ?? defect.variable} switches the cache off`;
    }
    case 'not-writable':
      return `The cache mount belongs to root: user ${shortened(defect.user)} cannot write to it, and nothing is kept`;
    case 'elsewhere':
      return `The cache mount is never used: here ${defect.use.tool} keeps its cache in ${shortened(defect.folder)}`;
    case 'none':
      return `Every build downloads all packages again: a cache mount keeps what ${defect.places[0].use.tool} has fetched`;
  }
}

/** How well the cache serves is a matter of comfort in images that nobody waits for. */
const severityFor = (defect: MountDefect, stage: Stage): Severity =>
  defect.kind === 'none' || (stage.role === 'develops' && !stage.shipsLayers) ? 'hint' : 'warning';

function switchOn({ fix }: FixContext<object>, { uses, variable }: Of<'switched-off'>) {
  const draft = fix.draft();
  if (variable !== undefined || !dropSwitches(draft, uses)) return undefined;
  return draft.build(`Drop ${uses[0].noCache?.name ?? 'the option'}`, 'safe');
}

/** Drops the options that switch the cache off. False where one of the commands has none, or it cannot be dropped. */
const dropSwitches = (draft: FixDraft, uses: readonly CacheUse[]): boolean =>
  uses.every(({ command, noCache }) => noCache !== undefined && removeWords(draft, command.words, noCache.span));

function retarget({ fix }: FixContext<object>, { use, entry, folder, uid }: Of<'elsewhere'>) {
  const option = targetOf(entry);
  // Poetry keeps its virtual environments there as well: in a mount, they would be gone afterwards.
  if (!option || use.tool === 'poetry' || !/^[\w./-]+$/.test(folder)) return undefined;
  const isWhole = option.value?.replace(/\/+$/, '').endsWith('.cache');
  const target = isWhole ? folder.slice(0, folder.lastIndexOf('/')) : folder;
  const owner = uid === undefined ? '' : `,uid=${uid}`;
  return fix
    .draft()
    .replace(option.span, `${option.key}=${target}${owner}`)
    .build('Mount the cache where it is used', 'review');
}

const targetOf = ({ mount }: MountEntry) =>
  mount.options.find(({ key }) => key === 'target' || key === 'dst' || key === 'destination');

function giveTo({ fix }: FixContext<object>, { entry, uid }: Of<'not-writable'>) {
  const option = targetOf(entry);
  if (!option || uid === undefined) return undefined;
  return fix.draft().insert(option.span.end, `,uid=${uid}`).build(`Give the cache mount to user ${uid}`, 'review');
}

function addMounts({ model, fix }: FixContext<object>, { places }: Of<'none'>) {
  const draft = fix.draft();
  let isCopying = places[0].run.before.declaredEnv('UV_LINK_MODE') !== undefined;
  for (const { run, use, folder, switchedOff } of places) {
    if (!/^[\w./-]+$/.test(folder) || !dropSwitches(draft, switchedOff)) return undefined;
    addFlag(draft, model.syntax, run, `--mount=type=cache,target=${folder}`);
    // The mount is another file system: uv cannot link out of it and says so each time.
    if (use.tool === 'uv' && !isCopying) {
      draft.insertLinesBefore(commentsAbove(model.syntax, run)[0] ?? run, ['ENV UV_LINK_MODE=copy']);
      isCopying = true;
    }
  }
  return draft.build('Keep the downloads in a cache mount', 'review');
}

export default defineRule<MountDefect>({
  id: 'cache-mount',
  category: 'caching',
  severity: 'warning',
  severities: ['warning', 'hint'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['RUN'], programs: ['pip', 'uv', 'poetry'] },
  docs: {
    summary: 'A cache mount is missing, or does nothing',
    why:
      'A cache mount keeps what pip, uv or Poetry download from one build to the next: a changed line in the requirements of a ' +
      'Django project then downloads one package and not fifty. It works only where the tool keeps its cache, for a user who may ' +
      'write there, and without an option that switches the cache off. Where none is, the rule speaks only of files that use ' +
      'BuildKit already, and of builder stages.',
    examples: [
      {
        title: 'A mount, and an option that makes it useless',
        before:
          'FROM python:3.13-slim-trixie\nCOPY requirements.txt .\nRUN --mount=type=cache,target=/root/.cache/pip \\\n' +
          '    pip install --no-cache-dir -r requirements.txt\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'A mount that the user may not write to',
        before:
          'FROM python:3.13-slim-trixie\nRUN useradd --create-home --uid 10001 app\nUSER 10001\nCOPY requirements.txt .\n' +
          'RUN --mount=type=cache,target=/home/app/.cache/pip pip install --user -r requirements.txt\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'A file that uses BuildKit, and downloads everything again',
        before:
          '# syntax=docker/dockerfile:1\nFROM python:3.13-slim-trixie\nCOPY requirements.txt .\n' +
          'RUN pip install --no-cache-dir -r requirements.txt\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'A builder that downloads everything again',
        before:
          'FROM python:3.13-slim-trixie AS builder\nCOPY requirements.txt .\n' +
          'RUN pip wheel --no-cache-dir --wheel-dir=/wheels -r requirements.txt\n\nFROM python:3.13-slim-bookworm\n' +
          'RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels pip install --no-cache-dir --no-index /wheels/*\n' +
          'CMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'A mount that works',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie\nCOPY requirements.txt .\nRUN --mount=type=cache,target=/root/.cache/pip \\\n' +
          '    pip install -r requirements.txt\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When every build runs on a fresh machine, where no cache is left from the build before.',
    references: [
      'https://docs.docker.com/build/cache/optimize/#use-cache-mounts',
      'https://docs.astral.sh/uv/guides/integration/docker/#caching',
    ],
  },
  *check({ model }) {
    for (const stage of model.stages) {
      const defects = stage.instructions.map((each) => (each.kind === 'run' ? mountDefect(each) : undefined));
      for (const defect of [...defects, mountsMissing(stage, model)]) {
        if (!defect) continue;
        yield {
          span: placeOf(defect),
          message: messageFor(defect),
          severity: severityFor(defect, stage),
          data: defect,
        };
      }
    }
  },
  buildFix(context, { data }) {
    switch (data.kind) {
      case 'switched-off':
        return switchOn(context, data);
      case 'not-writable':
        return giveTo(context, data);
      case 'elsewhere':
        return retarget(context, data);
      case 'none':
        return addMounts(context, data);
    }
  },
});

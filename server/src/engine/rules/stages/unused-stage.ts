import type { Instruction, Model, Origin } from '../../model/types.ts';
import { defineRule } from '../define.ts';
import { shortened } from '../shared/wording.ts';

const originsOf = (instruction: Instruction): Origin[] => {
  switch (instruction.kind) {
    case 'copy':
    case 'add':
      return [instruction.copy.origin];
    case 'run':
      return instruction.mounts.map(({ origin }) => origin);
    default:
      return [];
  }
};

/** A variable, a mistake, or a plain name that may be a misspelled stage. */
const isDoubtful = (origin: Origin): boolean =>
  origin.kind === 'external' ? !/[/:.@]/.test(origin.name) : origin.kind === 'variable' || origin.kind === 'invalid';

/** Somewhere a `--from` may mean any stage. */
const hasDoubtfulReference = ({ stages }: Model): boolean =>
  stages.some((stage) =>
    stage.instructions.some((each) => each.kind === 'onbuild' || originsOf(each).some(isDoubtful)),
  );

export default defineRule<undefined>({
  id: 'unused-stage',
  category: 'stages',
  severity: 'hint',
  severities: ['hint'],
  fix: 'none',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['FROM'] },
  docs: {
    summary: 'A stage that nothing uses',
    why:
      'Every FROM starts from nothing but its own image: what an earlier stage made is only there when a later one is FROM it, copies ' +
      'from it or mounts it. A builder that nobody copies from is skipped by BuildKit, so a Django image that counts on it has no ' +
      'packages in it. Either the `COPY --from` is missing, or the stage is left over.',
    examples: [
      {
        title: 'The environment is never copied',
        before:
          'FROM python:3.13-slim-trixie AS builder\nRUN python -m venv /opt/venv\n\nFROM python:3.13-slim-trixie\nWORKDIR /app\nCOPY . .\n' +
          'CMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'It is copied',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie AS builder\nRUN python -m venv /opt/venv\n\nFROM python:3.13-slim-trixie\n' +
          'COPY --from=builder /opt/venv /opt/venv\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When the stage is built on its own with `--target`.',
    references: ['https://docs.docker.com/build/building/multi-stage/'],
  },
  *check({ model }) {
    const unused = model.stages.filter(({ leftOver, role }) => leftOver && role !== 'develops');
    if (unused.length === 0 || hasDoubtfulReference(model)) return;
    for (const stage of unused) {
      const name = stage.name === undefined ? 'This stage' : `The stage ${shortened(stage.name)}`;
      yield {
        span: (stage.from.alias ?? stage.from.image ?? stage.from).span,
        message: `${name} is used by nothing: no later stage is FROM it or copies from it, so it is not built`,
        tags: ['unnecessary'],
        data: undefined,
      };
    }
  },
});

import { isBuiltSuite } from '../../data/python.ts';
import { defineRule } from '../define.ts';
import { type BaseUse, relatedPlaces, sameImages, tagSpan } from '../shared/base-images.ts';
import { moveImages } from '../shared/move-images.ts';
import { couldBeSlim } from '../shared/slim-readiness.ts';

export default defineRule<readonly BaseUse[]>({
  id: 'base-image-full',
  category: 'base-image',
  severity: 'warning',
  severities: ['warning'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['FROM'] },
  docs: {
    summary: 'The image that ships is built on the full Python image',
    why:
      '`python:3.14` holds compilers, git, curl, Mercurial, ImageMagick and the headers of some forty libraries: about a gigabyte, of ' +
      'which a running Django project needs nothing. It is stored, pushed and pulled with every deployment, scanners report the holes ' +
      'of all of it, and whoever breaks in finds a tool box. `python:3.14-slim` has Python and little else; what has to be compiled ' +
      'is compiled in a builder stage. The fix is offered where nothing in sight needs more; build and test the result.',
    examples: [
      {
        title: 'The full image runs the project',
        before:
          'FROM python:3.14-trixie\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\n' +
          'CMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'In a builder it is the right one',
        findings: 0,
        before:
          'FROM python:3.14-trixie AS builder\nRUN python -m venv /opt/venv\n\nFROM python:3.14-slim-trixie\n' +
          'COPY --from=builder /opt/venv /opt/venv\nCMD ["/opt/venv/bin/gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When the project compiles or clones something while it runs.',
    references: [
      'https://hub.docker.com/_/python',
      'https://docs.docker.com/build/building/best-practices/#choose-the-right-base-image',
    ],
  },
  *check({ model }) {
    const roots = new Set(model.shipped.map(({ ancestry }) => ancestry.at(-1)));
    for (const group of sameImages(model)) {
      const [first, ...others] = group.filter(({ stage }) => roots.has(stage));
      if (!first) continue;
      const { family, variant } = first.stage.base;
      if (variant !== 'full' || (family !== 'python' && family !== 'uv')) continue;
      const uses = [first, ...others] as const;
      yield {
        span: tagSpan(first),
        message: 'The full Python image ships compilers, git and headers: about 1 GB that the project does not run',
        related: relatedPlaces(model, uses),
        data: uses,
      };
    }
  },
  buildFix(context, { data: uses }) {
    const { model, facts } = context;
    const [release] = uses.map(({ stage }) => stage.base.release);
    if (!release?.known || !isBuiltSuite(release.value)) return undefined;
    const stages = uses.map(({ stage }) => stage);
    if (!couldBeSlim(model, stages, facts)) return undefined;
    return moveImages(context, uses, { slim: true, suite: release.value })?.build('Use the slim image', 'review');
  },
});

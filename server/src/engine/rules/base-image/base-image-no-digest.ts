import { defineRule } from '../define.ts';
import { relatedPlaces, sameImages, tagSpan } from '../shared/base-images.ts';

export default defineRule<undefined>({
  id: 'base-image-no-digest',
  category: 'base-image',
  severity: 'hint',
  severities: ['hint'],
  defaultLevel: 'off',
  fix: 'none',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['FROM'] },
  docs: {
    summary: 'The base image of what ships is named without a digest',
    why:
      'A tag can be pushed again, and official images are, every few weeks: the image that runs in production cannot be built a ' +
      'second time, which an audit or a search for the cause of a fault may ask for. A digest names one image for ever. It also ' +
      'freezes its security holes, so pin only together with Renovate or Dependabot, which open a pull request for each new image. ' +
      'Your registry tells the digest: `docker buildx imagetools inspect python:3.14-slim-trixie` prints it in the line `Digest`, and ' +
      'it goes behind the tag, which then is a note for readers: `python:3.14-slim-trixie@sha256:…`.',
    examples: [
      { title: 'A tag alone', before: 'FROM python:3.14-slim-trixie\nCMD ["gunicorn", "config.wsgi"]\n' },
      {
        title: 'A digest behind the tag',
        findings: 0,
        before: `FROM python:3.14-slim-trixie@sha256:${'0123456789abcdef'.repeat(4)}\nCMD ["gunicorn", "config.wsgi"]\n`,
      },
      {
        title: 'Builders do not ship',
        findings: 1,
        before:
          'FROM python:3.14-trixie AS builder\nRUN python -m venv /opt/venv\n\nFROM python:3.14-slim-trixie\n' +
          'COPY --from=builder /opt/venv /opt/venv\nCMD ["/opt/venv/bin/gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore:
      'When nothing updates the digest: an image that gets its fixes with each rebuild is safer than a frozen one.',
    references: ['https://docs.docker.com/build/building/best-practices/#pin-base-image-versions'],
  },
  *check({ model }) {
    const shipped = new Set(model.shipped.map(({ ancestry }) => ancestry.at(-1)));
    for (const group of sameImages(model)) {
      const [first, ...others] = group.filter(({ stage }) => shipped.has(stage));
      if (!first || first.reference.digest !== undefined || first.stage.base.family === 'scratch') continue;
      yield {
        span: tagSpan(first),
        message: 'The tag may name another image tomorrow: without a digest this build cannot be repeated',
        related: relatedPlaces(model, [first, ...others]),
        data: undefined,
      };
    }
  },
});

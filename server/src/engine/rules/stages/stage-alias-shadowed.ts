import type { Stage } from '../../model/types.ts';
import { defineRule } from '../define.ts';
import { type BaseUse, baseUses } from '../shared/base-images.ts';
import { shadowedStage } from '../shared/stage-names.ts';
import { shortened } from '../shared/wording.ts';

interface Shadowed {
  readonly use: BaseUse;
  readonly meant: Stage;
}

export default defineRule<Shadowed>({
  id: 'stage-alias-shadowed',
  category: 'stages',
  severity: 'warning',
  severities: ['warning'],
  fix: 'review',
  since: '0.1.0',
  overlaps: ['hadolint:DL3006'],
  duplicates: [],
  appliesTo: { instructions: ['FROM'] },
  docs: {
    summary: 'FROM names an image where the stage of that name is meant',
    why:
      'A stage is found by its bare name alone. `FROM docker.io/python` is not the stage `python` a few lines above: Docker pulls ' +
      '`python:latest`, another Python on another Debian than the one you pinned. Packages that were installed in the builder are ' +
      'then missing or for the wrong version, and nothing in the build says why.',
    examples: [
      {
        title: 'A registry in front of the name of a stage',
        before:
          'FROM docker.io/python:3.14-slim-trixie AS python\nENV PYTHONUNBUFFERED=1\n\nFROM docker.io/python AS runtime\n' +
          'CMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'With a tag it is an image on purpose',
        findings: 0,
        before:
          'FROM python:3.14-slim-trixie AS python\n\nFROM docker.io/python:3.14-slim-trixie\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When the newest image of that name is really wanted; a tag says so better.',
    references: ['https://docs.docker.com/reference/dockerfile/#from'],
  },
  *check({ model }) {
    for (const use of baseUses(model)) {
      const meant = shadowedStage(model, use);
      if (!meant) continue;
      const name = shortened(meant.name ?? '', 20);
      yield {
        span: use.image.span,
        message: `This is not stage ${name}: Docker pulls ${shortened(use.reference.text, 28)}:latest, whatever that is by then`,
        related: [{ span: meant.from.alias?.span ?? meant.from.span, message: `Stage ${name}` }],
        data: { use, meant },
      };
    }
  },
  buildFix({ fix }, { data: { use, meant } }) {
    const name = meant.name ?? '';
    return fix
      .draft()
      .replace(use.image.span, name)
      .build(`Build on stage ${shortened(name)}`, 'review');
  },
});

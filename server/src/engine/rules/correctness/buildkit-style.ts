import { defineRule } from '../define.ts';
import { asCasing, keywordCasing } from '../shared/style/casing.ts';
import type { Mend } from '../shared/style/mend.ts';
import { maintainers, oldPairs } from '../shared/style/old-forms.ts';
import { repeatedInstructions } from '../shared/style/repeated.ts';
import { stageNames } from '../shared/style/stage-names.ts';
import { missingSyntaxLine } from '../shared/style/syntax-line.ts';

const CHECKS = [keywordCasing, asCasing, oldPairs, maintainers, stageNames, repeatedInstructions, missingSyntaxLine];

export default defineRule<Mend | undefined>({
  id: 'buildkit-style',
  category: 'correctness',
  severity: 'hint',
  severities: ['hint'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [
    'buildkit:ConsistentInstructionCasing',
    'buildkit:FromAsCasing',
    'buildkit:LegacyKeyValueFormat',
    'buildkit:MaintainerDeprecated',
    'buildkit:DuplicateStageName',
    'buildkit:ReservedStageName',
    'buildkit:StageNameCasing',
    'buildkit:MultipleInstructionsDisallowed',
    'hadolint:DL3012',
    'hadolint:DL3024',
    'hadolint:DL4000',
    'hadolint:DL4003',
    'hadolint:DL4004',
  ],
  duplicates: [],
  appliesTo: { instructions: ['FROM', 'ENV', 'LABEL', 'MAINTAINER', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'] },
  docs: {
    summary: 'A form that BuildKit warns of: old, mixed or repeated',
    why:
      'BuildKit checks a Dockerfile at every build and lists what is out of date: `as` in lower case behind an upper-case FROM, ' +
      '`ENV NAME value`, MAINTAINER, two stages of one name, a CMD that a later one replaces. None of it stops the build of your ' +
      'Django image today, but every warning that is always there hides the one that matters. A second CMD in a stage is more than ' +
      'style: Docker drops the first without a word.',
    examples: [
      {
        title: 'Mixed case and old pairs',
        findings: 2,
        before:
          'FROM python:3.14-slim-trixie as build\nENV DJANGO_SETTINGS_MODULE config.settings\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'MAINTAINER',
        before: 'FROM python:3.14-slim-trixie\nMAINTAINER Ada <ada@example.com>\n',
      },
      {
        title: 'Only the last CMD counts',
        before:
          'FROM python:3.14-slim-trixie\nCMD ["python", "manage.py", "check"]\nCMD ["gunicorn", "config.wsgi:application"]\n',
      },
      {
        title: 'A flag of a newer syntax',
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY --exclude=media . .\n',
      },
      {
        title: 'The present form',
        findings: 0,
        before:
          'FROM python:3.14-slim-trixie AS build\nENV DJANGO_SETTINGS_MODULE=config.settings\nLABEL org.opencontainers.image.authors="Ada"\n',
      },
    ],
    whenToIgnore: 'When the file is generated, or another team keeps it in its own style.',
    references: [
      'https://docs.docker.com/reference/build-checks/',
      'https://docs.docker.com/build/buildkit/dockerfile-release-notes/',
    ],
  },
  *check({ model }) {
    for (const check of CHECKS) yield* check(model);
  },
  buildFix: ({ fix }, { data }) => data?.write(fix.draft()).build(data.title, data.safety),
});

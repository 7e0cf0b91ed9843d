import { allComments, commentsAbove } from '../../fix/builder.ts';
import type { Model, Stage } from '../../model/types.ts';
import type { Flag } from '../../syntax/nodes.ts';
import { defineRule } from '../define.ts';
import { shortened } from '../shared/wording.ts';

interface Constant {
  readonly stage: Stage;
  readonly flag: Flag;
}

/** Words of somebody who says why it is this platform. */
const REASON =
  /platform|arch|amd|arm|x86|64.?bit|\bm[1-9]\b|apple|silicon|\bmac|emulat|qemu|rosetta|binar|wheel|driver/i;

/** A comment farther away speaks of this very platform. */
const NAMES_IT = /\bamd64\b|\bx86[_-]64\b/i;

const constantsIn = ({ stages }: Model): Constant[] =>
  stages.flatMap((stage) => {
    const flag = stage.from.platform;
    return flag && /^linux\/(?:amd64|x86[_-]64)(?:\/v\d)?$/i.test(flag.value ?? '') ? [{ stage, flag }] : [];
  });

/** One stage for each platform: the name says so. */
const isOfPlatform = ({ stage }: Constant): boolean => /amd64|x86/i.test(stage.name ?? '');

export default defineRule<readonly Constant[]>({
  id: 'platform-constant',
  category: 'base-image',
  severity: 'hint',
  severities: ['hint'],
  fix: 'review',
  since: '0.1.0',
  overlaps: ['hadolint:DL3029', 'buildkit:FromPlatformFlagConstDisallowed', 'semgrep:avoid-platform-with-from'],
  duplicates: [],
  mentions: ['--platform'],
  appliesTo: { instructions: ['FROM'] },
  docs: {
    summary: 'FROM asks for one platform, whatever machine builds',
    why:
      'With `--platform=linux/amd64` an Apple or ARM machine builds and runs the image under emulation: `pip install` and the tests of ' +
      'a Django project take many times as long, and some compiled packages crash. Images for ARM servers cannot be built at all. ' +
      'Without it the builder takes its own platform, and `docker build --platform` or `platform:` in compose choose another.',
    examples: [
      {
        title: 'One platform for every machine',
        before: 'FROM --platform=linux/amd64 python:3.14-slim-trixie\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'A comment says why',
        findings: 0,
        before:
          '# The Oracle driver has no ARM build.\nFROM --platform=linux/amd64 python:3.14-slim-trixie\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'The platform of the builder is a variable',
        findings: 0,
        before:
          'FROM --platform=$BUILDPLATFORM node:24.11-slim AS assets\nRUN npm ci\n\nFROM python:3.14-slim-trixie\n',
      },
    ],
    whenToIgnore:
      'When something in the image exists for that platform alone; a comment that says so silences the rule.',
    references: [
      'https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/',
      'https://docs.docker.com/build/building/multi-platform/',
    ],
  },
  *check({ model }) {
    const constants = constantsIn(model);
    const [first, ...others] = constants;
    if (!first || constants.some(isOfPlatform)) return;
    const above = constants.flatMap(({ stage }) => commentsAbove(model.syntax, stage.from));
    if (above.some(({ text }) => REASON.test(text))) return;
    if (allComments(model.syntax).some(({ text }) => NAMES_IT.test(text))) return;
    yield {
      span: first.flag.span,
      message: `Every machine builds for ${shortened(first.flag.value ?? '')}: on ARM that is emulated, and many times slower`,
      related: others.map(({ flag }) => ({ span: flag.span, message: 'Here as well' })),
      data: constants,
    };
  },
  buildFix({ fix }, { data: constants }) {
    const draft = fix.draft();
    for (const { stage, flag } of constants) {
      const next = stage.from.image?.span.start;
      if (next === undefined) return undefined;
      draft.remove({ start: flag.span.start, end: next });
    }
    return draft.build('Build for the platform of the machine', 'review');
  },
});

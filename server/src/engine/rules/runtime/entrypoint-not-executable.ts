import type { ProjectFacts } from '../../project/types.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { judgeFiles } from '../shared/entry/entry-files.ts';
import { type LaidFile, laidFile, mayChangeMode } from '../shared/entry/laid-file.ts';
import { copyFlagPlace, knowsBuildKit, mayRunBehind } from '../shared/entry/mode-fix.ts';
import type { Started, StartedFile } from '../shared/started.ts';
import { shortened } from '../shared/wording.ts';

/** Whether the mode that COPY gives lets somebody execute the file; undefined where it gives none, or none that is plain. */
function givenMode({ copy }: LaidFile): boolean | undefined {
  const flag = copy.node.flags.find(({ name }) => name === 'chmod');
  if (!flag) return undefined;
  return /^[0-7]{3,4}$/.test(flag.value ?? '') ? /[1357]/.test((flag.value ?? '').slice(-3)) : true;
}

function* judge({ start: { stage } }: Started, file: StartedFile, facts: ProjectFacts): Generator<Problem<LaidFile>> {
  if (file.use !== 'program' || stage.base.family === 'windows') return;
  const laid = laidFile(stage, file, facts);
  if (!laid) return;
  const own = facts.mode(file.path);
  const mayRun = givenMode(laid) ?? (own.known ? own.value === 'executable' : true);
  if (mayRun || mayChangeMode(laid)) return;
  yield {
    span: file.span,
    message: `${shortened(file.path)} may not be executed: the container ends at once with “permission denied”`,
    related: [{ span: laid.copy.span, message: 'It comes into the image here, without the right to be executed' }],
    data: laid,
  };
}

function mend({ fix, model, facts }: FixContext<object>, laid: LaidFile) {
  const draft = fix.draft();
  const { copy, imagePath } = laid;
  const place = copyFlagPlace(laid, facts);
  if (place) {
    const flag = place.start === place.end ? '--chmod=0755 ' : '0755';
    return draft.replace(place, flag).build('Let COPY make it executable', knowsBuildKit(model) ? 'safe' : 'review');
  }
  if (!mayRunBehind(laid)) return undefined;
  return draft
    .insertLinesAfter(copy, [`RUN chmod +x ${imagePath}`])
    .build(`Make ${shortened(imagePath)} executable`, 'safe');
}

export default defineRule<LaidFile>({
  id: 'entrypoint-not-executable',
  category: 'runtime',
  severity: 'error',
  severities: ['error'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['ENTRYPOINT', 'CMD'] },
  docs: {
    summary: 'The entry script may not be executed',
    why:
      'COPY keeps the mode that a file has in the build context. A script that was made on Windows, came out of a zip archive, or was ' +
      'committed without `git add --chmod=+x` has no right to be executed, and a container that starts it ends at once with “permission ' +
      'denied”. It works on the machine where somebody once ran chmod, which is why it is found in CI or in production. Git’s own record ' +
      'counts here; where there is none, the mode of the file on disk.',
    examples: [
      {
        title: 'A script that is copied by name',
        files: { 'manage.py': '', 'entrypoint.sh': '#!/bin/sh\nset -e\nexec "$@"\n' },
        modes: { 'entrypoint.sh': 'plain' },
        before:
          '# syntax=docker/dockerfile:1\nFROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY entrypoint.sh /entrypoint.sh\nCOPY . .\n' +
          'ENTRYPOINT ["/entrypoint.sh"]\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'A script that comes with everything else',
        files: { 'manage.py': '', 'entrypoint.sh': '#!/bin/sh\nset -e\nexec "$@"\n' },
        modes: { 'entrypoint.sh': 'plain' },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["./entrypoint.sh"]\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'A shell reads it: it need not be executable',
        findings: 0,
        files: { 'manage.py': '', 'entrypoint.sh': '#!/bin/sh\nset -e\nexec "$@"\n' },
        modes: { 'entrypoint.sh': 'plain' },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["sh", "./entrypoint.sh"]\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When images are only ever built from a folder where the script is executable.',
    references: [
      'https://docs.docker.com/reference/dockerfile/#copy---chown---chmod',
      'https://git-scm.com/docs/git-add#Documentation/git-add.txt---chmod-x',
    ],
  },
  *check({ model, facts }) {
    yield* judgeFiles(model, facts, (started, file) => judge(started, file, facts));
  },
  buildFix: (context, { data }) => mend(context, data),
});

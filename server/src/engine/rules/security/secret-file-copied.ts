import { allInstructions } from '../../model/instruction-lists.ts';
import { type SecretFile, secretFilesIn } from '../../model/secret-files.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { defineRule, type Problem } from '../define.ts';
import { secretContent } from '../shared/secret-content.ts';
import { shortened } from '../shared/wording.ts';

function judge(file: SecretFile, facts: ProjectFacts): Problem<SecretFile> | undefined {
  const { token, name, copy, path } = file;
  const content = secretContent(path, name, facts);
  const shown = shortened(path);
  if (content === 'harmless') return undefined;
  if (content === 'suspect') {
    const message = `${shown} becomes part of the image: it holds no secret now, and is where the next one is put`;
    return { span: token.span, severity: 'info', message, data: file };
  }
  return copy.stage.shipsLayers
    ? {
        span: token.span,
        message: `${shown} becomes a layer: whoever has the image can read it, even if a later RUN removes it`,
        data: file,
      }
    : {
        span: token.span,
        severity: 'warning',
        message: `${shown} becomes a layer of the build cache, for all who can read that`,
        data: file,
      };
}

export default defineRule<SecretFile>({
  id: 'secret-file-copied',
  category: 'security',
  severity: 'error',
  severities: ['error', 'warning', 'info'],
  fix: 'review',
  since: '0.1.0',
  overlaps: ['trivy:DS-0031'],
  duplicates: [],
  appliesTo: { instructions: ['COPY', 'ADD'] },
  docs: {
    summary: 'A file with secrets is copied into a layer',
    why:
      'Each COPY is a layer of its own, and layers are never taken back: a RUN that removes `.env` or `id_rsa` only hides it, and ' +
      '`docker save` brings it out again. With the database password and SECRET_KEY of a Django project in a layer, every registry, ' +
      'cache and laptop that the image passes has them. Give `.env` to the container when it starts (`env_file:` in compose), and keys ' +
      'for the build to the RUN that needs them (`--mount=type=secret`, `--mount=type=ssh`).',
    examples: [
      {
        title: 'The environment file',
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY .env ./\nCOPY shop ./shop\nCMD ["gunicorn", "shop.wsgi"]\n',
      },
      {
        title: 'A key for the build alone',
        before:
          'FROM python:3.14-slim-trixie AS builder\nCOPY id_ed25519 /root/.ssh/\nRUN git clone git@github.com:example-org/theme /theme\n\n' +
          'FROM python:3.14-slim-trixie\nCOPY --from=builder /theme /theme\nCMD ["gunicorn", "shop.wsgi"]\n',
      },
      {
        title: 'A template without values',
        findings: 0,
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY .env.example ./\nCMD ["gunicorn", "shop.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When the file holds nothing that has to be kept, such as the settings of a demo.',
    references: [
      'https://docs.docker.com/build/building/secrets/',
      'https://docs.docker.com/compose/how-tos/environment-variables/set-environment-variables/',
    ],
  },
  *check({ model, facts }) {
    for (const file of allInstructions(model).flatMap(secretFilesIn)) {
      const problem = judge(file, facts);
      if (problem) yield problem;
    }
  },
  buildFix({ fix }, { data: { name, token, copy, path } }) {
    const { sources, json } = copy.node;
    // A key is copied because some RUN needs it.
    if (name.kind !== 'dotenv' || json) return undefined;
    const draft = fix.draft();
    const index = sources.indexOf(token);
    const [previous, next] = [sources[index - 1], sources[index + 1]];
    if (previous) draft.remove({ start: previous.span.end, end: token.span.end });
    else if (next) draft.remove({ start: token.span.start, end: next.span.start });
    else draft.removeInstruction(copy);
    return draft.build(`Stop copying ${shortened(path)}`, 'review');
  },
});

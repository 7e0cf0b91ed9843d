import { hasProgramAtEnd } from '../../model/programs.ts';
import type { HealthcheckInstruction, Stage } from '../../model/types.ts';
import type { Command } from '../../shell/types.ts';
import { defineRule, type FixContext } from '../define.ts';
import { commandsOf } from '../shared/commands.ts';
import { type HealthQuestion, questionIn } from '../shared/health/question.ts';
import { healthcheckOf } from '../shared/healthcheck.ts';
import { hasPython, probe } from '../shared/probe.ts';
import { startsOf } from '../shared/start.ts';

interface Missing {
  readonly stage: Stage;
  readonly healthcheck: HealthcheckInstruction;
  readonly command: Command;
}

const ASKED: Readonly<Record<string, string>> = {
  curl: 'curl',
  wget: 'wget',
  nc: 'nc',
  netcat: 'nc',
  ps: 'ps',
  pgrep: 'ps',
  pidof: 'ps',
};

function missingIn(stage: Stage): Missing | undefined {
  const healthcheck = healthcheckOf(stage);
  if (!healthcheck?.script || healthcheck.script.opaque) return undefined;
  const commands = commandsOf(healthcheck.script);
  // `curl … || wget …`, `command -v curl`: the check itself copes with a tool that is missing.
  const programs = new Set(commands.map(({ name }) => ASKED[name ?? '']).filter((name) => name !== undefined));
  if (programs.size !== 1) return undefined;
  const command = commands.find(({ name, conditional }) => !conditional && ASKED[name ?? ''] !== undefined);
  if (!command || commands.some(({ words }) => /^(?:command|which|type|hash)$/.test(words[0]?.literal ?? '')))
    return undefined;
  const has = hasProgramAtEnd(stage, ASKED[command.name ?? ''] ?? '');
  return has.known && !has.value ? { stage, healthcheck, command } : undefined;
}

/** Neither asked under another name nor followed further, which http.client does not. */
const isPlain = ({ asker, header, follows, address }: HealthQuestion): boolean =>
  header === undefined && (asker === 'wget' || !follows) && address !== '[::1]';

function askWithPython({ fix }: FixContext<object>, missing: Missing) {
  const { stage, healthcheck, command } = missing;
  const question = healthcheck.script && questionIn(healthcheck.script);
  const form = healthcheck.node.command;
  if (!question || !form || !hasPython(stage) || !isPlain(question)) return undefined;
  const array = probe({ ...question, path: `'${question.path}'`, host: "'localhost'" });
  const start = form.form === 'exec' ? form.span.start : command.span.start;
  return fix.draft().replace({ start, end: form.span.end }, array).build('Let Python ask, which the image has', 'safe');
}

export default defineRule<Missing>({
  id: 'healthcheck-tool-missing',
  category: 'runtime',
  severity: 'error',
  severities: ['error'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['HEALTHCHECK'] },
  docs: {
    summary: 'The health check runs a program that the image does not have',
    why:
      'Slim Python images have no curl, no wget, no nc and no ps. A health check that calls one of them fails every time, so Docker ' +
      'shows a Django app that works as unhealthy for ever, compose never starts what waits for it, and an orchestrator replaces it ' +
      'again and again. Python is there in any case and can ask as well.',
    examples: [
      {
        title: 'curl in a slim image',
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nHEALTHCHECK CMD curl -f http://localhost:8000/health/ || exit 1\n' +
          'CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
      {
        title: 'The image has curl',
        findings: 0,
        before:
          'FROM python:3.14-slim-trixie\nRUN apt-get update && apt-get install --yes --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n' +
          'WORKDIR /app\nHEALTHCHECK CMD curl -f http://localhost:8000/health/ || exit 1\n' +
          'CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
    ],
    whenToIgnore: 'When the program comes into the image in a way that the Dockerfile does not show.',
    references: [
      'https://docs.docker.com/reference/dockerfile/#healthcheck',
      'https://docs.python.org/3/library/http.client.html',
    ],
  },
  *check({ model }) {
    const judged = new Set<HealthcheckInstruction>();
    for (const { stage } of startsOf(model, ['ships', 'develops'])) {
      const missing = missingIn(stage);
      if (!missing || judged.has(missing.healthcheck)) continue;
      judged.add(missing.healthcheck);
      const name = missing.command.name ?? '';
      yield {
        span: missing.command.span,
        message: `${name} is not in this image: the health check always fails, and the container is never healthy`,
        data: missing,
      };
    }
  },
  buildFix: (context, { data }) => askWithPython(context, data),
});

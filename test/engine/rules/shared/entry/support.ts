import { buildModel } from '../../../../../server/src/engine/model/build.ts';
import { factsFor } from '../../../../../server/src/engine/project/memory.ts';
import { type Started, type StartedFile, startedIn } from '../../../../../server/src/engine/rules/shared/started.ts';
import { parseDockerfile } from '../../../../../server/src/engine/syntax/parse.ts';

const DOCKERFILE =
  'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["./entry.sh"]\nCMD ["gunicorn", "config.wsgi"]\n';

/** A script as the ENTRYPOINT of an image whose CMD is gunicorn. */
export function entryOf(text: string, dockerfile = DOCKERFILE): { started: Started; file: StartedFile } {
  const facts = factsFor({ path: 'Dockerfile', text: dockerfile }, { 'manage.py': '', 'entry.sh': text });
  const [started] = startedIn(buildModel(parseDockerfile(dockerfile), 'Dockerfile'), facts);
  const file = started?.files.find(({ path }) => path === 'entry.sh');
  if (!started || !file) throw new Error('Nothing starts');
  return { started, file };
}

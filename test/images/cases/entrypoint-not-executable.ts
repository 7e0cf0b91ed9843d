import { failsToStart } from '../../../scripts/images/cases/build-claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

const SCRIPT = '#!/bin/sh\nset -e\nexec "$@"\n';
const files = { 'entrypoint.sh': SCRIPT };
const modes = { 'entrypoint.sh': 'plain' } as const;

export default imageCases('entrypoint-not-executable', {
  'a script that comes with everything else': {
    quick: true,
    files,
    modes,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
ENTRYPOINT ["./entrypoint.sh"]
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000"]
`,
    mends: { at: 'start', message: /permission denied/i },
    claims: [
      failsToStart(
        'CRLF at the end of the first line of the script',
        { 'entrypoint.sh': SCRIPT.replaceAll('\n', '\r\n') },
        /no such file or directory|not found/i,
      ),
      failsToStart(
        'options behind env in the first line of the script',
        { 'entrypoint.sh': SCRIPT.replace('/bin/sh', '/usr/bin/env sh -e') },
        /no such file or directory/i,
      ),
    ],
  },
  'a script that is copied by name': {
    files,
    modes,
    before: `# syntax=docker/dockerfile:1
FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
COPY entrypoint.sh /usr/local/bin/entrypoint
ENTRYPOINT ["entrypoint"]
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000"]
`,
    mends: { at: 'start', message: /permission denied/i },
  },
});

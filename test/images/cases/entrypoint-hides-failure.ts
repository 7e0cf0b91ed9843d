import { endsWith } from '../../../scripts/images/cases/server-claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

const before = (command: string): string => `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
ENTRYPOINT ["./entry.sh"]
CMD ["${command}"]
`;

export default imageCases('entrypoint-hides-failure', {
  'a migration that fails': {
    quick: true,
    files: { 'entry.sh': '#!/bin/sh\npython manage.py migrate --database missing\nexec "$@" config.wsgi\n' },
    before: before('gunicorn'),
    alike: { files: ['/app'] },
    claims: [endsWith(2, { before: 'an answer' })],
  },
  'a command that the script does not know': {
    files: {
      'entry.sh':
        '#!/bin/sh\nset -e\ncase "$1" in\n  web) exec gunicorn config.wsgi ;;\n  *) echo "unknown command: $1" >&2 ;;\nesac\n',
    },
    before: before('wbe'),
    alike: { files: ['/app'] },
    claims: [endsWith(64, { before: 0 })],
  },
});

import { stopsWhenAsked } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('entrypoint-no-exec', {
  'a server behind a check': {
    quick: true,
    files: { 'entry.sh': '#!/bin/sh\nset -e\npython manage.py check\ngunicorn config.wsgi\n' },
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
ENTRYPOINT ["./entry.sh"]
`,
    alike: { files: ['/app'] },
    claims: [stopsWhenAsked()],
  },
});

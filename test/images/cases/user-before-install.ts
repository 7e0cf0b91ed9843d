import { prints } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('user-before-install', {
  'a folder that only root may make': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
RUN useradd --create-home --uid 10001 app
USER 10001
RUN mkdir /srv/media
CMD ["python3"]
`,
    mends: { at: 'build', message: /Permission denied/ },
    runs: ['test -d /srv/media'],
    claims: [prints('id -u', '10001')],
  },
  'pip as a user': {
    before: `FROM python:3.13-slim-trixie
RUN useradd --create-home --uid 10001 app
WORKDIR /app
USER 10001
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    mends: { at: 'start', message: /gunicorn/ },
    claims: [prints('id -u', '10001')],
  },
});

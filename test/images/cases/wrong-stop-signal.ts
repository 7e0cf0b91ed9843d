import { stopsWhenAsked } from '../../../scripts/images/cases/claims.ts';
import { finishesRequests, SLOW_PAGE } from '../../../scripts/images/cases/server-claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('wrong-stop-signal', {
  'gunicorn is told to quit': {
    quick: true,
    files: SLOW_PAGE,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
STOPSIGNAL SIGQUIT
CMD ["gunicorn", "config.wsgi"]
`,
    alike: { config: ['stopSignal'] },
    claims: [finishesRequests()],
  },
  'uWSGI with its usual answer to SIGTERM': {
    files: { 'requirements.txt': 'Django==5.2.17\npyuwsgi==2.0.30.post1\nwhitenoise==6.12.0\n' },
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["uwsgi", "--http", ":8000", "--module", "config.wsgi", "--master"]
`,
    alike: { config: ['cmd'] },
    claims: [stopsWhenAsked()],
  },
});

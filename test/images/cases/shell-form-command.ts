import { stopsWhenAsked } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('shell-form-command', {
  'a plain command': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD gunicorn config.wsgi:application --bind 0.0.0.0:8000
`,
    alike: { config: ['cmd'] },
    claims: [stopsWhenAsked()],
  },
  'a command with a variable': {
    before: `FROM python:3.13-slim-trixie
ENV PORT=8000
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD gunicorn config.wsgi:application --bind 0.0.0.0:$PORT
`,
    alike: { config: ['cmd'] },
    claims: [stopsWhenAsked()],
  },
});

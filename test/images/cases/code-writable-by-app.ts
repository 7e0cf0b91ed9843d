import { prints, serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('code-writable-by-app', {
  'a COPY that hands the source over': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
RUN useradd --create-home --uid 10001 app
COPY --chown=app:app . .
USER 10001
CMD ["gunicorn", "config.wsgi"]
`,
    claims: [prints('test -w config/urls.py && echo writable || echo closed', 'closed', 'writable'), serves()],
  },
});

import { prints } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('chmod-too-open', {
  'a folder for everybody': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
RUN mkdir -p media && chmod 777 media
CMD ["gunicorn", "config.wsgi"]
`,
    alike: { files: ['/app/media'] },
    runs: [],
    claims: [prints('stat -c %a media', '775', '777')],
  },
  'a COPY for everybody': {
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY --chmod=777 . .
CMD ["gunicorn", "config.wsgi"]
`,
    claims: [prints('stat -c %a manage.py', '775', '777')],
  },
});

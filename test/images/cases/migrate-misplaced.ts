import { gone } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('migrate-misplaced', {
  'in the build': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
ENV PYTHONDONTWRITEBYTECODE=1
COPY . .
RUN python manage.py migrate
CMD ["gunicorn", "config.wsgi"]
`,
    alike: { files: ['/app/db.sqlite3'] },
    claims: [gone('/app/db.sqlite3')],
  },
});

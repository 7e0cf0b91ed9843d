import { serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('base-image-eol', {
  'a Python past its end, and paths with it': {
    quick: true,
    unbuilt: 'Debian has no Python 3.9 any more',
    files: { 'pyproject.toml': '[project]\nname = "shop"\nrequires-python = ">=3.9,<3.14"\n' },
    before: `FROM python:3.9-slim-bullseye AS builder
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.9-slim-bullseye
WORKDIR /app
COPY --from=builder /usr/local/lib/python3.9/site-packages /usr/local/lib/python3.9/site-packages
COPY . .
CMD ["python3.9", "-m", "gunicorn", "config.wsgi"]
`,
    claims: [serves()],
  },
});

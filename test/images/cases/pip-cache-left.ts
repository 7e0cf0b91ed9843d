import { gone, smaller } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('pip-cache-left', {
  'a plain install': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    alike: { files: ['/root/.cache'] },
    runs: ['python manage.py check', 'pip freeze'],
    claims: [gone('/root/.cache/pip')],
  },
  'uv sync': {
    project: 'uv',
    before: `FROM python:3.13-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev
COPY . .
CMD ["/app/.venv/bin/gunicorn", "config.wsgi"]
`,
    alike: { files: ['/root/.cache'] },
    runs: ['.venv/bin/python manage.py check', 'uv pip freeze'],
    // Its files are hard links to those of the environment: the cache is larger than what it adds to the image.
    claims: [gone('/root/.cache/uv'), smaller(1)],
  },
});

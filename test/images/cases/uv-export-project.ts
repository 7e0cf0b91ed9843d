import { serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('uv-export-project', {
  'the project is a package': {
    quick: true,
    project: 'uv-package',
    before: `FROM python:3.13-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv export --locked --no-dev --no-cache --output-file=requirements.txt \\
    && pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    mends: {
      at: 'build',
      message: /can't verify hashes|editable requirement .* cannot be installed when requiring hashes/,
    },
    claims: [serves()],
  },
});

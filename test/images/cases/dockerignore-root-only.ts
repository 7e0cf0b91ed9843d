import { gone, serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('dockerignore-root-only', {
  'bytecode of an app': {
    quick: true,
    files: { 'config/__pycache__/old.cpython-313.pyc': 'x', '.dockerignore': '__pycache__\n' },
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    alike: { files: ['/app'] },
    claims: [gone('/app/config/__pycache__'), serves()],
  },
});

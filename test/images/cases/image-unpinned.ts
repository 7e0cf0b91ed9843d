import { prints } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('image-unpinned', {
  'only a major version': {
    quick: true,
    unbuilt: 'there is no registry that says which Python is the newest',
    files: { 'pyproject.toml': '[project]\nname = "shop"\nrequires-python = ">=3.11,<3.14"\n' },
    before: `FROM python:3-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    claims: [prints('python --version | cut -d. -f-2', 'Python 3.13')],
  },
});

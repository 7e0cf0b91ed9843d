import { gone, serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('dockerignore-incomplete', {
  'modules of a front end': {
    quick: true,
    files: { 'web/node_modules/left/index.js': '', '.dockerignore': '.git\n' },
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    alike: { files: ['/app'] },
    claims: [gone('/app/web/node_modules'), serves()],
  },
});

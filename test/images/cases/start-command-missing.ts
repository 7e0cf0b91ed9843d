import { keepsRunning } from '../../../scripts/images/cases/server-claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('start-command-missing', {
  'a project with gunicorn': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
`,
    alike: { config: ['cmd'] },
    claims: [keepsRunning(0)],
  },
});

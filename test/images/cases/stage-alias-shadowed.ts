import { serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('stage-alias-shadowed', {
  'a registry in front of the name of a stage': {
    quick: true,
    unbuilt: 'there is no registry that says which Python is the newest',
    before: `FROM docker.io/python:3.13-slim-trixie AS python
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM docker.io/python AS runtime
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    claims: [serves()],
  },
});

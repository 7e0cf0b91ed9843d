import { serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('base-image-alpine', {
  'nothing in the file is written for Alpine': {
    quick: true,
    unbuilt: 'Alpine is not made of Debian packages',
    before: `FROM python:3.13-alpine
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    claims: [serves()],
  },
});

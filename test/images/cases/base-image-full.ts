import { serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('base-image-full', {
  'nothing needs more than the small image has': {
    quick: true,
    unbuilt: 'the packages of a full image take longer to install than all cases to run',
    before: `FROM python:3.13-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    claims: [serves()],
  },
});

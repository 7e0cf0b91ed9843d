import { gone, smaller } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('apt-lists-left', {
  'update and install': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
RUN apt-get update \\
    && apt-get install --yes --no-install-recommends libpq5
WORKDIR /app
CMD ["gunicorn", "config.wsgi"]
`,
    alike: { files: ['/var/lib/apt/lists'] },
    runs: ['dpkg-query --show'],
    claims: [gone('/var/lib/apt/lists/*Packages*'), smaller(10)],
  },
});

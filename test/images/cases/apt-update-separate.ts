import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('apt-update-separate', {
  'update and install': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
RUN apt-get update
RUN apt-get install --yes --no-install-recommends libpq5
WORKDIR /app
CMD ["python3"]
`,
    alike: {},
    runs: ['dpkg-query --show'],
  },
  'another instruction between': {
    before: `FROM python:3.13-slim-trixie
RUN apt-get update
WORKDIR /app
RUN apt-get install --yes --no-install-recommends libpq5
CMD ["python3"]
`,
    alike: {},
    runs: ['dpkg-query --show'],
  },
});

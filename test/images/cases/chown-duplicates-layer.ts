import { smaller } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

/** Large enough to be seen in the size of the image. */
const BALLAST = { 'media/photo.txt': 'x'.repeat(5_000_000) };

export default imageCases('chown-duplicates-layer', {
  'a folder that only this COPY fills': {
    quick: true,
    files: BALLAST,
    before: `FROM python:3.13-slim-trixie
RUN useradd --create-home --uid 10001 app
COPY . /app
RUN chown -R app:app /app
WORKDIR /app
USER 10001
CMD ["python3"]
`,
    alike: {},
    runs: [],
    claims: [smaller(4)],
  },
  'a virtual environment, and no group': {
    before: `FROM python:3.13-slim-trixie AS builder
RUN python3 -m venv /opt/venv

FROM python:3.13-slim-trixie
RUN useradd --create-home --uid 10001 app
COPY --from=builder /opt/venv /opt/venv
RUN chown -R app /opt/venv
USER 10001
CMD ["python3"]
`,
    alike: {},
    runs: ['/opt/venv/bin/pip --version'],
    claims: [smaller(5)],
  },
  'a folder that was there before': {
    files: BALLAST,
    before: `FROM python:3.13-slim-trixie
RUN useradd --create-home --uid 10001 app
WORKDIR /app
COPY . .
RUN chown -R app:app /app
USER 10001
CMD ["python3"]
`,
    alike: {},
    runs: [],
    claims: [smaller(4)],
  },
});

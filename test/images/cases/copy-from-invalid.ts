import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('copy-from-invalid', {
  'a misspelled stage': {
    quick: true,
    before: `FROM python:3.13-slim-trixie AS builder
RUN python -m venv /opt/venv

FROM python:3.13-slim-trixie
COPY --from=bulider /opt/venv /opt/venv
CMD ["python3"]
`,
    mends: { at: 'build', message: /bulider/ },
    runs: ['/opt/venv/bin/pip --version'],
  },
  'a variable in --from': {
    quick: true,
    before: `ARG UV_VERSION=0.12.5
FROM python:3.13-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:\${UV_VERSION} /uv /bin/uv
CMD ["python3"]
`,
    mends: { at: 'build', message: /UV_VERSION|invalid reference/ },
    runs: ['uv --version'],
  },
});

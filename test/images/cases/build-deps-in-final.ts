import { gone, serves, smaller } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('build-deps-in-final', {
  'headers where nothing is built': {
    quick: true,
    before: `FROM python:3.13-slim-trixie AS builder
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN /opt/venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.13-slim-trixie
RUN apt-get update && apt-get install -y --no-install-recommends libpq-dev && rm -rf /var/lib/apt/lists/*
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
WORKDIR /app
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    alike: { files: ['/etc', '/usr', '/var'] },
    runs: ['python manage.py check', `python -c 'import ctypes; ctypes.CDLL("libpq.so.5")'`],
    claims: [gone('/usr/bin/pg_config'), smaller(5), serves()],
  },
  'a compiler and headers': {
    before: `FROM python:3.11-slim-bookworm AS builder
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN /opt/venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.11-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends \\
    build-essential \\
    default-libmysqlclient-dev \\
    curl \\
    && rm -rf /var/lib/apt/lists/*
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
WORKDIR /app
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    alike: { files: ['/etc', '/usr', '/var'] },
    runs: ['curl --version', `python -c 'import ctypes; ctypes.CDLL("libmariadb.so.3")'`],
    claims: [gone('/usr/bin/gcc'), smaller(200), serves()],
  },
});

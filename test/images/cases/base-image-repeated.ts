import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('base-image-repeated', {
  'a builder and a stage that runs': {
    quick: true,
    before: `FROM python:3.13-slim-trixie AS builder
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN /opt/venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.13-slim-trixie
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
COPY . .
CMD ["/opt/venv/bin/gunicorn", "config.wsgi"]
`,
    alike: {},
    runs: ['/opt/venv/bin/python manage.py check'],
  },
  'two tags of one version': {
    before: `FROM python:3.13-slim-trixie AS builder
RUN python -m venv /opt/venv

FROM python:3.13-slim
COPY --from=builder /opt/venv /opt/venv
CMD ["python3"]
`,
    alike: {},
    runs: ['/opt/venv/bin/pip --version'],
  },
});

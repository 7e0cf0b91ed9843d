/** What the examples begin with: the stage that the others are built on. */
export const BASE_STAGE =
  'FROM python:3.14-slim-trixie AS base\n' +
  'ENV PYTHONUNBUFFERED=1 \\\n' +
  '    PYTHONDONTWRITEBYTECODE=1 \\\n' +
  '    VIRTUAL_ENV=/opt/venv \\\n' +
  '    PATH="/opt/venv/bin:$PATH"\n';

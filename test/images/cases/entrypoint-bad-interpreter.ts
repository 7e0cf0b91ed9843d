import { imageCases } from '../../../scripts/images/cases/types.ts';

const BEFORE = `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
ENTRYPOINT ["./entry.sh"]
CMD ["gunicorn", "config.wsgi"]
`;
const SCRIPT = '#!/bin/sh\nset -e\nexec "$@"\n';
const NOT_FOUND = /no such file or directory|not found/i;

export default imageCases('entrypoint-bad-interpreter', {
  'line ends of Windows': {
    quick: true,
    files: { 'entry.sh': SCRIPT.replaceAll('\n', '\r\n') },
    before: BEFORE,
    mends: { at: 'start', message: NOT_FOUND },
  },
  'line ends of Windows, mended in the image': {
    files: { 'entry.sh': SCRIPT.replaceAll('\n', '\r\n') },
    before: BEFORE,
    fix: 'Take the carriage returns out of entry.sh in the image',
    mends: { at: 'start', message: NOT_FOUND },
  },
  'env that looks for a name with a blank in it': {
    files: { 'entry.sh': SCRIPT.replace('/bin/sh', '/usr/bin/env bash -e') },
    before: BEFORE,
    mends: { at: 'start', message: NOT_FOUND },
  },
});

import { prints, serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

/** Where accounts are written down. */
const ACCOUNTS = [
  'passwd',
  'passwd-',
  'group',
  'group-',
  'shadow',
  'shadow-',
  'gshadow',
  'gshadow-',
  'subuid',
  'subuid-',
  'subgid',
  'subgid-',
  '.pwd.lock',
].map((name) => `/etc/${name}`);

export default imageCases('runs-as-root', {
  'no USER at all': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi:application"]
`,
    alike: { files: [...ACCOUNTS, '/home'], config: ['user'] },
    claims: [prints('id -u', '10001'), prints('id -un', 'app'), serves()],
  },
  'a user that is created and never used': {
    before: `FROM python:3.11-slim-bookworm
RUN useradd --create-home --uid 1000 django
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi:application"]
`,
    alike: { config: ['user'] },
    claims: [prints('id -un', 'django'), serves()],
  },
});

import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('inline-comment', {
  'behind FROM': {
    quick: true,
    before: `FROM python:3.13-slim-trixie # the newest
CMD ["python3"]
`,
    mends: { at: 'build', message: /FROM/ },
    runs: ['python3 --version'],
  },
  'behind COPY': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY . /app # the Django project
CMD ["python3", "manage.py"]
`,
    mends: { at: 'build', message: /#|no such file|copier/ },
    runs: ['test -f /app/manage.py'],
  },
});

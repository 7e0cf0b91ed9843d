import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('python-version-incompatible', {
  'a Django that is too new for the image': {
    quick: true,
    files: {
      '.python-version': '3.13\n',
      'requirements.txt': 'Django==6.0.1\ngunicorn==26.2.0\nwhitenoise==6.12.0\n',
    },
    before: `FROM python:3.11-slim-bookworm
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`,
    mends: { at: 'build', message: /No matching distribution found for Django==6\.0\.1/ },
  },
});

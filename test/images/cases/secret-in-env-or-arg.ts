import { prints } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('secret-in-env-or-arg', {
  'a key in the environment of the image': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
ENV SECRET_KEY=k9v2xw8z-q1r7m4t0_b6n3h5j PYTHONUNBUFFERED=1
CMD ["gunicorn", "config.wsgi"]
`,
    alike: { config: ['env'] },
    claims: [prints('echo "$SECRET_KEY/$PYTHONUNBUFFERED"', '/1', 'k9v2xw8z-q1r7m4t0_b6n3h5j/1')],
  },
});

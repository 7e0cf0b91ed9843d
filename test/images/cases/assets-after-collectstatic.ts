import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('assets-after-collectstatic', {
  'the output of a front end': {
    quick: true,
    before: `FROM python:3.13-slim-trixie AS front
RUN mkdir /dist && echo 'start()' > /dist/app.js
FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
RUN python manage.py collectstatic --noinput
COPY --from=front /dist config/static/dist
CMD ["gunicorn", "config.wsgi"]
`,
    mends: { at: { run: 'cat staticfiles/dist/app.js' }, message: /No such file/ },
  },
});

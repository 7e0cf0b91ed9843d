import { imageCases } from '../../../scripts/images/cases/types.ts';

const CATALOG = `msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Shop"
msgstr "Laden"
`;
const SHOWS = "python3 -c \"import gettext; gettext.translation('django', 'locale', ['de'])\"";

export default imageCases('messages-not-compiled', {
  'catalogs that nobody compiles': {
    quick: true,
    files: { 'locale/de/LC_MESSAGES/django.po': CATALOG },
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
RUN python manage.py collectstatic --noinput
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`,
    mends: { at: { run: SHOWS }, message: /No translation file found/ },
  },
});

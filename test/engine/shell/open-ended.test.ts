import { describe, expect, test } from 'vitest';
import { shell } from './support.ts';

const openEnded = (text: string) => shell(text).commands[0]?.openEnded;

describe('commands whose options may come from the shell', () => {
  test.each([
    'pip install $FLAGS django',
    'pip install ${FLAGS:-} django',
    'uv sync $(test "$ENV" = dev || echo --no-dev)',
    'uv sync `flags`',
    'gunicorn a.wsgi "$@"',
    'gunicorn a.wsgi $@',
    'gunicorn a.wsgi "${ARGS[@]}"',
    'gosu app gunicorn a.wsgi "$@"',
    'uwsgi "--${MODE}" a',
    'apt-get install $PACKAGES',
    'unknown $X',
  ])('%s', (text) => expect(openEnded(text)).toBe(true));

  test.each([
    'pip install django',
    'pip install -r $FILE',
    'pip install -r"$FILE"',
    'pip install "$PACKAGE" /wheels/*.whl ~/x',
    'gunicorn --workers $N --bind=$HOST:80 -t$T a.wsgi',
    'uv run gunicorn --workers ${N:-4} a.wsgi',
    '$PYTHON manage.py migrate',
    'A=$X gunicorn a.wsgi',
    "gunicorn '$X'",
    '',
  ])('not %s', (text) => expect(openEnded(text) ?? false).toBe(false));
});

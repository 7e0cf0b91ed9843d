import { describe, expect, test } from 'vitest';
import { mentionedModules, mentionedSettings } from '../../../server/src/engine/project/mentions.ts';

describe('settings', () => {
  test.each([
    ['ENV', 'ENV DJANGO_SETTINGS_MODULE=config.settings.production', 'config.settings.production'],
    ['the older ENV', 'ENV DJANGO_SETTINGS_MODULE shop.settings', 'shop.settings'],
    ['quotes', 'ENV A=b "DJANGO_SETTINGS_MODULE"="a.b"', 'a.b'],
    ['YAML', '    DJANGO_SETTINGS_MODULE: "a.b"', 'a.b'],
    ['a default', 'export DJANGO_SETTINGS_MODULE=${DJANGO_SETTINGS_MODULE:-a.b}', 'a.b'],
    ['a default of another variable', 'ENV DJANGO_SETTINGS_MODULE="${SETTINGS:-a.b}"', 'a.b'],
    ['an option', 'RUN python manage.py collectstatic --settings=a.b', 'a.b'],
    ['an option of two words', 'python manage.py migrate --settings a.b --noinput', 'a.b'],
    ['an array', 'CMD ["python", "manage.py", "check", "--settings", "a.b"]', 'a.b'],
    ['one without a dot', 'ENV DJANGO_SETTINGS_MODULE=settings', 'settings'],
  ])('by %s', (_, text, module) => {
    expect([...mentionedSettings(['', text])]).toEqual([module]);
  });

  test.each(['ENV DJANGO_SETTINGS_MODULE=$MODULE', 'ENV MY_DJANGO_SETTINGS_MODULE=a.b', '--settings-file a.b'])(
    'not in %s',
    (text) => {
      expect([...mentionedSettings([text])]).toEqual([]);
    },
  );
});

describe('modules', () => {
  test.each([
    ['CMD ["gunicorn", "config.wsgi:application"]', 'config.wsgi'],
    ['uvicorn main:app --port 80', 'main'],
    ['celery --app=shop.celery worker', 'shop.celery'],
    ['celery -A shop worker', 'shop'],
    ['celery --app=shop worker', 'shop'],
    ['CMD ["celery", "-A", "shop", "beat"]', 'shop'],
    ['-k uvicorn.workers.UvicornWorker', 'uvicorn.workers.UvicornWorker'],
  ])('in %s', (text, module) => {
    expect([...mentionedModules([text])]).toContain(module);
  });

  test('paths and variables are none', () => {
    expect([...mentionedModules(['COPY a/b.py ./c.py $d.e /f.g', 'grep -A 3 x', 'ls --app-dir back -Ab'])]).toEqual([]);
  });

  test('no more of them are taken than any text needs', () => {
    const text = Array.from({ length: 5000 }, (_, index) => `a${index}.b`).join(' ');
    expect(mentionedModules([text]).size).toBe(200);
  });
});

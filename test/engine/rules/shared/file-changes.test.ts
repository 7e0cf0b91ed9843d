import { expect, test } from 'vitest';
import { mayChange } from '../../../../server/src/engine/rules/shared/file-changes.ts';
import { stepsOf } from '../../../../server/src/engine/rules/shared/steps.ts';
import { lastOf } from '../../model/support.ts';

const FILE = '/app/shop/wsgi.py';

const changes = (command: string): boolean =>
  stepsOf(lastOf('run', `FROM python:3.13-slim\nARG NAME\nWORKDIR /app\nRUN ${command}\n`)).some((step) =>
    mayChange(step, FILE),
  );

test.each([
  'pip install -r requirements.txt gunicorn',
  'pip install --target /opt/lib django',
  'uv sync --frozen',
  'poetry install --no-root',
  'apt-get update && apt-get install -y gcc && rm -rf /var/lib/apt/lists/*',
  'python manage.py collectstatic --noinput',
  'uv run python manage.py compilemessages',
  'python manage.py makemigrations',
  'python -m compileall .',
  'python --version',
  'useradd -r app && chown -R app /app && chmod +x shop/wsgi.py',
  'mkdir -p /app/static && rm -rf ~/.cache shop/tests',
  'cp docker/nginx.conf /etc/nginx/ && mv /app/docs /srv',
  'cp -t /etc docker/a',
  'install -d -o app /app/media',
  'ln -s /app/shop/wsgi.py /srv/wsgi.py',
  'touch /app/local.py shop/__init__.py',
  "sed 's/a/b/' shop/wsgi.py",
  "sed -i 's/\\r$//' entrypoint.sh",
  'echo x > /etc/hosts 2>&1 && cat a >> ~/.bashrc',
  'echo x > /etc/apt/$NAME.list',
  'find . -name "*.md"',
  'cd /tmp && git clone https://example.com/x && tar xf y.tar -C /opt',
  'cd frontend && npm ci && npm run build',
  'sh -c "sleep 1"',
  '. /opt/venv/bin/activate && date',
  'curl -o /tmp/a https://example.com/a',
  'gosu app true',
])('%s leaves the file alone', (command) => expect(changes(command)).toBe(command.startsWith('gosu')));

test.each([
  './setup.sh',
  'make',
  'npm run build',
  'git clone https://example.com/x',
  'git clone https://example.com/x /app/shop',
  'cd /tmp && tar xf y.tar -C /app',
  'cd $NAME && tar xf y.tar',
  'curl -o shop/wsgi.py https://example.com/a',
  'rm -rf shop',
  'rm -f shop/*.py',
  'rm -f $NAME/x',
  'mv shop store',
  'mv * /srv',
  'mv -t /srv shop',
  'cp docker/wsgi.py shop/',
  'cp -t shop docker/wsgi.py',
  'ln -s /srv/shop',
  'ln -s /srv/shop shop',
  'touch shop/wsgi.py',
  "sed -i 's/a/b/' shop/wsgi.py",
  'echo x > shop/wsgi.py',
  'echo x | tee shop/wsgi.py',
  'echo x > $NAME',
  'find . -name "*.py" -delete',
  'pip install --target shop django',
  'uv run generate',
  'django-admin startproject shop .',
  'python manage.py write_modules',
  'python generate.py',
  '. ./env.sh',
  'sh -c "./setup.sh"',
])('%s may change it', (command) => expect(changes(command)).toBe(true));

test('migrations are made', () => {
  const run = lastOf('run', 'FROM python:3.13-slim\nWORKDIR /app\nRUN python manage.py makemigrations\n');
  expect(stepsOf(run).some((step) => mayChange(step, '/app/shop/migrations/0001_initial.py'))).toBe(true);
});

import { describe, expect, test } from 'vitest';
import { writtenProject } from '../../../scripts/images/cases/project.ts';
import { repaired } from '../../../scripts/images/documents/repair.ts';
import type { Document } from '../../../scripts/images/documents/types.ts';
import documents from '../../images/documents.ts';

const FILES = writtenProject('pip');

describe('the documents of the image tests can be repaired', () => {
  test.each(Object.entries(documents))('%s', (_, document) => {
    const project = { ...writtenProject(document.project ?? 'pip'), 'uv.lock': 'version = 1\n', ...document.files };
    expect(repaired(document, project).text).not.toBe(document.before);
  });
});

describe('a repair', () => {
  const RUN = 'FROM python:3.13-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN pip install django\n';
  const document = (steps: Document['steps']): Document => ({ before: RUN, steps, claims: [] });

  test('applies what is safe, takes what is named and writes what is given', () => {
    const { text } = repaired(
      document([
        {
          for: 'django',
          write:
            'django==5.2.17 gunicorn==26.2.0 whitenoise==6.12.0\nRUN python manage.py collectstatic --noinput\nUSER 10001\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0"]',
        },
      ]),
      FILES,
    );
    expect(text).toContain('pip install --no-cache-dir django==5.2.17 gunicorn==26.2.0 whitenoise==6.12.0\n');
  });

  test.each([
    ['where a fix is not offered', [{ take: 'apt-flags' }], 'apt-flags offers no fix'],
    ['where the text does not stand there once', [{ for: 'flask', write: '' }], '"flask" stands there 0 times'],
    ['where a warning is left', [], 'these are left: runs-as-root'],
  ])('stops %s', (_, steps, message) => {
    expect(() => repaired(document(steps), FILES)).toThrow(message);
  });
});

import { describe, expect, test } from 'vitest';
import { analyze } from '../../server/src/engine/analyze.ts';
import { resolveConfig } from '../../server/src/engine/config/resolve.ts';
import { factsFor } from '../../server/src/engine/project/memory.ts';
import { RULES } from '../../server/src/engine/rules/index.ts';
import { parseDockerfile } from '../../server/src/engine/syntax/parse.ts';
import { readText } from '../support/checkout.ts';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

const snippets = Object.entries(JSON.parse(readText('snippets/django-dockerfile.json')) as Record<string, Snippet>);
const bodies = snippets.map(([name, { body }]) => [name, body.join('\n')] as const);

/** The text that a person gets who accepts every suggestion. */
const expanded = (body: string): string =>
  body.replace(/\\([\\$}])|\$\{\d+:([^}]*)\}|\$\d+/g, (_, escaped?: string, value?: string) => escaped ?? value ?? '');

test('prefixes are distinct and begin alike, so that typing "django" lists them', () => {
  const prefixes = snippets.map(([, { prefix }]) => prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
  expect(prefixes.filter((prefix) => !prefix.startsWith('django-'))).toEqual([]);
});

test.each(bodies)('%s: no variable of the shell is taken for one of the snippet', (_, body) => {
  expect(body.replace(/\\\$|\$\{\d+:|\$\d/g, '')).not.toContain('$');
});

test.each(bodies)('%s: every line is an instruction that exists', (_, body) => {
  const { instructions } = parseDockerfile(expanded(body));
  expect(instructions.length).toBeGreaterThan(0);
  expect(instructions.filter(({ kind }) => kind === 'unknown')).toEqual([]);
});

describe('whole files have nothing to find', () => {
  const files = {
    '.dockerignore': '.git\n.venv\n**/__pycache__\n',
    'manage.py': '',
    'requirements.txt': 'django==5.2.8\ngunicorn==26.2.0\n',
    'pyproject.toml': '[project]\nname = "shop"\ndependencies = ["django", "gunicorn"]\n',
    'uv.lock': '',
    'poetry.lock': '',
    'config/wsgi.py': 'application = object()\n',
  };
  const config = resolveConfig(RULES, {});

  test.each(bodies.filter(([name]) => name.startsWith('Django image')))('%s', (_, body) => {
    const document = { path: 'Dockerfile', text: expanded(body) };
    const facts = factsFor(document, files);
    const { findings, detection } = analyze({ ...document, facts, config, today: '2026-11-21' });
    expect(detection.verdict).toBe('django');
    expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { analyze } from '../../server/src/engine/analyze.ts';
import { resolveConfig } from '../../server/src/engine/config/resolve.ts';
import { parseYaml, rootTable } from '../../server/src/engine/nodes/yaml.ts';
import { factsFor, type MemoryFiles } from '../../server/src/engine/project/memory.ts';
import { RULES } from '../../server/src/engine/rules/index.ts';
import { parseDockerfile } from '../../server/src/engine/syntax/parse.ts';
import { readText } from '../support/checkout.ts';
import { readFullManifest } from '../support/manifest.ts';

interface Snippet {
  readonly name: string;
  readonly prefix: string;
  readonly description: string;
  readonly body: string;
}

const snippetsOf = (file: string): readonly Snippet[] =>
  Object.entries(
    JSON.parse(readText(`snippets/${file}.json`)) as Record<string, Omit<Snippet, 'body'> & { body: string[] }>,
  ).map(([name, snippet]) => ({ ...snippet, name, body: snippet.body.join('\n') }));

const images = snippetsOf('dockerfile-images');
const parts = snippetsOf('django-dockerfile');
const services = snippetsOf('compose-services');
const [composeFile] = snippetsOf('compose-file');
const all = [...images, ...parts, ...services, ...['compose-file', 'dockerignore', 'entrypoint'].flatMap(snippetsOf)];

const STOP = /\\([\\$}])|\$\{\d+:([^}]*)\}|\$\{\d+\|([^,|]*)[^|]*\|\}|\$\d+/g;

/** The text that a person gets who accepts every suggestion. */
const expanded = (body: string): string =>
  body.replace(STOP, (_, escaped?: string, value?: string, choice?: string) => escaped ?? value ?? choice ?? '');

test('every file of snippets is offered for its language', () => {
  const offered = (readFullManifest().contributes.snippets ?? []).map(({ path }) =>
    path.replace(/^\.\/snippets\/|\.json$/g, ''),
  );
  expect([...new Set(offered)].sort()).toEqual(
    ['compose-file', 'compose-services', 'django-dockerfile', 'dockerfile-images', 'dockerignore', 'entrypoint'].sort(),
  );
});

test('prefixes are distinct and begin alike, so that typing "django" lists them', () => {
  const prefixes = all.map(({ prefix }) => prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
  expect(prefixes.filter((prefix) => !prefix.startsWith('django-'))).toEqual([]);
});

test.each(all)('$name: no variable of the shell is taken for one of the snippet', ({ body }) => {
  expect(body.replace(STOP, '')).not.toContain('$');
});

test.each(all)('$name: its stops are numbered without a gap, and the same number has the same text', ({ body }) => {
  const stops = [...body.matchAll(/(?<!\\)\$\{(\d+)([:|][^}]*)\}/g)].map(
    ([, number, text]) => [Number(number), text] as const,
  );
  const numbers = [...new Set(stops.map(([number]) => number))].sort((a, b) => a - b);
  const texts = new Set(stops.map((stop) => stop.join()));
  expect(texts.size).toBe(numbers.length);
  // Whole files number what differs from project to project, of which each has a part.
  if (!images.some((each) => each.body === body) && composeFile?.body !== body)
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
});

test.each([...images, ...parts])('$name: every line is an instruction that exists', ({ body }) => {
  const { instructions } = parseDockerfile(expanded(body));
  expect(instructions.length).toBeGreaterThan(0);
  expect(instructions.filter(({ kind }) => kind === 'unknown')).toEqual([]);
});

const PACKAGES = ['gunicorn', 'uvicorn', 'daphne', 'granian', 'celery'];

/** A project that has all that the snippets speak of. */
const PROJECT: MemoryFiles = {
  '.dockerignore': expanded(snippetsOf('dockerignore')[0]?.body ?? ''),
  'manage.py': '',
  'requirements.txt': ['django==5.2.8', ...PACKAGES.map((name) => `${name}==1.0`)].join('\n'),
  'pyproject.toml': `[project]\nname = "shop"\ndependencies = ${JSON.stringify(['django', ...PACKAGES])}\n`,
  Pipfile: '',
  'Pipfile.lock': '',
  'uv.lock': '',
  'poetry.lock': '',
  'pdm.lock': '',
  'entrypoint.sh': expanded(snippetsOf('entrypoint')[0]?.body ?? ''),
  'config/__init__.py': '',
  'config/wsgi.py': 'application = object()\n',
  'config/asgi.py': 'application = object()\n',
  'config/celery.py': 'app = object()\n',
};

const config = resolveConfig(RULES, {});

function findingsIn(text: string): readonly string[] {
  const document = { path: 'Dockerfile', text };
  const { findings, detection } = analyze({
    ...document,
    facts: factsFor(document, PROJECT),
    config,
    today: '2026-12-01',
  });
  expect(detection.verdict).toBe('django');
  return findings.map(({ rule, message }) => `${rule}: ${message}`);
}

test.each(images)('$name: nothing is found in it', ({ body }) => {
  expect(findingsIn(expanded(body))).toEqual([]);
});

/** A whole file of which each part has a part's own snippet in its place. */
const [WHOLE = ''] = images.map(({ body }) => expanded(body));

/** Where a part belongs: what it takes the place of, or the line that it stands above. */
const PLACES: Readonly<Record<string, readonly [pattern: RegExp, put: (part: string, found: string) => string]>> = {
  'Base stage': [/FROM python[\s\S]*?PATH"\n/, (part) => part],
  'Environment of Python': [/ENV PYTHONUNBUFFERED[^\n]*\n[^\n]*\\\n/, (part) => `${part.trim()} \\\n`],
  'User without rights': [/USER .*\n/, (part) => part.replace(/\bapp\b/g, 'web').replaceAll('10001', '10002')],
  'Health check': [/HEALTHCHECK[\s\S]*?\n(?=ENTRYPOINT)/, (part) => part],
  'Collect static files': [/RUN SECRET_KEY[\s\S]*?--noinput\n/, (part) => part],
  'Install requirements with a cache': [/RUN --mount=type=cache[\s\S]*?requirements\.txt\n(?=\n)/, (part) => part],
  'Secret while building': [/RUN --mount=type=cache[\s\S]*?requirements\.txt\n(?=\n)/, (part) => part],
  'Install Debian packages': [/(?<=title="app"\n)RUN apt-get[\s\S]*?lists\/\*\n/, (part) => part],
  'Copy the environment from the builder': [/COPY --from=builder.*\n/, (part) => part],
  'Entry script': [/COPY --chmod.*\n/, (part) => part.replace(/ENTRYPOINT.*\n/, '')],
};

const START = /EXPOSE 8000\n([\s\S]*)CMD \["gunicorn.*\n/;

/** A part that starts something, with the port that it listens at. */
const startedBy = (part: string): string =>
  WHOLE.replace(START, (_, between: string) =>
    part.startsWith('EXPOSE')
      ? between + part
      : `${between.replace(/HEALTHCHECK[\s\S]*?\n(?=ENTRYPOINT)/, 'HEALTHCHECK NONE\n')}${part}`,
  );

test.each(parts)('$name: nothing is found in it where it belongs', ({ name, body }) => {
  const part = `${expanded(body).trimEnd()}\n`;
  if (/^(?:EXPOSE|CMD)/.test(part)) {
    expect(findingsIn(startedBy(part))).toEqual([]);
    return;
  }
  const place = PLACES[name];
  const text = place
    ? WHOLE.replace(place[0], (found) => place[1](part, found))
    : WHOLE.replace('USER 10001', () => `${part}USER 10001`);
  expect(WHOLE).toMatch(place?.[0] ?? /USER 10001/);
  const inserted = /uv|Poetry/.test(name) ? part : text;
  if (inserted === text) expect(findingsIn(text)).toEqual([]);
  // These need the image of their manager around them.
  else expect(images.some(({ body: whole }) => expanded(whole).includes(part.split(' \\\n')[0] ?? ''))).toBe(true);
});

describe('compose', () => {
  test.each(services)('$name is a service', ({ body }) => {
    const text = `services:\n${expanded(body)
      .split('\n')
      .map((line) => `  ${line}`)
      .join('\n')}\n`;
    expect(rootTable(parseYaml(text)), text).toBeDefined();
  });

  test('the whole file has every service, and a service looks the same in both', () => {
    const whole = expanded(composeFile?.body ?? '');
    expect(rootTable(parseYaml(whole))).toBeDefined();
    for (const name of ['web', 'migrate', 'worker', 'beat', 'db', 'redis'])
      expect(whole).toMatch(new RegExp(`^ {2}${name}:$`, 'm'));
    for (const { name, body } of services) {
      const image = /image: (?:postgres|redis).*/.exec(expanded(body))?.[0];
      if (image !== undefined) expect(whole, name).toContain(image);
    }
  });
});

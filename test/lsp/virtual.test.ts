import { describe, expect, test } from 'vitest';
import { READ_DIRECTORY_REQUEST } from '../../server/src/lsp/messages.ts';
import { readArchive } from '../support/archive.ts';
import { readText } from '../support/checkout.ts';
import { OUR_EXTENSION } from '../support/lsp-client.ts';
import { startServer } from '../support/lsp-project.ts';
import { choicesOf } from '../support/scaffold-choices.ts';
import { serveFiles, type VirtualFiles } from '../support/virtual-files.ts';

const ROOT = 'vscode-vfs://github/me/shop';
const DOCKERFILE =
  'FROM python:3.12-slim\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir -r requirements.txt\n';

async function workspace(files: VirtualFiles, extras = OUR_EXTENSION) {
  const server = await startServer({ extras, folderUris: [ROOT] });
  const asked = serveFiles(server, ROOT, files);
  const uri = `${ROOT}/Dockerfile`;
  await server.open(uri, DOCKERFILE);
  const settled = async () => (await server.settled(uri)).map(({ code }) => code);
  return { server, asked, uri, settled };
}

test('a folder that only the editor can read is read through the editor', async () => {
  const { server, asked, settled } = await workspace({
    'manage.py': '',
    'requirements.txt': 'django\n',
    'django-dockerfile.toml': '[rules]\nruns-as-root = "off"\n',
  });
  const codes = await settled();
  expect(codes).toContain('source-before-deps');
  expect(codes).not.toContain('runs-as-root');
  expect(server.statuses.at(-1)?.reason).toContain('Django project');
  expect(asked.filter((question) => !question.includes(` ${ROOT}`))).toEqual([]);
});

test('a set-up is planned for a folder that only the editor can read', async () => {
  const { server } = await workspace({ 'manage.py': '', 'requirements.txt': 'django\npsycopg\n' });
  const [project] = await server.scaffoldProjects({ uri: null, stated: null });
  if (!project) throw new Error('There is no project');
  expect(project.answers.database).toMatchObject({ value: 'postgresql', from: { uri: `${ROOT}/requirements.txt` } });
  const { uri, stated } = project;
  const plan = await server.scaffoldPlan({ uri, stated, choices: choicesOf(project), beside: [], kept: [] });
  expect(plan?.files.map((file) => file.uri)).toContain(`${ROOT}/Dockerfile`);
});

test('a client without that has its text checked, and nothing is asked', async () => {
  const { asked, settled } = await workspace({ 'manage.py': '' }, { ...OUR_EXTENSION, fileSystem: false });
  expect(await settled()).toContain('runs-as-root');
  expect(asked).toEqual([]);
});

describe('the facts of a project', () => {
  const sections = readArchive(readText('test/fixtures/projects/uv-split-settings.txt'));
  const files = Object.fromEntries([...sections].filter(([name]) => !/^facts\b/.test(name)));
  const expected = (sections.get('facts') ?? '').trim().split('\n');

  test('are those that the same files on a disk have', async () => {
    const { server, uri } = await workspace(files);
    const [project, ...others] = await server.facts(uri);
    expect(others).toEqual([]);
    expect(project).toMatchObject({ name: 'shop', own: true });
    const lines = project?.facts.map(({ name, value, from: { path, line } }) =>
      value === 'no' ? `${name} no` : `${name} ${value.replaceAll(', ', ',')} ${path}:${line}`,
    );
    expect(lines?.sort()).toEqual(expected.sort());
    expect(project?.facts.map(({ from }) => from.uri)).toContain(`${ROOT}/config/wsgi.py`);
  });

  test('need no file that is too large, and nothing behind a link', async () => {
    const { server, uri, asked } = await workspace({
      ...files,
      'uv.lock': 50_000_000,
      'config/settings/local.py': { link: '/etc/passwd' },
      shared: { link: '/etc' },
    });
    const started = Date.now();
    const [project] = await server.facts(uri);
    const factOf = (wanted: string) => project?.facts.find(({ name }) => name === wanted)?.value;
    // By the manifest: what is locked nobody can tell.
    expect([factOf('django'), factOf('settingsModule')]).toEqual(['==5.2.*', 'config.settings.production']);
    expect(Date.now() - started).toBeLessThan(5_000);
    expect(asked.filter((question) => /^readFile .*(?:uv\.lock|local\.py)|\/shared\//.test(question))).toEqual([]);
    expect(server.logged).toEqual([]);
  });
});

test('typing is answered while the editor is still listing folders', async () => {
  const server = await startServer({ extras: OUR_EXTENSION, folderUris: [ROOT] });
  serveFiles(server, ROOT, { 'manage.py': '' });
  server.connection.onRequest(READ_DIRECTORY_REQUEST, () => new Promise(() => undefined));
  const uri = `${ROOT}/Dockerfile`;
  const codes = async () => {
    const report = await server.pull(uri);
    return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
  };
  await server.open(uri, DOCKERFILE);
  void server.facts(uri).catch(() => undefined);
  expect(await codes()).toContain('runs-as-root');
  await server.change(uri, `${DOCKERFILE}RUN cd /tmp\n`);
  expect(await codes()).toContain('shell-state-lost');
});

import { describe, expect, test } from 'vitest';
import type { Diagnostic, WorkspaceEdit } from 'vscode-languageserver/node';
import { OUR_EXTENSION, PLAIN, type SpawnedServer, VSCODE } from '../support/lsp-client.ts';
import { FAULTY, line, makeFolder, PROJECT, startServer, WHOLE } from '../support/lsp-project.ts';

/** The lines that an edit replaces something in. */
const touchedLines = (edit: WorkspaceEdit | undefined): readonly number[] =>
  (edit?.documentChanges ?? []).flatMap((change) =>
    'edits' in change ? change.edits.flatMap(({ range }) => [range.start.line, range.end.line]) : [],
  );

async function openFaulty(): Promise<{ server: SpawnedServer; uri: string; find: (rule: string) => Diagnostic }> {
  const folder = makeFolder(PROJECT);
  const server = await startServer({ extras: OUR_EXTENSION, folders: [folder.path] });
  const uri = folder.uri('Dockerfile');
  await server.open(uri, FAULTY);
  const items = await server.settled(uri);
  const find = (rule: string): Diagnostic => {
    const found = items.find(({ code }) => code === rule);
    if (!found) throw new Error(`${rule} is not found`);
    return found;
  };
  return { server, uri, find };
}

describe('at a finding', () => {
  test('stand its fix, the fix of its rule, two ways to silence it and its page', async () => {
    const { server, uri, find } = await openFaulty();
    const diagnostic = find('pip-cache-left');
    const actions = await server.codeActions(uri, diagnostic.range, { diagnostics: [diagnostic], only: ['quickfix'] });
    const ours = actions.filter(({ diagnostics }) => diagnostics?.some(({ code }) => code === 'pip-cache-left'));
    expect(ours.map(({ title }) => title)).toEqual([
      'Add --no-cache-dir',
      'Fix all pip-cache-left problems',
      'Ignore pip-cache-left on this line',
      'Ignore pip-cache-left in this file',
      'Show the rule pip-cache-left',
    ]);
    expect(new Set(ours.map(({ kind }) => kind))).toEqual(new Set(['quickfix']));
    expect(ours.filter(({ isPreferred }) => isPreferred).map(({ title }) => title)).toEqual(['Add --no-cache-dir']);
    expect(ours.at(-1)?.command).toMatchObject({ command: 'djangoDockerfile.showRule', arguments: ['pip-cache-left'] });
    expect(server.textAfter(uri, ours[0]?.edit)).toContain('pip install --no-cache-dir -r requirements.txt');
    expect(server.textAfter(uri, ours[2]?.edit)).toContain('# django-dockerfile ignore=pip-cache-left\nRUN pip');
    expect(server.textAfter(uri, ours[3]?.edit)).toMatch(/^# django-dockerfile ignore-file=pip-cache-left\nFROM/);
  });

  test('the ignore comment silences it', async () => {
    const { server, uri, find } = await openFaulty();
    const { range } = find('pip-cache-left');
    for (const place of ['on this line', 'in this file']) {
      const action = (await server.codeActions(uri, range)).find(
        ({ title }) => title === `Ignore pip-cache-left ${place}`,
      );
      await server.change(uri, server.textAfter(uri, action?.edit));
      expect((await server.settled(uri)).map(({ code }) => code)).not.toContain('pip-cache-left');
      await server.change(uri, FAULTY);
    }
  });

  test("the client's own diagnostic is handed back", async () => {
    const { server, uri, find } = await openFaulty();
    const mine = { ...find('pip-cache-left'), data: 'mine' };
    const [fix] = await server.codeActions(uri, mine.range, { diagnostics: [mine] });
    expect(fix?.diagnostics).toEqual([mine]);
  });

  test('edits carry the version they are for', async () => {
    const { server, uri, find } = await openFaulty();
    await server.change(uri, `${FAULTY}# more\n`);
    const [fix] = await server.codeActions(uri, find('pip-cache-left').range);
    expect(fix?.edit?.documentChanges).toMatchObject([{ textDocument: { uri, version: 2 } }]);
  });

  test('a fix that no longer applies is not offered', async () => {
    const { server, uri, find } = await openFaulty();
    const diagnostic = find('pip-cache-left');
    await server.change(uri, 'FROM python:3.12-slim\nENV PYTHONUNBUFFERED=1\n\n\n\n');
    expect(await server.codeActions(uri, diagnostic.range, { diagnostics: [diagnostic] })).toEqual([]);
  });
});

describe('kinds', () => {
  test('only what is asked for is offered', async () => {
    const { server, uri } = await openFaulty();
    const kinds = async (...only: string[]) =>
      [...new Set((await server.codeActions(uri, WHOLE, { only })).map(({ kind }) => kind))].sort();
    expect(await kinds('quickfix')).toEqual(['quickfix']);
    expect(await kinds('source')).toEqual(['source.fixAll.djangoDockerfile']);
    expect(await kinds('source.fixAll')).toEqual(['source.fixAll.djangoDockerfile']);
    expect(await kinds('source.fixAll.djangoDockerfile')).toEqual(['source.fixAll.djangoDockerfile']);
    expect(await kinds('source.fixAll.eslint')).toEqual([]);
    expect(await kinds('refactor')).toEqual([]);
    expect(await kinds('')).toEqual(['quickfix', 'source.fixAll.djangoDockerfile']);
  });

  test('source actions are left out while the cursor moves', async () => {
    const { server, uri } = await openFaulty();
    const automatic = await server.codeActions(uri, line(3), { triggerKind: 2 });
    expect(automatic.map(({ kind }) => kind)).not.toContain('source.fixAll.djangoDockerfile');
    const invoked = await server.codeActions(uri, line(3), { triggerKind: 1 });
    expect(invoked.map(({ kind }) => kind)).toContain('source.fixAll.djangoDockerfile');
  });

  test('nothing is offered where nothing is wrong', async () => {
    const { server, uri } = await openFaulty();
    expect(await server.codeActions(uri, line(1), { only: ['quickfix'] })).toEqual([]);
  });
});

/** One stage that compiles: the rewrite of `single-stage-build` applies. */
const ONE_STAGE = `FROM python:3.13-slim-trixie
RUN apt-get update && apt-get install -y --no-install-recommends gcc libpq-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi"]
`;

test('a rewrite of the file stands among the refactorings, not among the corrections', async () => {
  const folder = makeFolder(PROJECT);
  const server = await startServer({ extras: OUR_EXTENSION, folders: [folder.path] });
  const uri = folder.uri('Dockerfile');
  await server.open(uri, ONE_STAGE);
  await server.settled(uri);
  const title = 'Split into a stage that builds and a stage that runs';
  for (const only of ['refactor', 'refactor.rewrite', 'refactor.rewrite.djangoDockerfile']) {
    const [rewrite, ...more] = await server.codeActions(uri, line(0), { only: [only] });
    expect(more).toEqual([]);
    expect(rewrite).toMatchObject({ title, kind: 'refactor.rewrite.djangoDockerfile.single-stage-build' });
    expect(rewrite).not.toHaveProperty('isPreferred');
    expect(server.textAfter(uri, rewrite?.edit)).toContain('COPY --from=builder /opt/venv /opt/venv');
  }
  expect(await server.codeActions(uri, line(0), { only: ['refactor.extract'] })).toEqual([]);
  expect(await server.codeActions(uri, line(2), { only: ['refactor'] })).toEqual([]);
  const quick = (await server.codeActions(uri, line(0), { only: ['quickfix'] })).map((action) => action.title);
  expect(quick).toContain('Ignore single-stage-build on this line');
  expect(quick).not.toContain(title);
  expect(quick).not.toContain('Fix all single-stage-build problems');
  expect((await server.codeActions(uri, line(0))).map((action) => action.title)).toContain(title);
});

describe('fix all', () => {
  test('applies the safe fixes in one edit that leaves other lines alone, and then has nothing to do', async () => {
    const { server, uri } = await openFaulty();
    const [action, ...more] = await server.codeActions(uri, WHOLE, { only: ['source.fixAll.djangoDockerfile'] });
    expect(more).toEqual([]);
    const text = server.textAfter(uri, action?.edit);
    expect(text).toContain('RUN pip install --no-cache-dir -r requirements.txt\n');
    expect(text).toContain('CMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]\n');
    expect(text.split('\n')[0]).toBe(FAULTY.split('\n')[0]);
    expect(text).toContain('\nWORKDIR /app\n');
    expect(touchedLines(action?.edit)).not.toContain(0);
    await server.change(uri, text);
    await server.settled(uri);
    expect(await server.codeActions(uri, WHOLE, { only: ['source.fixAll'] })).toEqual([]);
  });

  test('review fixes stay out, but for those of a rule that is asked for by name', async () => {
    const { server, uri, find } = await openFaulty();
    const offered = await server.codeActions(uri, find('runs-as-root').range);
    expect(offered.map(({ title }) => title)).toContain('Create user app and switch to it');
    const own = offered.find(({ title }) => title === 'Fix all runs-as-root problems');
    expect(server.textAfter(uri, own?.edit)).toContain('USER');
    const [all] = await server.codeActions(uri, WHOLE, { only: ['source.fixAll'] });
    expect(server.textAfter(uri, all?.edit)).not.toContain('USER');
  });
});

test('a client of old gets plain changes', async () => {
  const folder = makeFolder(PROJECT);
  const server = await startServer({ capabilities: PLAIN, folders: [folder.path] });
  const uri = folder.uri('Dockerfile');
  await server.open(uri, FAULTY);
  const [fix] = await server.codeActions(uri, line(3));
  expect(fix?.edit?.documentChanges).toBeUndefined();
  expect(fix).not.toHaveProperty('isPreferred');
  expect(server.textAfter(uri, fix?.edit)).toContain('--no-cache-dir');
});

test('line ends stay as they are', async () => {
  const server = await startServer({ capabilities: VSCODE });
  const uri = 'untitled:Dockerfile-1';
  await server.open(uri, FAULTY.replaceAll('\n', '\r\n'));
  const [action] = await server.codeActions(uri, WHOLE, { only: ['source.fixAll'] });
  expect(server.textAfter(uri, action?.edit)).not.toMatch(/[^\r]\n/);
});

/** From the palette to the files on disk, and the ways out. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copySample } from '../../scripts/editor/sample.ts';
import { test } from '../support/runner.ts';
import { poll, type Workbench } from './workbench.ts';

export interface ScaffoldDesk {
  readonly workbench: Workbench;
  /** Shows a folder in the window. */
  readonly openFolder: (folder: string) => Promise<void>;
  /** Takes a picture for out/ui. */
  readonly shoot: (name: string) => Promise<void>;
}

/** Each goes through a row of questions. */
const LONG = { timeoutMs: 90_000 };

const COMMAND = 'Django Dockerfile: Scaffold Django Dockerfile';
const QUESTIONS = [
  'What installs the packages?',
  'Which database?',
  'Which server runs Django?',
  'What else belongs to it?',
  'Which Python?',
];
const LAST = 'Have a look; nothing is written yet';
const WRITTEN = ['.dockerignore', '.env.example', '.gitattributes', 'Dockerfile', 'compose.yaml', 'entrypoint.sh'];

export function declareScaffold({ workbench, openFolder, shoot }: ScaffoldDesk): void {
  const bare = copySample();
  for (const name of ['Dockerfile', '.dockerignore']) rmSync(join(bare, name));
  const production = join(bare, 'requirements/production.txt');
  const requirements = readFileSync(production, 'utf8');
  writeFileSync(production, requirements.replace(/^gunicorn.*\n/m, ''));
  const before = readdirSync(bare);

  test(
    'Escape at the last question writes nothing',
    async () => {
      await openFolder(bare);
      // The palette has our command once the editor has read its extensions.
      await workbench.openFile('manage.py');
      await workbench.startCommand(COMMAND);
      for (const question of QUESTIONS) {
        await workbench.readQuestion(question);
        await workbench.press('Enter');
      }
      await workbench.readQuestion(LAST);
      await workbench.readChanges();
      await workbench.press('Escape');
      await workbench.waitUntilNoQuestion();
      assert.deepEqual(readdirSync(bare), before);
    },
    LONG,
  );

  test(
    'the command asks five questions, and says why it proposes what',
    async () => {
      await workbench.startCommand(COMMAND);
      for (const [index, question] of QUESTIONS.entries()) {
        const [first = ''] = await workbench.readQuestion(question);
        await shoot(`scaffold ${question}`);
        assert.match(await workbench.questionTitle(), new RegExp(`Scaffold Django Dockerfile \\(${index + 1}/5\\)`));
        if (index === 1) assert.equal(first, 'PostgreSQL config/settings.py line 48: the settings say so');
        await workbench.press('Enter');
      }
      await workbench.readQuestion(LAST);
    },
    LONG,
  );

  test('one can go back to a question, and on again', async () => {
    await workbench.goBack();
    await workbench.readQuestion('Which Python?');
    await workbench.press('Enter');
    await workbench.readQuestion(LAST);
  });

  test('all files are shown before one of them is there', async () => {
    const files = await workbench.readChanges();
    await shoot('scaffold preview');
    assert.ok(
      files.some((file) => file.includes('Dockerfile')),
      files.join('\n'),
    );
    assert.deepEqual(readdirSync(bare), before);
  });

  test('Enter writes them, and the Dockerfile opens', async () => {
    await workbench.press('Enter');
    await workbench.waitForTab('Dockerfile');
    await workbench.waitForText(/^FROM python:/m);
    await shoot('scaffold written');
    assert.deepEqual(readdirSync(bare).sort(), [...before, ...WRITTEN].sort());
    assert.match(readFileSync(join(bare, 'compose.yaml'), 'utf8'), /postgres/);
  });

  test('what the project still needs is a page, with links', async () => {
    await workbench.answerNotification(/6 files are written/, 'Show');
    const page = await workbench.readPage('still-needed.md', /still needs/);
    await shoot('scaffold notes');
    assert.match(page, /^1\. .*gunicorn/m);
  });

  test('its link shows what would mend the project, and the page knows when that is done', async () => {
    await workbench.followLink('Add gunicorn');
    await workbench.acceptChangesOf('production.txt');
    await workbench.readPage('still-needed.md', /Nothing that could be seen/);
    await shoot('scaffold needs nothing');
    await workbench.saveAll();
    await poll('gunicorn', async () => /^gunicorn/m.test(readFileSync(production, 'utf8')) || undefined);
  });

  test(
    'a Dockerfile that is there is kept, unless somebody says otherwise',
    async () => {
      const sample = copySample();
      const own = readFileSync(join(sample, 'Dockerfile'), 'utf8');
      await openFolder(sample);
      await workbench.openFile('manage.py');
      await workbench.startCommand(COMMAND);
      for (const question of QUESTIONS) {
        await workbench.readQuestion(question);
        await workbench.press('Enter');
      }
      const options = await workbench.readQuestion('Dockerfile is there already');
      await shoot('scaffold existing file');
      assert.deepEqual(options, [
        'Keep it',
        'Replace it after a look at what changes',
        'Write Dockerfile.django beside it',
      ]);
      await workbench.press('Enter');
      await workbench.readQuestion('.dockerignore is there already');
      await workbench.press('ArrowDown', 'Enter');
      await workbench.readQuestion(LAST);
      await shoot('scaffold preview without the Dockerfile');
      await workbench.press('Enter');
      await poll('compose.yaml', async () => existsSync(join(sample, 'compose.yaml')) || undefined);
      assert.equal(readFileSync(join(sample, 'Dockerfile'), 'utf8'), own);
      assert.ok(!existsSync(join(sample, 'Dockerfile.django')));
    },
    LONG,
  );

  test(
    'without manage.py it says so, and takes the names of a package and of settings',
    async () => {
      const sample = copySample();
      rmSync(join(sample, 'manage.py'));
      const there = readdirSync(sample);
      await openFolder(sample);
      await workbench.openFile('README.md');
      await workbench.startCommand(COMMAND);
      await workbench.readQuestion('There is no manage.py in bookshop');
      await workbench.type('my-shop');
      await workbench.press('Enter');
      await workbench.readQuestion('This is no name that Python could import');
      await shoot('scaffold without manage.py');
      await workbench.press('Control+a');
      await workbench.type('config');
      await workbench.press('Enter');
      await workbench.readQuestion('Which module has the settings?');
      await shoot('scaffold settings');
      await workbench.press('Enter');
      await workbench.readQuestion('What installs the packages?');
      await workbench.press('Escape');
      await workbench.waitUntilNoQuestion();
      assert.deepEqual(readdirSync(sample), there);
    },
    LONG,
  );
}

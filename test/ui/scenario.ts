/** One sitting at the sample project; every step goes on where the one before ended. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '../support/runner.ts';
import { poll, type Workbench } from './workbench.ts';

export interface Desk {
  readonly workbench: Workbench;
  /** The folder that is open. */
  readonly project: string;
  /** Takes a picture for out/ui. */
  readonly shoot: (name: string) => Promise<void>;
}

export function declareScenario({ workbench, project, shoot }: Desk): void {
  const savedText = () => readFileSync(join(project, 'Dockerfile'), 'utf8');
  const before = savedText();
  const windows = join(project, 'windows');
  mkdirSync(windows);
  writeFileSync(join(windows, 'start.sh'), '#!/bin/sh\r\nexec gunicorn config.wsgi\r\n');
  writeFileSync(join(windows, 'windows.Dockerfile'), STARTS_A_SCRIPT);

  test('the Dockerfile shows squiggles', async () => {
    await workbench.openFile('Dockerfile');
    await workbench.waitForSquiggle('warning');
    await shoot('squiggles');
  });

  test('the lightbulb at runs-as-root offers its fix', async () => {
    await workbench.goToProblem('runs-as-root');
    const titles = await workbench.openLightbulb();
    await shoot('lightbulb');
    assert.ok(titles.includes(USER_FIX), `"${USER_FIX}" is not among: ${titles.join(' | ')}`);
  });

  test('a click on the fix changes the text, and the finding goes away', async () => {
    await workbench.chooseFix(USER_FIX);
    await workbench.waitForText(/^USER \d+$/m);
    await workbench.waitUntilNoProblem('runs-as-root');
    await shoot('fixed');
    await workbench.save();
    assert.notEqual(savedText(), before);
    assert.match(savedText(), /^USER \d+$/m);
  });

  test('the status shows what is known of the project, and where from', async () => {
    await workbench.openFile('Dockerfile');
    const rows = await workbench.readStatus(/Settings: config\.settings/);
    await shoot('status');
    assert.ok(
      rows.some((row) => /Django: .*requirements\/base\.txt:\d+/.test(row)),
      rows.join('\n'),
    );
  });

  test('a link there opens the file that says so', async () => {
    await workbench.clickStatusLink('config/wsgi.py');
    await workbench.waitForTab('wsgi.py');
    await workbench.waitForText(/DJANGO_SETTINGS_MODULE/);
    await shoot('place-of-a-fact');
    await workbench.closeTab('wsgi.py');
  });

  test('"Show Facts" opens the page with all of them', async () => {
    await workbench.readStatus(/Settings: config\.settings/);
    await workbench.clickStatusLink('Show Facts');
    const page = await workbench.readPage('facts.md', /Project facts/);
    await shoot('facts');
    assert.match(page, /Settings +\| `config\.settings`/);
    await workbench.closeTab('facts.md');
  });

  test('the hover explains the finding', async () => {
    await workbench.goToProblem('pip-cache-left');
    const text = await workbench.hoverAtCursor(/pip-cache-left/);
    await shoot('hover');
    assert.match(text, /layer/i);
  });

  test('the link in the hover opens the page of the rule', async () => {
    await workbench.clickCodeInHover('pip-cache-left');
    const page = await workbench.readPage('pip-cache-left.md', /pip-cache-left/);
    await shoot('rule-page');
    assert.match(page, /layer/i);
    await workbench.closeTab('pip-cache-left.md');
  });

  test('so does the link in the Problems view', async () => {
    await workbench.clickCodeInProblems('pip-cache-left');
    await workbench.readPage('pip-cache-left.md', /pip-cache-left/);
    await shoot('rule-page-from-problems');
    await workbench.closeTab('pip-cache-left.md');
    await workbench.closePanel();
  });

  test('a fix of another file asks first, and gives the file other line ends', async () => {
    // Its problems would push those of the next file out of sight.
    await workbench.closeTab('Dockerfile');
    await workbench.openFile('windows.Dockerfile');
    await workbench.goToProblem('entrypoint-bad-interpreter');
    await workbench.openQuickFixes();
    await workbench.chooseFix(LINE_END_FIX);
    await shoot('preview');
    await workbench.acceptChangesOf('start.sh');
    await workbench.waitUntilNoProblem('entrypoint-bad-interpreter');
    await workbench.saveAll();
    const saved = await poll('start.sh with other line ends', async () => {
      const text = readFileSync(join(windows, 'start.sh'), 'utf8');
      return text.includes('\r') ? undefined : text;
    });
    assert.equal(saved, '#!/bin/sh\nexec gunicorn config.wsgi\n');
  });
}

const STARTS_A_SCRIPT =
  'FROM python:3.14-slim-trixie\nCOPY --chmod=0755 start.sh /start.sh\nENTRYPOINT ["/start.sh"]\n';
const LINE_END_FIX = 'End the lines of start.sh with LF';
const USER_FIX = 'Create user app and switch to it';

import assert from 'node:assert/strict';
import { test } from '../../support/runner.ts';
import { hoverText, openFile, positionOf, waitFor, waitForRule } from './editor.ts';

const TEXT = 'FROM python:3.13-slim\nRUN pip install --no-cache-dir django==5.2.17\nCMD ["gunicorn", "config.wsgi"]\n';

test('hovering over a finding says why it matters', async (context) => {
  const { document } = await openFile(context, 'Dockerfile', TEXT);
  const finding = await waitForRule(document.uri, 'runs-as-root');
  const text = await hoverText(document.uri, finding.range.start);
  assert.match(text, /Without USER, Django and everything it starts run as root/);
});

test('hovering over an instruction or a known command lists the practices that apply there', async (context) => {
  const { document } = await openFile(context, 'Dockerfile', TEXT);
  const runText = await waitFor('a hover', () => hoverText(document.uri, positionOf(document, 'RUN')));
  assert.match(runText, /consecutive-runs/);
  const pipText = await hoverText(document.uri, positionOf(document, 'pip install'));
  assert.match(pipText, /pip-cache-left/);
});

test('hovering over anything else shows nothing of ours', async (context) => {
  const { document } = await openFile(context, 'Dockerfile', TEXT);
  await waitForRule(document.uri, 'runs-as-root');
  assert.equal(await hoverText(document.uri, positionOf(document, 'django')), '');
});

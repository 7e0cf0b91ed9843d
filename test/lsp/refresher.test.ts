import { beforeEach, expect, test, vi } from 'vitest';
import type { Connection } from 'vscode-languageserver';
import { clientFeatures } from '../../server/src/lsp/features.ts';
import { Refresher } from '../../server/src/lsp/refresher.ts';
import { PLAIN, VSCODE } from '../support/lsp-client.ts';

/** A refresher of a client, and what that was asked to do. */
function refresher(capabilities = VSCODE) {
  const asked: string[] = [];
  const connection = {
    languages: { diagnostics: { refresh: async () => void asked.push('diagnostics') } },
    sendNotification: async () => void asked.push('facts'),
    console: { error: (message: string) => asked.push(message) },
  } as unknown as Connection;
  const features = clientFeatures({ processId: null, rootUri: null, capabilities });
  return { refresher: new Refresher(connection, features), asked };
}

beforeEach(() => {
  vi.useFakeTimers();
  return () => void vi.useRealTimers();
});

test('changes that arrive together are one reason to ask', () => {
  const { refresher: each, asked } = refresher();
  for (let change = 0; change < 5; change++) each.diagnostics('now');
  vi.advanceTimersByTime(50);
  expect(asked).toEqual(['diagnostics']);
  each.diagnostics('now');
  vi.advanceTimersByTime(50);
  expect(asked).toEqual(['diagnostics', 'diagnostics']);
});

test('typing is one reason when it pauses', () => {
  const { refresher: each, asked } = refresher();
  for (let key = 0; key < 20; key++) {
    each.diagnostics('typing');
    vi.advanceTimersByTime(100);
  }
  expect(asked).toEqual([]);
  vi.advanceTimersByTime(300);
  expect(asked).toEqual(['diagnostics']);
});

test('what happens while somebody types does not wait for the pause, and typing does not put it off', () => {
  const { refresher: each, asked } = refresher();
  each.diagnostics('typing');
  each.diagnostics('now');
  each.diagnostics('typing');
  vi.advanceTimersByTime(50);
  expect(asked).toEqual(['diagnostics']);
  vi.advanceTimersByTime(1000);
  expect(asked).toEqual(['diagnostics']);
});

test('facts are told about once somebody has been told them', () => {
  const { refresher: each, asked } = refresher();
  each.facts('now');
  vi.advanceTimersByTime(50);
  expect(asked).toEqual([]);
  each.factsTold();
  each.facts('now');
  vi.advanceTimersByTime(50);
  expect(asked).toEqual(['facts']);
});

test('a client that does not ask for diagnostics is not asked to', () => {
  const { refresher: each, asked } = refresher(PLAIN);
  each.diagnostics('now');
  vi.advanceTimersByTime(50);
  expect(asked).toEqual([]);
});

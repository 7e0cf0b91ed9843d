import { expect, test } from 'vitest';
import { clientFeatures } from '../../server/src/lsp/features.ts';
import type { ServerHost } from '../../server/src/lsp/host.ts';
import { ruleLinks } from '../../server/src/lsp/rule-links.ts';
import { OUR_EXTENSION, VSCODE } from '../support/lsp-client.ts';

const host = (page: string | undefined): ServerHost => ({
  reader: () => undefined,
  today: () => '2026-11-21',
  rulePageFile: () => page,
});

const features = (initializationOptions: unknown) =>
  clientFeatures({ processId: null, rootUri: null, capabilities: VSCODE, initializationOptions });

test('our extension has pages of its own, and a command that shows them', () => {
  const links = ruleLinks(features(OUR_EXTENSION), host('file:///docs/x.md'));
  expect(links.page('runs-as-root')).toBe('django-dockerfile:/rules/runs-as-root.md');
  expect(links.hover('runs-as-root')).toBe('command:djangoDockerfile.showRule?%5B%22runs-as-root%22%5D');
});

test('other editors get the file, where there is one', () => {
  const links = ruleLinks(features({}), host('file:///docs/x.md'));
  expect([links.page('x'), links.hover('x')]).toEqual(['file:///docs/x.md', 'file:///docs/x.md']);
  const none = ruleLinks(features({}), host(undefined));
  expect([none.page('x'), none.hover('x')]).toEqual([undefined, undefined]);
});

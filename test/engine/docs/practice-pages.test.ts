import { describe, expect, test } from 'vitest';
import { analyze } from '../../../server/src/engine/analyze.ts';
import { resolveConfig } from '../../../server/src/engine/config/resolve.ts';
import {
  renderPracticeHover,
  renderPracticePage,
  renderPracticesIndex,
} from '../../../server/src/engine/docs/practice-pages.ts';
import { PRACTICES } from '../../../server/src/engine/practices/index.ts';
import { noFacts } from '../../../server/src/engine/project/facts.ts';
import { RULES } from '../../../server/src/engine/rules/index.ts';
import { filesBelow } from '../../support/checkout.ts';

const TODAY = '2026-12-01';

/** What the project's documents ask for: each has a page, a hover and, where it can be checked, a rule. */
const ASKED = [
  'multi-stage-builds',
  'base-image',
  'layer-order',
  'dockerignore',
  'non-root',
  'secrets',
  'static-files',
  'server-and-workers',
  'combining-layers',
  'scanning',
  'reproducibility',
  'layer-model',
  'buildkit',
  'distroless',
  'health-and-configuration',
  'uv',
  'wheels',
  'entrypoint',
];

test('every practice has its page', () => {
  expect(PRACTICES.map(({ id }) => id)).toEqual(ASKED);
  const pages = filesBelow('docs/practices', '.md').map((path) => path.replace(/^.*\/|\.md$/g, ''));
  expect(pages.sort()).toEqual([...ASKED, 'README'].sort());
});

/** Rules about what no practice speaks of. */
const APART = ['architecture-path', 'unused-ignore', 'workdir-missing', 'poetry-venv-lost'];

test('every rule checks a practice', () => {
  const checked = new Set(PRACTICES.flatMap(({ rules }) => rules));
  expect(RULES.map(({ id }) => id).filter((id) => !checked.has(id) && !APART.includes(id))).toEqual([]);
});

describe.each(PRACTICES)('$id', (practice) => {
  test('its rules are there, and so is something to hover over', () => {
    const ids = new Set(RULES.map(({ id }) => id));
    expect(practice.rules.filter((id) => !ids.has(id))).toEqual([]);
    expect(Object.values(practice.subjects).flat().length).toBeGreaterThan(0);
    expect(renderPracticesIndex()).toContain(`(${practice.id}.md)`);
  });

  test.runIf(practice.language === 'dockerfile')('its rules find nothing in its example', () => {
    const rules = RULES.filter(({ id }) => practice.rules.includes(id));
    const input = { text: practice.example, path: 'Dockerfile', facts: noFacts, config: resolveConfig(RULES, {}) };
    const { findings, failures } = analyze({ ...input, today: TODAY, rules });
    expect(failures).toEqual([]);
    expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  test('its page tells what, why and how', () => {
    const page = renderPracticePage(practice, RULES);
    expect(page).toContain(practice.example.trimEnd());
    for (const heading of ['What it does', 'Why it matters for Django', 'Rules that check it'])
      expect(page).toContain(`## ${heading}`);
  });
});

test('a hover says what is known of the place, and leads on', () => {
  const [first, second] = PRACTICES.filter(({ id }) => id === 'base-image' || id === 'reproducibility');
  if (!first || !second) throw new Error('they are gone');
  const links = { practice: (id: string) => `p:${id}`, rule: () => undefined };
  const text = renderPracticeHover(
    [first, second],
    RULES.slice(0, 1),
    ['Python 3.11 gets security fixes until 2027-10-31'],
    links,
  );
  expect(text).toContain('**[The base image](p:base-image)**');
  expect(text).toContain('- Python 3.11 gets');
  expect(text).toContain('See also [Builds that can be repeated](p:reproducibility)');
  expect(text).toContain(`Rules: \`${RULES[0]?.id}\``);
});

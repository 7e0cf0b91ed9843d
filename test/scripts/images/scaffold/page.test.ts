import { expect, test } from 'vitest';
import { renderScaffoldPage } from '../../../../scripts/images/scaffold/page.ts';

test('a row for each project, and each check once', () => {
  const outcome = { megabytes: 150, naiveMegabytes: 500, buildSeconds: 61.4, rebuildSeconds: 4.6 };
  const page = renderScaffoldPage(
    [
      { title: 'pip, gunicorn', checks: ['it builds', 'it answers'], ...outcome },
      { title: 'uv, daphne', checks: ['it builds'], ...outcome },
    ],
    'Buildah',
  );
  expect(page).toContain('| pip, gunicorn | 2 | 150 | 500 | 30 % | 61 | 5 |\n| uv, daphne | 1 |');
  expect(page.match(/^- it builds$/gm)).toHaveLength(1);
  expect(page).toContain('- it answers\n');
  expect(page).toContain('Built with Buildah.');
});

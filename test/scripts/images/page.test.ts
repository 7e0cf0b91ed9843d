import { expect, test } from 'vitest';
import { gone } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';
import { renderProof } from '../../../scripts/images/proof/page.ts';
import { RULES } from '../../../server/src/engine/rules/index.ts';

test('the page of proofs says what each case shows', () => {
  const cases = imageCases('pip-cache-left', {
    'a plain install': {
      quick: true,
      before: '',
      alike: { files: ['/root/.cache'] },
      claims: [gone('/root/.cache/pip')],
    },
    'one of Alpine': { before: '', unbuilt: 'there is no Alpine here', claims: [gone('/sbin/apk')] },
    'a broken one': { before: '', mends: { at: { run: 'true' }, message: /./ } },
    'one that fails unseen': { before: '', stops: /./ },
  });
  const documents = {
    'all of a file': {
      before: '',
      steps: [{ take: 'runs-as-root' }, { for: 'CMD', write: 'ENTRYPOINT' }],
      claims: [gone('/root/.cache/pip')],
    },
  };
  const page = renderProof(RULES, [cases], documents, {
    unchanged: { 'inline-comment': 'it moves a comment' },
    unprovable: {},
    limits: { Heredocs: { why: 'too new', coveredBy: 'test/' } },
  });
  const rows = page.split('\n').filter((line) => /^\| (?:\[|Heredocs|all of)/.test(line));
  expect(rows).toEqual([
    '| [`pip-cache-left`](rules/pip-cache-left.md) | a plain install | the images are alike but for `/root/.cache`; `/root/.cache/pip` is gone | yes |',
    '| [`pip-cache-left`](rules/pip-cache-left.md) | one of Alpine | only the image after is built: there is no Alpine here; `/sbin/apk` is gone |  |',
    '| [`pip-cache-left`](rules/pip-cache-left.md) | a broken one | a command in the image fails before, and works after |  |',
    '| [`pip-cache-left`](rules/pip-cache-left.md) | one that fails unseen | something fails unseen before, and stops the build after |  |',
    '| all of a file | [`runs-as-root`](rules/runs-as-root.md) | 1 place | `/root/.cache/pip` is gone |  |',
    '| [`inline-comment`](rules/inline-comment.md) | it moves a comment |',
    '| Heredocs | too new | `test/` |',
  ]);
});

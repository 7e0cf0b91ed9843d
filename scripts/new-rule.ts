/** `npm run new-rule <id> [category]`: writes a rule's file and its test, both unfinished until every FIXME is answered. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readManifest, root } from './editor/checkout.ts';
import { listRuleFiles, rulePath, ruleTestPath } from './generate/rule-files.ts';
import { readRequest } from './new-rule/request.ts';
import { ruleSource, ruleTestSource } from './new-rule/templates.ts';

const request = readRequest(
  process.argv.slice(2),
  listRuleFiles(root).map(({ id }) => id),
);
if ('problem' in request) {
  console.error(request.problem);
  process.exit(2);
}

const files = [
  { path: rulePath(request), source: ruleSource(request, readManifest().version) },
  { path: ruleTestPath(request), source: ruleTestSource(request) },
];
for (const { path } of files) {
  if (existsSync(join(root, path))) {
    console.error(`${path} exists already; nothing was written.`);
    process.exit(2);
  }
}
for (const { path, source } of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), source);
  console.log(`wrote ${path}`);
}
const generated = spawnSync(process.execPath, [join(root, 'scripts/generate.ts')], { stdio: 'inherit' });
console.log('Answer every FIXME in the two files; CONTRIBUTING.md walks through a rule.');
process.exitCode = generated.status ?? 1;

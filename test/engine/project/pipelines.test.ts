import { describe, expect, test } from 'vitest';
import { parseYaml, rootTable } from '../../../server/src/engine/nodes/yaml.ts';
import { gitlabBuilds, makefileBuilds, workflowBuilds } from '../../../server/src/engine/project/pipelines.ts';

const tableOf = (text: string) => {
  const root = rootTable(parseYaml(text));
  if (!root) throw new Error('no table');
  return root;
};
const shown = (builds: readonly { context: string; dockerfile: string | undefined }[]) =>
  builds.map(({ context, dockerfile }) => [context, dockerfile]);
const workflow = (step: string, job = ''): string =>
  `on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n${job}    steps:\n      - uses: actions/checkout@v5\n      - ${step}\n`;

describe('GitHub', () => {
  test.each([
    ['run: docker build -f docker/D .', [['.', 'docker/D']]],
    ['run: |\n          docker build web\n          docker push x', [['web', undefined]]],
    [
      'uses: docker/build-push-action@v6\n        with: {context: ./web, file: ./web/D, push: true}',
      [['./web', './web/D']],
    ],
    ['uses: docker/build-push-action@v6\n        with: {push: true}', [['.', undefined]]],
    ['uses: docker/build-push-action@v6\n        with: {context: "${{ matrix.dir }}"}', []],
    ['uses: docker/build-push-action@v6\n        with: {file: "${{ matrix.file }}"}', []],
    ['uses: docker/setup-buildx-action@v3\n        with: {context: x}', []],
    ['uses: docker/build-push-action@v6', []],
    ['run: docker build ${{ matrix.dir }}', []],
    ['run: docker build .\n        working-directory: web', []],
  ])('%s', (step, expected) => {
    expect(shown(workflowBuilds(tableOf(workflow(step))))).toEqual(expected);
  });

  test('commands that run in another folder tell nothing', () => {
    const step = 'run: docker build .';
    const defaults = 'defaults: {run: {working-directory: web}}\n';
    expect(workflowBuilds(tableOf(defaults + workflow(step)))).toEqual([]);
    expect(workflowBuilds(tableOf(workflow(step, `    ${defaults}`)))).toEqual([]);
  });

  test.each(['jobs: []', 'jobs: {a: 1, b: {steps: 3}, c: {steps: [1, {run: [x]}]}}', 'on: push'])('%s', (text) => {
    expect(workflowBuilds(tableOf(text))).toEqual([]);
  });
});

test('GitLab: the lines of a job, together', () => {
  const text =
    'stages: [build]\nimage: docker\nbuild:\n  before_script: [docker login]\n  script:\n    - docker build -f web/D web\nother:\n  before_script: cd web\n  script: docker build .\nnested:\n  script: [[docker build nested]]\n';
  expect(shown(gitlabBuilds(tableOf(text)))).toEqual([
    ['web', 'web/D'],
    ['nested', undefined],
  ]);
});

test('make: each line of a recipe for itself', () => {
  const text =
    'build:\n\t@docker build -t x \\\n\t  -f D .\n\tcd web && docker build .\n\t-docker build $(DIR)\n\tdocker build web\ndocker build top\n';
  expect(shown(makefileBuilds(text))).toEqual([
    ['.', 'D'],
    ['web', undefined],
  ]);
});

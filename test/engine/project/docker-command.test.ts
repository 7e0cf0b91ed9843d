import { describe, expect, test } from 'vitest';
import { buildsIn } from '../../../server/src/engine/project/docker-command.ts';
import { parseScript } from '../../../server/src/engine/shell/parse.ts';
import { PlacedText } from '../../../server/src/engine/shell/text.ts';

const builds = (text: string) =>
  buildsIn(parseScript(new PlacedText(text, 0))).map(({ context, dockerfile }) => [context, dockerfile]);

describe('a build', () => {
  test.each([
    ['docker build .', '.', undefined],
    ['docker build -t shop:1 -f docker/Dockerfile .', '.', 'docker/Dockerfile'],
    ['docker build backend --file=backend/Dockerfile.prod', 'backend', 'backend/Dockerfile.prod'],
    ['docker buildx build --platform linux/amd64 --push --tag x ./web', './web', undefined],
    ['docker image build --build-arg A="$B" .', '.', undefined],
    ['sudo podman build -q web', 'web', undefined],
    ['set -e\nDOCKER_BUILDKIT=1 docker build \\\n  --no-cache \\\n  . && docker push x', '.', undefined],
  ])('%s', (text, context, dockerfile) => {
    expect(builds(text)).toEqual([[context, dockerfile]]);
  });
});

test.each([
  ['a context that a variable gives', 'docker build "$DIR"'],
  ['a file that a variable gives', 'docker build -f "$FILE" .'],
  ['an option that is not known', 'docker build --new thing .'],
  ['options of a variable', 'docker build $OPTIONS .'],
  ['another folder', 'cd web && docker build .'],
  ['a context from standard input', 'docker build - < Dockerfile'],
  ['no context', 'docker build'],
  ['two', 'docker build a b'],
  ['another command', 'docker run build .'],
  ['compose', 'docker compose build .'],
  ['another program', 'echo docker build .'],
])('%s tells nothing', (_, text) => {
  expect(builds(text)).toEqual([]);
});

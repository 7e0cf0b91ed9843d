import { describe, expect, test } from 'vitest';
import { lastOf, stageOf } from './support.ts';

test('every instruction keeps its node, its place and the state in front of it', () => {
  const stage = stageOf(`FROM python:3
ARG A
ENV B=1
LABEL c=d
USER e
WORKDIR /f
EXPOSE 80
VOLUME /g
STOPSIGNAL SIGINT
MAINTAINER h
SHELL ["sh", "-c"]
ONBUILD RUN i
RUN j
COPY k l
ADD m n
HEALTHCHECK NONE
ENTRYPOINT ["o"]
CMD ["p"]
FORM q
`);
  expect(stage.instructions.map((each) => each.kind)).toEqual([
    ...['arg', 'env', 'label', 'user', 'workdir', 'expose', 'volume', 'stopsignal', 'maintainer', 'shell', 'onbuild'],
    ...['run', 'copy', 'add', 'healthcheck', 'entrypoint', 'cmd', 'unknown'],
  ]);
  for (const [index, each] of stage.instructions.entries()) {
    expect(each.index).toBe(index);
    expect(each.span).toBe(each.node.span);
    expect(each.kind).toBe(each.node.kind);
  }
});

describe('what is worked out when asked for', () => {
  test('is the same each time', () => {
    const run = lastOf('run', 'FROM python\nRUN --mount=type=cache,target=/x pip install a\n');
    expect(run.script).toBe(run.script);
    expect(run.mounts).toBe(run.mounts);
    const copy = lastOf('copy', 'FROM python\nCOPY a b\n');
    expect(copy.copy).toBe(copy.copy);
  });
});

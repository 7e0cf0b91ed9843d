import rule from '../../../server/src/engine/rules/correctness/architecture-path.ts';
import { testRule } from '../../support/rule-tester.ts';

const SLIM = 'FROM python:3.13-slim-trixie\n';
const PRELOAD = 'ENV LD_PRELOAD=/usr/lib/x86_64-linux-gnu/libjemalloc.so.2\n';

testRule(rule, {
  valid: {
    'no such path': `${SLIM}COPY --from=x /usr/lib/libpq.so.5 /usr/lib/\nENV LD_LIBRARY_PATH=/usr/local/lib\n`,
    'the platform is fixed': `FROM --platform=linux/amd64 python:3.13\n${PRELOAD}`,
    'the platform of the parent is fixed': `FROM --platform=linux/amd64 python:3.13 AS base\n\nFROM base\n${PRELOAD}`,
    'both are named': `${SLIM}ENV LD_LIBRARY_PATH=/usr/lib/x86_64-linux-gnu:/usr/lib/aarch64-linux-gnu\n`,
    'the shell finds out': `${SLIM}RUN ln -s /usr/lib/$(uname -m)-linux-gnu/libjemalloc.so.2 /usr/lib/\n`,
    'a variable': `${SLIM}ARG TRIPLET\nENV LD_PRELOAD=/usr/lib/$TRIPLET/libjemalloc.so.2\n`,
    'a file for one kind': { code: `${SLIM}${PRELOAD}`, path: 'Dockerfile.amd64' },
    'a stage for one kind': `${SLIM.trim()} AS runtime-arm64\nENV LD_PRELOAD=/usr/lib/aarch64-linux-gnu/libjemalloc.so.2\n`,
    'a name that only looks like it': `${SLIM}ENV TOOL=x86_64-linux-gnu-gcc\n`,
    'another instruction': `${SLIM}LABEL path=/usr/lib/x86_64-linux-gnu/\n`,
  },
  invalid: {
    'a library is preloaded': {
      code: `${SLIM}ENV LD_PRELOAD=«/usr/lib/x86_64-linux-gnu/libjemalloc.so.2»\n`,
      message: 'x86_64-linux-gnu is a folder of one kind of processor: on ARM machines this path does not exist',
    },
    'a library is copied: one finding': {
      code: `${SLIM}COPY --from=builder «/usr/lib/aarch64-linux-gnu/libpq.so.5» /usr/lib/aarch64-linux-gnu/\n`,
      message: 'aarch64-linux-gnu is a folder of one kind of processor: on Intel machines this path does not exist',
    },
    'as the place of a copy': { code: `${SLIM}COPY libmagic.so «/lib/x86_64-linux-gnu»\n` },
    'among others': { code: `${SLIM}ENV A=b \\\n    LD_LIBRARY_PATH=«"/opt/lib:/usr/lib/x86_64-linux-gnu"»\n` },
    'a platform that the build gives': {
      code: `FROM --platform=$TARGETPLATFORM python:3.13\nENV X=«/usr/lib/arm-linux-gnueabihf/x.so»\n`,
    },
  },
});

import type { HandKept } from '../../scripts/images/proof/types.ts';

/**
 * What docs/proof.md says besides the cases. Rules come here only when no case is possible: test/contract/proof.test.ts holds how many
 * may stand in `unprovable`, and that number only falls.
 */
const kept: HandKept = {
  unchanged: {},
  unprovable: {
    'credentials-in-url': {
      why: 'the fix mounts the secret as a variable (`env=`), which Buildah 1.28 refuses',
      coveredBy: 'test/rules/security/credentials-in-url.test.ts',
    },
  },
  limits: {
    Heredocs: {
      why: 'Buildah 1.28 does not read them',
      coveredBy: 'test/engine/syntax/heredoc.test.ts',
    },
    'A comment behind a JSON array': {
      why: 'Buildah reads the array, BuildKit runs all of it in a shell',
      coveredBy: 'test/engine/syntax/parse.test.ts',
    },
    'Two stages of the same name': {
      why: 'Buildah takes the last one, BuildKit refuses the file',
      coveredBy: 'test/engine/model/stage-graph.test.ts',
    },
    '`COPY --link`, `--parents`, `--exclude`, `ADD --checksum`, `RUN --network`, `env=` of a secret mount, `HEALTHCHECK --start-interval`':
      {
        why: 'newer than Buildah 1.28, which refuses them',
        coveredBy: 'test/engine/syntax/',
      },
    'A relative target of `RUN --mount`': {
      why: 'Buildah wants an absolute one, BuildKit takes it from the working folder',
      coveredBy: 'test/engine/fix/',
    },
    'Python 3.10, 3.12 and 3.14': {
      why: 'Debian 12 has 3.11 and Debian 13 has 3.13, and there is no registry to get images from',
      coveredBy: 'test/engine/model/python.test.ts',
    },
    'Full images such as `python:3.13`': {
      why: 'their hundreds of packages would take longer to install than all cases to run',
      coveredBy: 'test/engine/data/images.test.ts',
    },
    'Alpine and Windows images': {
      why: 'not made of Debian packages, and there is no registry to get them from',
      coveredBy: 'test/engine/data/images.test.ts',
    },
    'Images of PostgreSQL, MariaDB and Redis': {
      why: 'there is no registry to get the images from: the servers that scaffolded projects talk to are those of Debian 13',
      coveredBy: 'scripts/images/scaffold/helpers/servers.Dockerfile',
    },
    'MySQL itself': {
      why: 'Debian has no package of it: MariaDB answers in its place',
      coveredBy: 'scripts/images/scaffold/helpers/servers.Dockerfile',
    },
    '`docker compose up`': {
      why: 'it needs a daemon: Compose reads the file, and the tests start what it makes of it, in that order',
      coveredBy: 'scripts/images/scaffold/checks/services.ts',
    },
    "BuildKit's own checks": {
      why: 'they need BuildKit: our rules of the same names find nothing in what is scaffolded',
      coveredBy: 'test/engine/scaffold/',
    },
    'A script without `#!`': {
      why: 'Buildah tries again with sh, runc ends with “exec format error”',
      coveredBy: 'test/rules/runtime/entrypoint-bad-interpreter.test.ts',
    },
    'The times between health checks': {
      why: 'Buildah writes the check down and never runs it: the tests run its command',
      coveredBy: 'test/rules/runtime/',
    },
  },
};

export default kept;

export const ENTRYPOINT = `#!/bin/sh
set -eu

# Off by default: with more than one replica, run the one-shot "migrate" service instead.
if [ "\${MIGRATE_ON_START:-0}" = "1" ]; then
    python manage.py migrate --noinput
fi

exec "$@"
`;

/** A script with Windows' line ends does not start in a container. */
export const GIT_ATTRIBUTES = '*.sh text eol=lf\n';

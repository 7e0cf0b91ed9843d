/** Options of every uv command (uv 0.13). */
export const UV_ALWAYS = `
  -n --no-cache --no-cache-dir, --cache-dir=, --managed-python, --no-managed-python, --no-python-downloads, -q --quiet
  -v --verbose, --color=, --system-certs, --native-tls, --offline, --allow-insecure-host --trusted-host=, --no-progress
  --directory=, --project=, --config-file=, --no-config, -p --python=, --python-preference=, --python-fetch=, -h --help
  -V --version, --preview`;

/** Options of the commands that resolve or install packages. */
export const UV_INDEXES = `
  --index=, --default-index=, -i --index-url=, --extra-index-url=, -f --find-links=, --no-index, --index-strategy=
  --keyring-provider=, -U --upgrade, -P --upgrade-package=, --upgrade-group=, --resolution=, --prerelease=
  --prerelease-package=, --fork-strategy=, --exclude-newer=, --exclude-newer-package=, --no-sources, --no-sources-package=
  --reinstall-package=, --link-mode=, --compile-bytecode --compile, --no-build-isolation, --no-build-isolation-package=
  -C --config-setting --config-settings=, --config-settings-package=, --refresh-package=`;

#!/usr/bin/env bash
# Turns a root file system like debian:<suite>-slim into one like that of distroless Python: Debian's interpreter, and no shell, no
# package manager, no tools.
#
#   distroless.sh TARGET
set -euo pipefail
target=$1
export DEBIAN_FRONTEND=noninteractive LC_ALL=C

cp /etc/resolv.conf "$target/etc/resolv.conf"
chroot "$target" apt-get update -qq
chroot "$target" apt-get install -qq -y --no-install-recommends ca-certificates python3 tzdata > /dev/null
# It is `env` by which the tests start a program in a container.
find "$target"/usr/{bin,sbin,local/bin,local/sbin} ! -type d ! -name 'python3*' ! -name env -delete
rm -rf "$target"/usr/share/perl* "$target"/usr/lib/{apt,dpkg} "$target"/var/{cache,lib,log}/{apt,dpkg} "$target/etc/resolv.conf"

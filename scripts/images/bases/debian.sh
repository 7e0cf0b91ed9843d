#!/usr/bin/env bash
# A root file system like that of debian:<suite>-slim.
#
#   debian.sh SUITE TARGET [MIRROR]
set -euo pipefail
suite=$1 target=$2
export DEBIAN_FRONTEND=noninteractive LC_ALL=C

debootstrap --variant=minbase "$suite" "$target" "${@:3}"

# It has written down the mirror it used, which is its own choice where none was given.
mirror=$(awk '/^deb /{print $2; exit}' "$target/etc/apt/sources.list")
cat > "$target/etc/apt/sources.list" <<SOURCES
deb $mirror $suite main
deb $mirror $suite-updates main
deb ${mirror%/debian}/debian-security $suite-security main
SOURCES
# How this machine reaches its mirror: proxies, dates that are not checked. Without what belongs to a running desktop.
apt-config dump --no-empty --format '%F "%v";%n' Acquire |
  grep -E '^Acquire::(https?|Check-|Retries|ForceIPv)' > "$target/etc/apt/apt.conf.d/00this-machine" || true

# As docker-library's debuerreotype does: no packages and no lists stay after an installation, and no documents come with one.
cat > "$target/etc/apt/apt.conf.d/docker-clean" <<'CLEAN'
DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
APT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";
CLEAN
echo 'Acquire::Languages "none";' > "$target/etc/apt/apt.conf.d/docker-no-languages"
echo 'Apt::AutoRemove::SuggestsImportant "false";' > "$target/etc/apt/apt.conf.d/docker-autoremove-suggests"
printf 'path-exclude /usr/share/%s\n' 'doc/*' 'info/*' 'linda/*' 'lintian/*' 'locale/*' 'man/*' \
  > "$target/etc/dpkg/dpkg.cfg.d/docker"
printf '#!/bin/sh\nexit 101\n' > "$target/usr/sbin/policy-rc.d"
chmod 755 "$target/usr/sbin/policy-rc.d"

# The certificates that this machine trusts beyond the usual ones, for when ca-certificates is installed: it may only reach the package
# index through a proxy with its own.
mkdir -p "$target/usr/local/share/ca-certificates"
if compgen -G '/usr/local/share/ca-certificates/*.crt' > /dev/null; then
  cp /usr/local/share/ca-certificates/*.crt "$target/usr/local/share/ca-certificates/"
fi

for folder in doc info lintian locale man; do rm -rf "$target/usr/share/$folder"; mkdir "$target/usr/share/$folder"; done
# Some packages insist on these.
mkdir -p "$target/usr/share/man/man1" "$target/usr/share/man/man7"
rm -rf "$target"/var/lib/apt/lists/* "$target"/var/cache/apt/*.bin "$target"/var/cache/apt/archives/*.deb
rm -f "$target"/var/log/bootstrap.log "$target/etc/resolv.conf" "$target/etc/hostname"

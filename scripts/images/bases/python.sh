#!/usr/bin/env bash
# Turns a root file system like debian:<suite>-slim into one like python:<minor>-slim-<suite>: Debian's interpreter, moved to
# /usr/local, with the library files that Debian changes as their authors wrote them.
#
#   python.sh SUITE MINOR TARGET [SUITE OF THE INTERPRETER]
set -euo pipefail
suite=$1 minor=$2 target=$3 origin=${4:-$1}
export DEBIAN_FRONTEND=noninteractive LC_ALL=C
python=python$minor
work=$target/tmp/python

inside() { chroot "$target" "$@"; }

cp /etc/resolv.conf "$target/etc/resolv.conf"
mkdir "$work"
# The authors' archive is the same for all of Debian's revisions, and not every mirror has the sources of the newest one.
sed -n '1s/^deb /deb-src /p' "$target/etc/apt/sources.list" | sed "s/ $suite / $origin /" \
  > "$target/etc/apt/sources.list.d/sources.list"
# Only of an older Debian: its interpreter runs with newer libraries, and apt takes those of the image's own.
if [ "$origin" != "$suite" ]; then
  sed 's/^deb-src /deb /' "$target/etc/apt/sources.list.d/sources.list" > "$target/etc/apt/sources.list.d/origin.list"
fi
inside apt-get update -qq

# What the interpreter links to. In trixie, libraries with 64-bit times have another name.
t64=
if [ "$suite" != bookworm ]; then t64=t64; fi
inside apt-get install -qq -y --no-install-recommends ca-certificates netbase tzdata \
  libbz2-1.0 libcrypt1 libexpat1 libffi8 liblzma5 libncursesw6 "libreadline8$t64" libsqlite3-0 "libssl3$t64" libuuid1 \
  zlib1g "libdb5.3$t64" > /dev/null

cd "$work"
packages=("$python" "$python-minimal" "$python-venv" "lib$python" "lib$python-dev" "lib$python-minimal" "lib$python-stdlib")
inside sh -c 'cd /tmp/python && apt-get -o APT::Sandbox::User=root download -qq "$@" && apt-get -o APT::Sandbox::User=root source -qq --tar-only --download-only "$0"' "$python" "${packages[@]}"
for package in *.deb; do inside dpkg-deb -x "/tmp/python/$package" /tmp/python/debian; done
mkdir upstream
tar xf "$python"_*.orig.tar.[gx]z -C upstream --strip-components 1 --wildcards --exclude '*/test' '*/Lib'

local=$target/usr/local
library=$local/lib/$python
mkdir -p "$local/bin" "$local/lib" "$local/include"
cp -a "debian/usr/lib/$python" "$library"
cp -a "debian/usr/bin/$python" "$local/bin/"
cp -a debian/usr/lib/*-linux-gnu/lib"$python".so* "$local/lib/"
cp -a "debian/usr/include/$python" "$local/include/"
# Debian's pyconfig.h only says where the one for this architecture is.
cp debian/usr/include/*-linux-gnu/"$python"/pyconfig.h "$local/include/$python/"
rm -rf "$library/EXTERNALLY-MANAGED" "$library/sitecustomize.py" "$library/_distutils_system_mod.py" "$library"/config-*/*.a
# Debian changes these, or has them in other packages.
for name in site.py sysconfig sysconfig.py venv ensurepip distutils lib2to3; do
  if [ -e "upstream/Lib/$name" ]; then
    rm -rf "${library:?}/$name"
    cp -a "upstream/Lib/$name" "$library/"
  fi
done
sed -i "s#/usr/lib/[a-z0-9_]*-linux-gnu#/usr/lib#g; s#/usr/\(bin/python\|bin'\|include\|lib\)#/usr/local/\1#g; s#'/usr'#'/usr/local'#g; \
  s#\('WHEEL_PKG_DIR': \)'.*'#\1''#" "$library"/_sysconfigdata__*.py
sed -i "s#^prefix=.*#prefix=/usr/local#; s#^\(LIBDIR\|SCRIPTDIR\)=.*#\1=/usr/local/lib#" "$library"/config-*/Makefile

# The interpreter holds Debian's site module as compiled code; this is all of it that has to be different.
sed -i 's/dist-packages/site-packages/g' "$local/bin/$python" "$local"/lib/lib"$python".so.1.0

inside ldconfig
mkdir -p "$library/site-packages"
for link in "python3:$python" python:python3; do ln -sf "${link#*:}" "$local/bin/${link%%:*}"; done
cd /
inside python3 -m ensurepip --default-pip > /dev/null 2>&1
find "$local" -depth -name __pycache__ -exec rm -rf {} +
rm -rf "$local/lib/$python/test" "$target"/etc/apt/sources.list.d/{sources,origin}.list "$work"
rm -rf "$target"/var/lib/apt/lists/* "$target"/var/log/apt/* "$target"/var/log/dpkg.log "$target"/var/log/alternatives.log
rm -f "$target/etc/resolv.conf"

# What Dockerfiles rely on, lest a change in Debian's packages goes unnoticed.
inside python3 -Ic "
import bz2, ctypes, lzma, readline, sqlite3, ssl, sys, sysconfig, uuid, zlib
paths = sysconfig.get_paths()
assert sys.prefix == '/usr/local', sys.prefix
assert paths['purelib'] == '/usr/local/lib/$python/site-packages', paths
assert paths['scripts'] == '/usr/local/bin', paths
assert paths['include'] == '/usr/local/include/$python', paths
assert paths['purelib'] in sys.path and not [path for path in sys.path if 'dist-packages' in path], sys.path
"
inside pip --version
find "$local" -depth -name __pycache__ -exec rm -rf {} +

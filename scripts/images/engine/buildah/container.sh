#!/bin/sh
# The first process of a container, started in namespaces of its own: makes them usable and becomes the program.
#
#   container.sh ROOT UID:GID [--mount FOLDER TARGET …] PROGRAM [ARGUMENT …]
set -eu
root=$1 account=$2
shift 2

while [ "$1" = --mount ]; do
  mkdir -p "$root$3"
  mount --bind "$2" "$root$3"
  shift 3
done
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for device in null zero full random urandom tty; do
  : > "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
ln -s /proc/self/fd "$root/dev/fd"
ln -s /proc/self/fd/0 "$root/dev/stdin"
ln -s /proc/self/fd/1 "$root/dev/stdout"
ln -s /proc/self/fd/2 "$root/dev/stderr"
mkdir "$root/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
# Every network has a loopback of its own, so that servers on the same port do not meet, and nothing else.
ip link set lo up
echo container > /proc/sys/kernel/hostname

exec chroot --userspec="$account" --groups= "$root" "$@"

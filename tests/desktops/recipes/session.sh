#!/bin/bash
# session.sh ROOT RECIPES PICTURES NAME: one desktop in the chroot, until it is killed. It has its own mounts, processes
# and network (unshare --mount --pid --net), so that nothing is left of it, and every desktop can be on display :1.
set -euo pipefail
root=$1 recipes=$2 pictures=$3 name=$4
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
for folder in dev/shm tmp run; do
    mount -t tmpfs tmpfs "$root/$folder"
done
mkdir -p "$root/recipes" "$root/pictures"
mount --bind "$recipes" "$root/recipes"
mount --bind "$pictures" "$root/pictures"
mkdir -m 1777 "$root/tmp/.X11-unix"
exec chroot "$root" env -i PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 \
    setpriv --reuid=1000 --regid=1000 --clear-groups bash -euo pipefail /recipes/start.sh "$name"

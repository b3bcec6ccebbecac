#!/bin/bash
# make.sh ROOT PACKAGE...: a Debian chroot with everything that the desktops have in common, and these packages.
# A second call adds packages to a chroot that is there.
set -euo pipefail
root=$1
shift
common=(
    ca-certificates dbus dbus-x11 dbus-bin libglib2.0-bin procps python3-venv python3-pip python3-dbusmock
    xvfb x11-utils xdotool imagemagick adwaita-icon-theme hicolor-icon-theme xdg-utils
    fonts-dejavu-core fonts-cantarell fonts-noto-core
    # what Qt needs for X11 and Wayland windows
    libegl1 libgl1 libgl1-mesa-dri libxkbcommon0 libfontconfig1 libdbus-1-3 libxcb-cursor0 libxcb-icccm4
    libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 libxcb-render-util0 libxcb-image0
    libwayland-cursor0 libwayland-egl1 libwayland-client0
)
if [ ! -d "$root" ]; then
    rm -rf "$root.part"
    mmdebstrap --variant=minbase --include="$(IFS=, && echo "${common[*]}")" bookworm "$root.part"
    chroot "$root.part" useradd --uid 1000 --create-home sleeper
    mv "$root.part" "$root"
fi
cp /etc/resolv.conf "$root/etc/resolv.conf"
inside() {
    unshare --mount bash -c 'mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$@"' \
        "$root" "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}
inside apt-get update -qq
inside apt-get install -qq -y --no-install-recommends "${common[@]}" "$@"
inside apt-get clean

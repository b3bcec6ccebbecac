. "${BASH_SOURCE%/*}/plasma.sh" # the same on Wayland
packages="$packages kwin-wayland plasma-workspace-wayland"
tray="1156 746"
export XDG_SESSION_TYPE=wayland DESKTOP_SESSION=plasmawayland KWIN_COMPOSE=Q

desktop() {
    cp /usr/bin/kwin_wayland . # without its capability, which a chroot cannot give
    run ./kwin_wayland --x11-display :1 --width 1366 --height 768 --no-lockscreen
    wayland
    dbus-update-activation-environment --all
    run kded5
    await org.kde.KWin org.kde.kded5
    run plasmashell
    await org.kde.plasmashell org.freedesktop.Notifications org.kde.StatusNotifierWatcher
}

packages="plasma-workspace kwin-x11 plasma-desktop breeze breeze-icon-theme plasma-integration"
tray="1132 743" body="1083 547" done="1151 655"
export XDG_CURRENT_DESKTOP=KDE XDG_SESSION_TYPE=x11 DESKTOP_SESSION=plasma
export KDE_FULL_SESSION=true KDE_SESSION_VERSION=5 QT_QUICK_BACKEND=software KWIN_COMPOSE=N

desktop() {
    dbus-update-activation-environment --all
    run kwin_x11
    run kded5
    await org.kde.KWin org.kde.kded5
    run plasmashell
    await org.kde.plasmashell org.freedesktop.Notifications org.kde.StatusNotifierWatcher
}

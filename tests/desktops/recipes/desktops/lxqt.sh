packages="lxqt-panel lxqt-notificationd lxqt-qtplugin lxqt-themes openbox"
tray="1240 752" body="1200 540" done="1140 693"
notifications=/usr/bin/lxqt-notificationd
export XDG_CURRENT_DESKTOP=LXQt XDG_SESSION_TYPE=x11 QT_QPA_PLATFORMTHEME=lxqt
export XDG_CONFIG_DIRS=/etc/xdg:/usr/share # LXQt keeps its defaults there

desktop() {
    dbus-update-activation-environment --all
    run openbox
    run lxqt-panel
    await org.kde.StatusNotifierWatcher
}

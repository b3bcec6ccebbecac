packages="mate-panel mate-notification-daemon mate-indicator-applet marco mate-settings-daemon"
tray="1222 13" body="1087 91" done="1153 219" # in the button also where the lower panel comes up on top
notifications=/usr/lib/mate-notification-daemon/mate-notification-daemon # ends by itself when it is idle
export XDG_CURRENT_DESKTOP=MATE XDG_SESSION_TYPE=x11 DESKTOP_SESSION=mate

desktop() {
    dbus-update-activation-environment --all
    run marco --no-composite
    run mate-settings-daemon
    run mate-panel
    await org.mate.SettingsDaemon org.kde.StatusNotifierWatcher
}

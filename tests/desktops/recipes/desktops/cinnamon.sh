packages="cinnamon muffin"
tray="1247 747" body="1141 88" done="1005 169"
export XDG_CURRENT_DESKTOP=X-Cinnamon XDG_SESSION_TYPE=x11 DESKTOP_SESSION=cinnamon

desktop() {
    dbus-update-activation-environment --all
    run cinnamon
    await org.Cinnamon org.freedesktop.Notifications
}

packages="gnome-shell gnome-shell-extension-appindicator gnome-settings-daemon gnome-session mutter"
tray="1294 15" body="683 72" done="517 210"
export XDG_CURRENT_DESKTOP=GNOME XDG_SESSION_TYPE=wayland XDG_SESSION_DESKTOP=gnome
export MUTTER_DEBUG_DUMMY_MODE_SPECS=1366x768

desktop() {
    dbus-update-activation-environment --all
    gsettings set org.gnome.desktop.interface enable-animations false
    gsettings set org.gnome.desktop.lockdown disable-lock-screen true
    gsettings set org.gnome.shell welcome-dialog-last-shown-version 99
    gsettings set org.gnome.shell enabled-extensions \
        "['ubuntu-appindicators@ubuntu.com','appindicatorsupport@rgcjonas.gmail.com']"
    run gnome-shell --nested --wayland
    wayland
    dbus-update-activation-environment --all
    await org.gnome.Shell org.freedesktop.Notifications org.kde.StatusNotifierWatcher
    DISPLAY=:1 xdotool mousemove 600 400 sleep 2 key Escape # out of the overview
}

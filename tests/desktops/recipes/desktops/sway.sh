packages="sway waybar mako-notifier fonts-font-awesome"
tray="1347 9" body="1220 72"
notifications=/usr/bin/mako
export XDG_CURRENT_DESKTOP=sway XDG_SESSION_TYPE=wayland
export WLR_BACKENDS=x11 WLR_RENDERER=pixman # hears no clicks when headless

desktop() {
    mkdir -p ~/.config/sway ~/.config/waybar
    cat > ~/.config/sway/config <<END
output X11-1 resolution 1366x768 bg #335577 solid_color
workspace_layout tabbed
bar swaybar_command waybar
END
    echo '{"modules-right": ["tray"]}' > ~/.config/waybar/config
    run sway
    wayland
    dbus-update-activation-environment --all
    await org.kde.StatusNotifierWatcher
}

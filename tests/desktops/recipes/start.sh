# start.sh NAME: the user's part of a session. Says "ready" on standard output when the desktop stands.

# Starts a program of the session; what it writes is in the folder of the pictures.
run() {
    "$@" > "/pictures/${1##*/}.log" 2>&1 &
}

# Waits until the session bus knows these names.
await() {
    local owned
    for owned; do
        gdbus wait --session --timeout 60 "$owned"
    done
}

# A virtual screen; a Wayland compositor has its only window there.
screen() {
    run Xvfb :1 -screen 0 1366x768x24 +extension GLX -nolisten tcp
    until xdpyinfo -display :1 > /dev/null 2>&1; do sleep .1; done
    export DISPLAY=:1
}

# Waits for the compositor's socket, from which on no program may take the outer screen for its own.
wayland() {
    until compgen -G "$XDG_RUNTIME_DIR/wayland-?" > /dev/null; do sleep .1; done
    export WAYLAND_DISPLAY
    WAYLAND_DISPLAY=$(basename "$XDG_RUNTIME_DIR"/wayland-?)
    unset DISPLAY
}

export HOME=/tmp/home XDG_RUNTIME_DIR=/tmp/runtime XDG_DATA_DIRS=/usr/local/share:/usr/share
export LIBGL_ALWAYS_SOFTWARE=1 NO_AT_BRIDGE=1
mkdir -m 700 $HOME $XDG_RUNTIME_DIR
cd $HOME

notifications=
. "/recipes/desktops/$1.sh"

# Of all servers in the chroot the bus starts this desktop's own.
if [ -n "$notifications" ]; then
    mkdir -p $XDG_RUNTIME_DIR/dbus-1/services
    printf '[D-BUS Service]\nName=org.freedesktop.Notifications\nExec=%s\n' "$notifications" \
        > $XDG_RUNTIME_DIR/dbus-1/services/org.freedesktop.Notifications.service
fi
DBUS_SYSTEM_BUS_ADDRESS=$(dbus-daemon --config-file=/recipes/system-bus.conf --print-address=1 --fork)
DBUS_SESSION_BUS_ADDRESS=$(dbus-daemon --session --print-address=1 --fork)
export DBUS_SYSTEM_BUS_ADDRESS DBUS_SESSION_BUS_ADDRESS
for service in logind upower; do
    python3 -m dbusmock --system --template $service > /pictures/$service.log 2>&1 &
done
gdbus wait --system --timeout 30 org.freedesktop.login1
gdbus wait --system --timeout 30 org.freedesktop.UPower
screen
desktop
export -p > $XDG_RUNTIME_DIR/session.env
echo ready
sleep infinity

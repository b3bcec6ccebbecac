. "${BASH_SOURCE%/*}/sway.sh" # sway with another notification server
packages="sway waybar sway-notification-center fonts-font-awesome"
tray="1347 9" body="1087 82" done="957 181"
notifications=/usr/bin/swaync

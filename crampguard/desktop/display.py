"""Whether there is a screen. Asked before Qt is imported, because a bare server lacks what Qt needs."""

import os
import sys

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def has_display() -> bool:
    return sys.platform != "linux" or any(map(os.environ.get, _DISPLAYS))

"""Steps of the clock on Windows, which tells every window of them."""

import sys
from ctypes import wintypes

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QWindow

from crampguard.desktop.clock_step import Report

assert sys.platform == "win32"  # noqa: S101 (elsewhere mypy skips the rest)

_TIME_CHANGE = 0x001E  # WM_TIMECHANGE: the clock or the zone was set
_POWER_BROADCAST = 0x0218  # WM_POWERBROADCAST
_RESUMED = 0x0012  # PBT_APMRESUMEAUTOMATIC: the first one after each sleep


class WindowStepWatch(QWindow):
    """A window that is never shown."""

    def __init__(self, on_resume: Report, on_change: Report) -> None:
        super().__init__()
        self._on_resume, self._on_change = on_resume, on_change
        self.create()  # from now on there is one for Windows

    def nativeEvent(self, _kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        told = wintypes.MSG.from_address(int(message))
        if told.message == _TIME_CHANGE:
            self._on_change()
        elif (told.message, told.wParam) == (_POWER_BROADCAST, _RESUMED):
            self._on_resume()
        return False, 0

    def check(self) -> None:
        """Nothing to do: Windows has reported every step."""

    def stop(self) -> None:
        self.destroy()

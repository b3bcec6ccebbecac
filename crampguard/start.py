"""The start of the tray program: first the lock and the icon, then the rest.

Importing and joining the rest takes about as long as Qt itself, and the icon need not wait for it. So nothing
here may import msgspec, SQLite or the engine.
"""

import sys
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, qInstallMessageHandler
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication

from crampguard.desktop.installation import APP_ID, START_ANEW, start_anew
from crampguard.desktop.process import (
    ending_in_order,
    import_as_python_does,
    log_to,
    on_exception,
    on_qt_message,
    on_unraisable,
)
from crampguard.desktop.profile_lock import AlreadyRunning
from crampguard.i18n import _
from crampguard.store.places import Places
from crampguard.windows.tray.icon import TrayIcon

if sys.platform == "win32":
    from crampguard.desktop.windows_instance import WindowsInstance as Instance
else:
    from crampguard.desktop.instance import Instance

if TYPE_CHECKING:
    from crampguard.app import App
    from crampguard.desktop.preview_clock import PreviewClock

__all__ = ["AlreadyRunning", "Start", "run"]

_HOST_ASKS = 100  # milliseconds in which a tray host asks for the picture, which only a turning loop answers


class Start:
    """Holds the profile and shows the icon. Raises AlreadyRunning or OSError where it cannot."""

    def __init__(self, qt: QApplication, places: Places, preview: "PreviewClock | None" = None) -> None:
        self._qt, self._places, self._preview = qt, places, preview
        self._failure: Exception | None = None
        self.instance = Instance(
            places.lock,
            places.socket,
            on_poke=lambda: self.app.refresh(),
            on_forward=lambda: self.app.open_tonight(),
            on_quit=qt.quit,
        )
        self.tray = TrayIcon(lambda: self.app.open_tonight(), "" if preview is None else _("Preview."))

    @cached_property
    def app(self) -> "App":
        """The rest of the program, made and started when it is first asked for: by a click, or by run()."""
        from crampguard.app import App

        app = App(self._qt, self._places, self.instance.release, self.tray, self._preview)
        app.start()
        return app

    def run(self) -> int:
        """Runs the program until it is asked to quit. Raises what App does where it cannot start."""
        QTimer.singleShot(_HOST_ASKS, self._finish)
        status = self._qt.exec()
        if "app" in self.__dict__:
            self.app.stop()
        else:
            self.tray.remove()
            self.instance.release()
        if self._failure is not None:
            raise self._failure
        return status

    def _finish(self) -> None:
        try:
            _app = self.app
        except Exception as error:  # Qt would only report it, and go on without the rest
            self._failure = error
            self._qt.quit()


def run(places: Places, preview: "PreviewClock | None" = None) -> int:
    """Runs the tray until it is asked to quit, or its preview is over; gives the exit status."""
    import_as_python_does()
    log_to(places.log)
    sys.excepthook, sys.unraisablehook = on_exception, on_unraisable
    qInstallMessageHandler(on_qt_message)
    qt = QApplication([sys.argv[0]])
    qt.setApplicationName("crampguard")
    qt.setApplicationDisplayName("CrampGuard" if preview is None else _("CrampGuard preview"))
    qt.setDesktopFileName(APP_ID)
    qt.setQuitOnLastWindowClosed(False)
    QPixmapCache.setCacheLimit(0)  # until a window opens: Qt wakes up every few seconds to empty one
    start = Start(qt, places, preview)
    with ending_in_order(qt):
        status = start.run()
    if status == START_ANEW:
        start_anew()
    return status

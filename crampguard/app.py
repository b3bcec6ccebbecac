"""The composition root of the tray program: makes every part, joins them, owns start and shutdown."""

import contextlib
import logging
import os
import signal
import socket
import sys
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QIODevice,
    QMessageLogContext,
    QSocketNotifier,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QApplication

from crampguard.desktop import login, menu_entry
from crampguard.desktop.alarm import QtAlarm
from crampguard.desktop.bus import SessionBus
from crampguard.desktop.clock import SystemClock
from crampguard.desktop.connect import BusError
from crampguard.desktop.instance import AlreadyRunning, Instance
from crampguard.desktop.notification_server import Picture
from crampguard.desktop.notifications import Notifications
from crampguard.desktop.watch import FileWatch
from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.tonight import Tonight
from crampguard.store.diary import Diary
from crampguard.store.places import Places, make_private_file
from crampguard.store.settings import SettingsFile
from crampguard.windows.icon import Face, paint_plate
from crampguard.windows.tonight import TonightWindow
from crampguard.windows.tray import Tray, face, share
from crampguard.windows.tray_menu import Section, menu

__all__ = ["AlreadyRunning", "NoDisplay", "run"]

_TRAY_WATCHER = "org.kde.StatusNotifierWatcher"
_TRAY_PATIENCE = 5000  # milliseconds; at login the tray host may start after us
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
_PICTURE = 64  # pixels
_LOG_BYTES, _LOG_FILES = 256_000, 2

_log = logging.getLogger(__name__)


class NoDisplay(Exception):  # noqa: N818 (an answer, not a fault)
    """There is no screen to show a tray on."""


class App:
    """The running program. Raises StoreError, OSError or AlreadyRunning where it cannot start."""

    def __init__(self, qt: QApplication, places: Places) -> None:
        self._qt = qt
        self._instance = Instance(
            places.lock,
            places.socket,
            on_poke=lambda: self._engine.look(),
            on_forward=self.open_tonight,
            on_quit=qt.quit,
        )
        settings = SettingsFile(places.settings)
        settings.write_first()
        self._diary = Diary(places.diary)
        self._engine = Engine(self._diary, settings, SystemClock())
        self._window: TonightWindow | None = None
        self._tray = Tray(self._menu, self.open_tonight)
        self._engine.listen(self._tray.follow)
        self._tray_registered = self._tray.available
        self._bus, self._notifications = self._join_bus()
        self._alarm = QtAlarm(self._engine.ring)
        self._watch = FileWatch(places.settings, self._engine.reload)

    def start(self) -> None:
        """From here on nudges are told."""
        self._engine.start(self._alarm)
        QTimer.singleShot(0, self._qt, _settle_on_desktop)
        QTimer.singleShot(_TRAY_PATIENCE, self._qt, self._open_without_tray)

    def stop(self) -> None:
        self._alarm.stop()
        if self._notifications is not None:
            self._notifications.stop()
        if self._bus is not None:
            self._bus.close()
        self._tray.remove()
        self._diary.close()
        self._instance.release()

    def open_tonight(self) -> None:
        if self._window is None:
            self._window = TonightWindow(self._engine)
            self._engine.listen(self._window.follow)
        self._window.follow(self._engine.tonight)
        self._window.bring_forward()

    def _menu(self, tonight: Tonight) -> list[Section]:
        return menu(tonight, self._engine, self.open_tonight, self._qt.quit)

    def _open_without_tray(self) -> None:
        if not self._tray.available:
            self.open_tonight()
            if self._window is not None:
                self._window.explain(
                    _(
                        "This desktop shows no tray icons. Nudges still arrive; "
                        "open CrampGuard from your applications."
                    )
                )

    def _join_bus(self) -> tuple[SessionBus | None, Notifications | None]:
        """Joins the session bus. Where there is none, the tray alone says what there is to say."""
        try:
            bus = SessionBus()
        except BusError as error:
            _log.warning("no session bus: %s", error)
            self._engine.listen(self._say_by_tray)
            return None, None
        notifications = Notifications(
            bus, self._engine, picture=_picture, open_list=self.open_tonight, tray_message=self._tray.say
        )
        self._engine.listen(notifications.follow)
        bus.on_owner(_TRAY_WATCHER, self._on_tray_host)
        return bus, notifications

    def _say_by_tray(self, tonight: Tonight) -> None:
        if tonight.joined and (notice := tonight.notice) is not None:
            self._tray.say(notice)

    def _on_tray_host(self, owner: str) -> None:
        if owner and not self._tray_registered:
            self._tray_registered = True
            self._tray.host_came()


def run(places: Places) -> int:
    """Runs the tray until it is asked to quit; gives the exit status."""
    if sys.platform == "linux" and not any(map(os.environ.get, _DISPLAYS)):
        raise NoDisplay(_("there is no display to show the tray on"))
    _log_to(places.log)
    qInstallMessageHandler(_on_qt_message)
    qt = QApplication([sys.argv[0]])
    qt.setApplicationName("crampguard")
    qt.setApplicationDisplayName("CrampGuard")
    qt.setDesktopFileName("crampguard")
    qt.setQuitOnLastWindowClosed(False)
    app = App(qt, places)
    with _signals_end(qt):
        app.start()
        status = qt.exec()
        app.stop()
    return status


def _settle_on_desktop() -> None:
    """Once the loop turns, because nothing that the user sees waits for it."""
    menu_entry.install(_png)
    login.refresh(login.start_at_login())


def _png(size: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(paint_plate(size, Face.RESTING, 1))
    return bytes(buffer.data().data())


def _picture(tonight: Tonight) -> Picture:
    image = paint_plate(_PICTURE, face(tonight), share(tonight)).convertToFormat(
        QImage.Format.Format_RGBA8888
    )
    return Picture(_PICTURE, bytes(image.constBits()))


def _log_to(path: Path) -> None:
    """A log that cannot be written is not worth stopping for."""
    logging.getLogger().addHandler(logging.NullHandler())
    with contextlib.suppress(OSError):
        make_private_file(path)
        handler = RotatingFileHandler(path, maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logging.getLogger().addHandler(handler)
        logging.getLogger("crampguard").setLevel(logging.INFO)


def _on_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if kind is QtMsgType.QtFatalMsg:
        # Qt aborts after this, with a core dump; the user gets one line instead.
        reason = _("cannot use the display: {message}").format(message=message.partition("\n")[0])
        print(f"crampguard: {reason}", file=sys.stderr, flush=True)  # noqa: T201
        os._exit(1)
    logging.getLogger("qt").log(logging.DEBUG if kind is QtMsgType.QtDebugMsg else logging.WARNING, message)


@contextlib.contextmanager
def _signals_end(qt: QApplication) -> Iterator[None]:
    """Ctrl+C and SIGTERM end the program in order: the signal wakes the Qt loop through a socket."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.setblocking(False)
        notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read)
        notifier.activated.connect(lambda: ours.recv(16))
        signal.set_wakeup_fd(theirs.fileno())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: qt.quit())
        try:
            yield
        finally:
            signal.set_wakeup_fd(-1)
            notifier.setEnabled(False)

"""The composition root of the tray program: makes every part, joins them, owns start and shutdown.

start.py comes before it. Windows, and what only they need, are imported when the first one opens.
"""

import logging
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QProcess, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QImageWriter
from PySide6.QtWidgets import QApplication

from crampguard.desktop import activation, entry, login, menu_entry
from crampguard.desktop.alarm import QtAlarm
from crampguard.desktop.clock import SystemClock
from crampguard.desktop.clock_watch import ClockWatch
from crampguard.desktop.installation import START_ANEW, program
from crampguard.desktop.presenting import Picture
from crampguard.desktop.process import give_memory_back
from crampguard.desktop.upgrade import UpgradeWatch
from crampguard.desktop.watch import FileWatch
from crampguard.engine import Engine
from crampguard.i18n import _, language
from crampguard.routine.tonight import Tonight
from crampguard.store.backup_scheduler import BackupScheduler
from crampguard.store.diary import Diary
from crampguard.store.errors import StoreError
from crampguard.store.places import Places
from crampguard.store.settings import SettingsFile
from crampguard.windows.manager import WindowManager
from crampguard.windows.shared.icon import Face, face, paint_plate, share
from crampguard.windows.tray.icon import TrayIcon
from crampguard.windows.tray.menu import menu

if TYPE_CHECKING:
    from crampguard.desktop.bus_desktop import BusDesktop
    from crampguard.desktop.notifications import NotificationPresenter
    from crampguard.desktop.own_desktop import OwnDesktop, PopupPresenter
    from crampguard.desktop.preview_clock import PreviewClock
    from crampguard.desktop.shortcut import PortalCrampKey
    from crampguard.windows.shared.app_actions import AppActions, SoundPlayer

_BUSY_TIMEOUT = 0.25  # seconds that a click waits while another process writes
_TRAY_TIMEOUT = 5000  # milliseconds; at login the tray host may start after us
_PICTURE_SIZE = 64  # pixels
_WINDOWS_KEPT = 3600_000  # milliseconds after the last one was closed

_log = logging.getLogger(__name__)


class App:
    """The running program, behind the icon of start.py. StoreError or OSError where it cannot start.

    release: frees the profile.
    """

    def __init__(
        self,
        qt: QApplication,
        places: Places,
        release: Callable[[], None],
        tray: TrayIcon,
        preview: "PreviewClock | None" = None,
    ) -> None:
        self._qt, self._places, self._preview = qt, places, preview
        self._release, self._tray = release, tray
        self._settings = SettingsFile(places.settings)
        self._settings.write_first()
        self._clock = preview or SystemClock()
        self._diary = Diary(places.diary, _BUSY_TIMEOUT)
        self._first_start = self._diary.is_new()
        self._engine = engine = Engine(self._diary, self._settings, self._clock)
        self._login = login.start_at_login() if preview is None else login.NotInPreview()
        self._desktop = _desktop(on_tray_host=tray.host_came)
        self._windows = windows = self._window_manager()
        tray.sections = lambda tonight: menu(tonight, engine, windows.navigation)
        self._presenter = self._notification_presenter()
        self._entries_in = ""  # the language of the entries among applications and login programs
        self._backup_scheduler = BackupScheduler(places.diary, self._diary.suspect_damage)
        self._upgrade = UpgradeWatch(
            in_use=lambda: preview is not None or windows.in_use(), start_anew=lambda: qt.exit(START_ANEW)
        )
        self._alarm = QtAlarm(self._ring, self._clock)
        self._clock_watch = ClockWatch(self._clock, on_resume=engine.resumed, on_change=engine.refresh)
        self._watch = FileWatch(places.settings, self._settings_edited)
        self._settling = _timer(self._settle_on_desktop)
        self._tray_wait = _timer(lambda: windows.after_welcome(self._open_without_tray))
        self._end_of_preview = _timer(qt.quit)
        self._free_later = _timer(self._free_windows, _WINDOWS_KEPT)
        self._running = True
        self._connect()

    def _connect(self) -> None:
        """Who is told what. The notification comes first: it must not wait until the tray has painted."""
        for listener in (
            self._presenter.follow,
            self._tray.follow,
            self._backup_scheduler.follow,
            self._follow_language,
            self._upgrade.changed,
        ):
            self._engine.listen(listener)
        self._qt.lastWindowClosed.connect(self._upgrade.changed)
        self._qt.lastWindowClosed.connect(self._free_later.start)

    def start(self) -> None:
        """From here on nudges are told."""
        self._engine.start(self._alarm)
        if self._preview is not None:
            self._begin_preview(self._preview)
            return
        self._tray_wait.start(_TRAY_TIMEOUT)
        if self._first_start:
            self._settle_on_desktop()  # before the first window: its icon comes from the menu entry
            self._windows.open_welcome()
        elif activation.started_from_menu():  # which shows a busy pointer until a window opens
            self._settle_on_desktop()
            self._windows.open_tonight()
        else:
            self._settling.start(0)

    def _begin_preview(self, preview: "PreviewClock") -> None:
        """Leaves alone what belongs to the real program, and ends with the evening."""
        self._windows.open_tonight(
            _("This is a preview: your evening in about a minute. Nothing that you answer here is kept.")
        )
        self._end_of_preview.start(round(preview.seconds_left * 1000))

    def refresh(self) -> None:
        """Another process has changed the diary."""
        self._engine.refresh()

    def open_tonight(self) -> None:
        """The user has clicked the icon, or started the program again."""
        self._windows.open_tonight()

    def stop(self) -> None:
        """Ends every part in order. Nothing is told, shown or written after it."""
        if not self._running:
            return
        self._running = False
        self._windows.close()
        self._settling.stop()
        self._tray_wait.stop()
        self._free_later.stop()
        self._watch.stop()
        self._upgrade.stop()
        self._clock_watch.stop()
        self._alarm.stop()
        self._presenter.stop()
        self._desktop.stop()
        self._tray.remove()
        self._backup_scheduler.stop()
        self._engine.save_queue()
        self._diary.close()
        self._release()

    def _ring(self) -> None:
        self._clock_watch.check()
        self._engine.ring()

    def _settings_edited(self) -> None:
        if self._settings.has_changed:  # not so where the edit was our own
            self._engine.reload()

    def _open_without_tray(self) -> None:
        if self._running and not self._tray.available:
            why = _(
                "This desktop shows no tray icons. Nudges still arrive; "
                "open CrampGuard from your applications."
            )
            self._windows.open_tonight(why if self._engine.say_once("no tray") else "")

    def _explain_tray(self) -> None:
        """Once, when the user closes a window for the first time: the program has not ended with it."""
        if self._preview is None and self._tray.available and self._engine.say_once("still running"):
            title = _("CrampGuard is still running in the tray")
            body = _(
                "Click its moon beside the clock to see tonight's list; to end it, choose Quit in its menu."
            )
            self._presenter.remark(title, body, lambda: self._tray.balloon(title, body))

    def _free_windows(self) -> None:
        self._windows.free()
        QTimer.singleShot(0, give_memory_back)  # once Qt has deleted them

    def _notification_presenter(self) -> "NotificationPresenter | PopupPresenter":
        return self._desktop.presenter(
            self._engine.notifications,
            titled=str if self._preview is None else _titled_preview,
            picture=_picture,
            open_list=self._windows.open_tonight,
            open_guide=self._windows.open_stretch,
            open_morning=self._windows.open_cramp,
            stand_ins=(self._windows, self._tray),
        )

    # What a window asks of the program around it

    def _window_manager(self) -> WindowManager:
        return WindowManager(
            self._engine,
            self._diary,
            self._clock,
            self._places,
            self._explain_tray,
            self._login,
            self._app_actions,
            lambda: self._desktop.trial(lambda: _picture(self._engine.tonight)),
            self._player,
            lambda: self._desktop.quiet,
            self._qt.quit,
        )

    def _app_actions(self) -> "AppActions":
        from crampguard.windows.shared.app_actions import AppActions

        return AppActions(
            open_path=lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))),
            delete_all=self._delete_all,
            export_file=self._engine.export_file,
            import_file=self._import,
            preview=_launch_preview,
            cramp_key=self._cramp_key,
            only_own_popup=self._desktop.only_own_popup,
        )

    @cached_property
    def _cramp_key(self) -> "PortalCrampKey | None":
        return self._desktop.cramp_key(self._windows.open_cramp_now, self._engine)

    def _player(self) -> "SoundPlayer":
        if sys.platform == "win32":
            from crampguard.desktop.windows_sound import WindowsSoundPlayer

            return WindowsSoundPlayer()
        from crampguard.desktop.sound import SystemSoundPlayer

        return SystemSoundPlayer()

    def _import(self, path: Path) -> str:
        from crampguard.store.transfer.json_in import read_import

        data = read_import(path, self._clock.now())
        return f"{self._engine.import_data(data)} {data.unknown_words}".strip()

    def _delete_all(self) -> None:
        """Takes everything away and ends the program. StoreError or OSError where something stays."""
        from crampguard.store.erase import erase

        self._qt.setQuitOnLastWindowClosed(True)  # should something stay, the window that says so is the last
        self.stop()
        self._login.disable()
        if self._preview is None:
            menu_entry.remove()
        if stays := erase(self._places):
            raise StoreError("; ".join(stays))
        self._qt.quit()

    def _write_entries(self) -> None:
        self._entries_in = language()
        menu_entry.install(_png)
        login.refresh(self._login)

    def _follow_language(self, _tonight: Tonight) -> None:
        if self._entries_in not in ("", language()):
            self._write_entries()

    def _settle_on_desktop(self) -> None:
        """Once the loop turns, because nothing that the user sees waits for it."""
        self._write_entries()
        if self._engine.settings.cramp_shortcut and self._cramp_key is not None:
            self._cramp_key.resume()


def _desktop(on_tray_host: Callable[[], None]) -> "BusDesktop | OwnDesktop":
    if entry.XDG:
        from crampguard.desktop.bus_desktop import BusDesktop

        return BusDesktop(on_tray_host)
    from crampguard.desktop.own_desktop import OwnDesktop

    return OwnDesktop()


def _timer(act: Callable[[], object], milliseconds: int = 0) -> QTimer:
    """Calls it once each time the timer is started."""
    made = QTimer(singleShot=True, interval=milliseconds)
    made.timeout.connect(act)
    return made


def _titled_preview(title: str) -> str:
    return _("Preview: {title}").format(title=title)


def _launch_preview() -> None:
    """In a process of its own, with a profile of its own. OSError where it cannot start."""
    command, *arguments = program()
    started, _pid = QProcess.startDetached(command, [*arguments, "preview"])
    if not started:
        raise OSError(_("{program} cannot be started").format(program=command))


def _png(size: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(paint_plate(size, Face.RESTING, 1))
    return bytes(buffer.data().data())


def _picture(tonight: Tonight) -> Picture:
    image = paint_plate(_PICTURE_SIZE, face(tonight), share(tonight))
    return Picture(_PICTURE_SIZE, bytes(image.convertToFormat(QImage.Format.Format_RGBA8888).constBits()))

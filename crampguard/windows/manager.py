"""All windows: each is made when it is opened, and follows tonight until it is freed.

They are imported only then, with the look that they share: most evenings pass in the tray alone.
"""

import logging
from collections.abc import Callable
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPixmapCache
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from crampguard.engine import Clock, Engine
from crampguard.i18n import ENGLISH, language
from crampguard.routine.tonight import Tonight
from crampguard.store.diary import Diary
from crampguard.store.places import Places
from crampguard.windows.shared.navigation import Navigation

if TYPE_CHECKING:
    from crampguard.windows.advice.cramp_now import CrampNowWindow
    from crampguard.windows.advice.window import AdviceWindow
    from crampguard.windows.history.window import HistoryWindow
    from crampguard.windows.morning.window import MorningWindow
    from crampguard.windows.popup.window import NoticePopup
    from crampguard.windows.settings.window import SettingsWindow
    from crampguard.windows.shared.app_actions import (
        AppActions,
        QuietSignals,
        SoundPlayer,
        StartAtLogin,
        TryNotification,
    )
    from crampguard.windows.shared.tab_page import TabPage
    from crampguard.windows.shared.window import Window
    from crampguard.windows.stretch.window import StretchWindow
    from crampguard.windows.tonight.window import TonightWindow
    from crampguard.windows.welcome.window import WelcomeWindow

_log = logging.getLogger(__name__)

_Made = TypeVar("_Made", bound="Window")

_PIXMAPS = 10_240  # kilobytes that Qt may keep for windows, its own default


def _window(make: "Callable[[WindowManager], _Made]") -> "cached_property[_Made]":
    """A window that is made when it is first asked for, and follows tonight until it is forgotten."""

    def made(manager: "WindowManager") -> "_Made":
        manager._prepare()
        window = manager._windows[make.__name__] = make(manager)
        return window

    return cached_property(made)


class WindowManager:
    """Opens windows, each brought forward where it is open.

    dismissed: called when the user closes Tonight or Welcome. quit_program: for the tray menu.
    """

    def __init__(
        self,
        engine: Engine,
        diary: Diary,
        clock: Clock,
        places: Places,
        dismissed: Callable[[], object],
        login: "StartAtLogin",
        app_actions: "Callable[[], AppActions]",
        try_notification: "Callable[[], TryNotification]",
        player: "Callable[[], SoundPlayer]",
        quiet: "Callable[[], QuietSignals]",
        quit_program: Callable[[], object],
    ) -> None:
        self._engine, self._diary, self._clock, self._places = engine, diary, clock, places
        self._windows: dict[str, Window] = {}
        self._following = False
        self._after_welcome: Callable[[], object] = lambda: None
        self._language = ENGLISH
        engine.listen(self._follow_language)
        self._dismissed = dismissed
        self._login, self._app_actions, self._try_notification = login, app_actions, try_notification
        self._player, self._quiet = player, quiet
        self.navigation = Navigation(
            tonight=self.open_tonight,
            cramp_now=self.open_cramp_now,
            morning=self.open_morning,
            cramp=self.open_cramp,
            history=self.open_history,
            stretch=self.open_stretch,
            advice=self.open_advice,
            settings=self.open_settings,
            about_me=self.open_about_me,
            quit=quit_program,
        )

    def _follow_language(self, _tonight: Tonight) -> None:
        if self._language != language():
            self._language = language()
            from crampguard.windows.shared.qt_language import follow_language

            follow_language()
            if windows := self._freed:
                QTimer.singleShot(0, partial(self._renew, windows))  # not within the click that has chosen it

    def _renew(self, windows: "dict[str, Window]") -> None:
        """Makes these anew, each in its place; the one with the keyboard comes in front."""
        for name, window in sorted(windows.items(), key=lambda named: named[1].isActiveWindow()):
            self._forget(name)
            if window.isVisible():
                self._engine.try_reading(partial(getattr(self, name).take_the_place_of, window))
            else:
                window.deleteLater()

    @property
    def _freed(self) -> "dict[str, Window]":
        """All but the pop-up, which may wait for quiet to end."""
        return {name: window for name, window in self._windows.items() if name != "_popup"}

    def _forget(self, name: str) -> None:
        """Another window is made when it is opened next."""
        for kept in (self._windows, self.__dict__):
            kept.pop(name, None)

    def close(self) -> None:
        """Ends what would go on by itself."""
        if "_stretch" in self.__dict__:
            self._stretch.close()
        self.take_down()

    def free(self) -> None:
        """Deletes the windows, unless one of them is open."""
        windows = self._freed
        if any(window.isVisible() for window in windows.values()):
            return
        for name, window in windows.items():
            self._forget(name)
            window.deleteLater()

    def in_use(self) -> bool:
        """Whether one is open, or the pop-up waits for quiet to end."""
        waiting = "_popup" in self.__dict__ and self._popup.wanted
        return waiting or any(window.isVisible() for window in self._windows.values())

    def pop_up(self, tonight: Tonight) -> bool:
        """The notice in our own pop-up. False where an upgrade took its files from the running program."""
        try:
            self._popup.pop_up(tonight)
        except (ImportError, OSError) as error:
            _log.warning("no pop-up: %s", error)
            return False
        return True

    def take_down(self) -> None:
        if "_popup" in self.__dict__:
            self._popup.take_down()

    def open_tonight(self, note: str = "") -> None:
        """The list of tonight; note: a line that stays until it was read."""
        self._tonight.bring_forward()
        if note:
            self._tonight.explain(note)

    def open_morning(self, night: date | None = None, *, cramp: bool = False) -> None:
        """The question about a night, by default the last one; with `cramp` the card at once."""
        self._engine.try_reading(lambda: self._morning.open(night, cramp=cramp))

    def open_cramp(self, night: date) -> None:
        self.open_morning(night, cramp=True)

    def open_history(self) -> None:
        self._history.bring_forward()

    def open_stretch(self) -> None:
        self._stretch.open()

    def open_settings(self) -> None:
        self._settings.bring_forward()

    def open_about_me(self) -> None:
        self._settings.bring_forward()
        self._settings.open_about_you()

    def after_welcome(self, act: Callable[[], object]) -> None:
        """Calls it when Welcome has closed and the program goes on, or at once where it is not open."""
        if "_welcome" in self.__dict__ and self._welcome.isVisible():
            self._after_welcome = act
        else:
            act()

    def open_welcome(self) -> None:
        self._welcome.show()

    def open_advice(self, section: str = "") -> None:
        """When to see a doctor; section: a part of that page, see windows/advice/window.py."""
        self._advice.open(section)

    def open_cramp_now(self) -> None:
        self._cramp_now.begin()

    def _prepare(self) -> None:
        """The look, before the first window is made."""
        from crampguard.windows.shared import theme

        qt = QGuiApplication.instance()
        if isinstance(qt, QApplication) and not qt.styleSheet():
            QPixmapCache.setCacheLimit(_PIXMAPS)
            theme.apply_theme(qt)
            theme.darken(qt, self._engine.tonight.dark)
            self._engine.listen(lambda tonight: theme.darken(qt, tonight.dark))
        if not self._following:
            self._following = True
            self._engine.listen(self._follow)

    def _follow(self, tonight: Tonight) -> None:
        for window in [*self._windows.values()]:
            window.follow(tonight)

    @_window
    def _popup(self) -> "NoticePopup":
        from crampguard.windows.popup.window import NoticePopup

        return NoticePopup(self._engine, self.navigation, self._player(), self._quiet())

    @_window
    def _tonight(self) -> "TonightWindow":
        from crampguard.windows.tonight.window import TonightWindow

        window = TonightWindow(self._engine, self._diary, self.navigation)
        window.dismissed.connect(self._dismissed)
        return window

    @_window
    def _morning(self) -> "MorningWindow":
        from crampguard.windows.morning.window import MorningWindow

        return MorningWindow(self._engine, self._diary, self.navigation)

    @_window
    def _history(self) -> "HistoryWindow":
        from crampguard.windows.history.window import HistoryWindow

        return HistoryWindow(self._engine, self._diary, self.navigation, self._doctor_page)

    @_window
    def _settings(self) -> "SettingsWindow":
        from crampguard.windows.settings.window import SettingsWindow

        return SettingsWindow(self._engine, self._places, self._login, self._app_actions(), self.open_advice)

    @_window
    def _advice(self) -> "AdviceWindow":
        from crampguard.windows.advice.window import AdviceWindow

        return AdviceWindow(self._engine)

    @_window
    def _welcome(self) -> "WelcomeWindow":
        from crampguard.windows.welcome.window import WelcomeWindow

        window = WelcomeWindow(
            self._engine,
            self._clock,
            self._login,
            self._try_notification(),
            has_tray=QSystemTrayIcon.isSystemTrayAvailable,
            open_tonight=self.open_tonight,
            open_advice=self.open_advice,
            preview=lambda: self._app_actions().preview(),
        )
        window.dismissed.connect(self._dismissed)
        window.closed.connect(lambda: self._after_welcome(), Qt.ConnectionType.QueuedConnection)
        return window

    @_window
    def _stretch(self) -> "StretchWindow":
        from crampguard.windows.stretch.window import StretchWindow

        return StretchWindow(self._engine, self._clock, self._player(), self.open_advice)

    @_window
    def _cramp_now(self) -> "CrampNowWindow":
        from crampguard.windows.advice.cramp_now import CrampNowWindow

        return CrampNowWindow(self._engine, self._clock, self.open_advice)

    def _doctor_page(self) -> "TabPage":
        from crampguard.windows.doctor.tab import DoctorPage

        return DoctorPage(self._engine, self._diary, self.navigation.about_me)

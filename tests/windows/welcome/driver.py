"""The Welcome window: its times, its time line, and what it writes."""

import re
import tomllib
from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot

from crampguard.windows.shared.app_actions import NudgeTrialResult
from crampguard.windows.shared.navigation import Navigation
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.switch import Switch
from crampguard.windows.welcome.window import WelcomeWindow
from tests.moved_clock import Evening
from tests.windows.driver import Driver, spoken
from tests.windows.fakes import FakeLogin

MONDAY_NOON = "2026-11-23 12:00"
BED_WEEK, UP_WEEK = "To bed Sunday to Thursday", "Get up Monday to Friday"
BED_WEEKEND, UP_WEEKEND = "To bed Friday and Saturday", "Get up Saturday and Sunday"


class WelcomeDriver(Driver[WelcomeWindow]):
    """trials: who waits for the result of each test notification."""

    def __init__(self, qtbot: QtBot, evening: Evening, login: FakeLogin) -> None:
        self.login, self.has_tray, self.previews = login, True, 0
        self.trials: list[Callable[[NudgeTrialResult], None]] = []
        evening.start()
        super().__init__(qtbot, evening, self._make)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def _make(self, navigation: Navigation) -> WelcomeWindow:
        return WelcomeWindow(
            self.engine,
            self.evening.clock,
            self.login,
            self._try_notification,
            lambda: self.has_tray,
            navigation.tonight,
            navigation.advice,
            self._preview,
        )

    def _try_notification(self, on_result: Callable[[NudgeTrialResult], None]) -> None:
        self.trials.append(on_result)

    def _preview(self) -> None:
        self.previews += 1

    @property
    def file(self) -> str:
        return self.evening.settings.read_text(encoding="utf-8")

    @property
    def written(self) -> dict[str, Any]:
        return tomllib.loads(self.file)

    def leave(self) -> None:
        """Takes the keyboard out of any field."""
        self.button("Set up later").setFocus()

    def moments(self) -> dict[str, str]:
        """The time line as a screen reader says it: title -> what follows."""
        heard = [re.split(r", (?=\d\d:)", spoken(switch)[0]) for switch in self.visible(Switch)]
        return {title: words for title, words in heard}  # noqa: C416 (pairs that are lists)

    def switch(self, title: str) -> Switch:
        return next(s for s in self.visible(Switch) if s.accessibleName().startswith(f"{title},"))

    def notes(self) -> list[str]:
        return [note.text() for note in self.visible(Note)]


OpenWelcome = Callable[..., WelcomeDriver]

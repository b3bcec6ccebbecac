"""The settings window over a real settings.toml: its pages, its controls, and what they write."""

import tomllib
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from crampguard.store.errors import StoreError
from crampguard.store.places import Places
from crampguard.windows.settings.lead_slider import LeadSlider
from crampguard.windows.settings.row import SelectButton
from crampguard.windows.settings.window import SettingsWindow
from crampguard.windows.shared.app_actions import AppActions
from crampguard.windows.shared.confirm import ConfirmDialog
from crampguard.windows.shared.navigation import Navigation
from tests.moved_clock import Evening
from tests.windows.driver import Driver, Key
from tests.windows.fakes import FakeCrampKey, FakeLogin

SLEEP, HABITS, NUDGES, ABOUT_YOU, GENERAL, DATA = range(6)
PAGES = range(6)
MEDICINES = "Medicines and supplements, and since when"
CONDITIONS = "Conditions your doctor needs to know of"
FILE = """\
# mine, kept by hand

[schedule]
bedtime = "22:30"  # when the children sleep
wake = "06:45"

[habits.caffeine_cutoff]
lead = 600  # I am slow

[habits.evening_walk]  # with the dog
title = "Evening walk"
lead = 150

[nudges]
snooze = 15
"""


class SettingsDriver(Driver[SettingsWindow]):
    """error: raised by whatever the window asks of the program; refused: the line with which it refuses."""

    def __init__(self, qtbot: QtBot, evening: Evening) -> None:
        self.login, self.cramp_key = FakeLogin(), FakeCrampKey()
        self.error: OSError | None = None
        self.refused = ""
        self.exported: list[Path] = []
        self.deleted = self.previews = 0
        super().__init__(qtbot, evening, self._make)
        evening.start()
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def _make(self, navigation: Navigation) -> SettingsWindow:
        folder = self.evening.settings.parent
        places = Places(self.evening.settings, folder, folder / "log" / "crampguard.log", folder / "socket")
        app_actions = AppActions(
            lambda path: self.opened.append(str(path)),
            self._delete,
            self._export,
            self._take_in,
            self._preview,
            self.cramp_key,
        )
        return SettingsWindow(self.engine, places, self.login, app_actions, navigation.advice)

    def _export(self, path: Path) -> None:
        if self.refused:
            raise StoreError(self.refused)
        self.exported.append(path)

    def _take_in(self, path: Path) -> str:
        if self.refused:
            raise StoreError(self.refused)
        return f"Taken in: all of {path.name}."

    def _preview(self) -> None:
        if self.error is not None:
            raise self.error
        self.previews += 1

    def _delete(self) -> None:
        self.deleted += 1
        if self.error is not None:
            raise self.error

    def reachable(self) -> list[QWidget]:
        """What the keyboard can reach on the open page and around it, by Tab or by arrow keys."""
        return [
            widget
            for widget in self.visible(QWidget)
            if widget.isEnabled()
            and (widget.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(widget, SelectButton))
            and widget.focusProxy() is None
        ]

    def write(self, name: str, text: str, leave_for: str) -> None:
        """Several lines into a text field, which is left for another one."""
        first, *more = text.split("\n")
        self.type(name, first)
        for line in more:
            self.press(Key.Key_Return, line, on=name)
        self.named(leave_for).setFocus()

    def slider(self) -> LeadSlider:
        (slider,) = self.window.findChildren(LeadSlider)
        return slider

    @property
    def text(self) -> str:
        return self.evening.settings.read_text(encoding="utf-8")

    def question(self) -> ConfirmDialog:
        (question,) = self.visible(ConfirmDialog)
        return question

    def answer(self, text: str) -> None:
        buttons = self.question().findChildren(QAbstractButton)
        QTest.mouseClick(next(b for b in buttons if b.text() == text), Qt.MouseButton.LeftButton)

    def changes(self) -> dict[str, Any]:
        """What the file says now and did not say before, or the other way round (None)."""
        before, after = flat(tomllib.loads(FILE)), flat(tomllib.loads(self.text))
        keys = [key for key in before | after if before.get(key) != after.get(key)]
        return {key: after.get(key) for key in keys}


def comments(text: str) -> list[str]:
    return [line.partition("#")[2] for line in text.splitlines() if "#" in line]


def flat(table: dict[str, Any], path: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in table.items():
        found |= flat(value, f"{path}{key}.") if isinstance(value, dict) else {f"{path}{key}": value}
    return found

"""The Welcome window over a real engine and a real settings.toml."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from crampguard.windows import theme
from crampguard.windows.note import Note
from crampguard.windows.welcome import WelcomeWindow
from crampguard.windows.welcome_nudge import Result
from crampguard.windows.widgets import Check, Switch
from tests.moved_clock import Evening, at, evening
from tests.windows.accessibility import by_tab, controls, spoken, unnamed
from tests.windows.conftest import Look

MONDAY_NOON = "2026-11-23 12:00"
BED_WEEK, UP_WEEK = "To bed Sunday to Thursday", "Get up Monday to Friday"
BED_WEEKEND, UP_WEEKEND = "To bed Friday and Saturday", "Get up Saturday and Sunday"


@dataclass
class FakeLogin:
    why_not: str = ""
    enabled: bool = False
    fails: bool = False

    def enable(self) -> None:
        if self.fails:
            raise OSError(30, "Read-only file system")
        self.enabled = True

    def disable(self) -> None:
        self.enabled = False


@dataclass
class Welcome:
    """The window, and hands and eyes for it."""

    evening: Evening
    window: WelcomeWindow
    login: FakeLogin
    trials: list[Callable[[Result], None]] = field(default_factory=list)
    begun: int = 0

    @property
    def file(self) -> str:
        return self.evening.settings.read_text(encoding="utf-8")

    @property
    def written(self) -> dict[str, Any]:
        return tomllib.loads(self.file)

    def field(self, name: str) -> QLineEdit:
        return next(f for f in self.visible(QLineEdit) if f.accessibleName() == name)

    def type(self, name: str, text: str) -> None:
        """Types over what is there, and stays in the field."""
        edit = self.field(name)
        edit.setFocus()
        edit.selectAll()
        QTest.keyClicks(edit, text)

    def leave(self) -> None:
        self.button("Set up later").setFocus()

    def button(self, words: str) -> QAbstractButton:
        return next(b for b in self.visible(QAbstractButton) if b.text() == words)

    def press(self, words: str) -> None:
        self.button(words).click()

    def moments(self) -> dict[str, str]:
        """The time line as it is heard: title -> what follows."""
        names = [spoken(switch)[0] for switch in self.visible(Switch)]
        return dict(name.split(", ", 1) for name in names)

    def switch(self, title: str) -> Switch:
        return next(s for s in self.visible(Switch) if s.accessibleName().startswith(f"{title},"))

    def notes(self) -> list[str]:
        return [note.text() for note in self.visible(Note)]

    def says(self, words: str) -> bool:
        return any(words in label.text() for label in self.visible(QLabel))

    def visible[T: QWidget](self, kind: type[T]) -> list[T]:
        return [widget for widget in self.window.findChildren(kind) if widget.isVisibleTo(self.window)]

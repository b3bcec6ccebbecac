"""The Welcome window over a real engine and a real settings.toml, and hands and eyes for it."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from crampguard.windows.shared.app_actions import NudgeTrialResult
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.switch import Switch
from crampguard.windows.welcome.window import WelcomeWindow
from tests.moved_clock import Evening
from tests.windows.accessibility import spoken

W = TypeVar("W", bound=QWidget)


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
    trials: list[Callable[[NudgeTrialResult], None]] = field(default_factory=list)
    tonight_opened: int = 0
    advice_opened: int = 0
    previews: int = 0
    has_tray: bool = True

    @property
    def file(self) -> str:
        return self.evening.settings.read_text(encoding="utf-8")

    @property
    def written(self) -> dict[str, Any]:
        return tomllib.loads(self.file)

    def field(self, name: str) -> QLineEdit:
        return next(f for f in self.visible(QLineEdit) if f.accessibleName() == name)

    def enter(self, name: str, text: str) -> None:
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
        heard = [re.split(r", (?=\d\d:)", spoken(switch)[0]) for switch in self.visible(Switch)]
        return {title: words for title, words in heard}  # noqa: C416 (pairs that are lists)

    def switch(self, title: str) -> Switch:
        return next(s for s in self.visible(Switch) if s.accessibleName().startswith(f"{title},"))

    def notes(self) -> list[str]:
        return [note.text() for note in self.visible(Note)]

    def says(self, words: str) -> bool:
        return any(words in label.text() for label in self.visible(QLabel))

    def visible(self, kind: type[W]) -> list[W]:
        return [widget for widget in self.window.findChildren(kind) if widget.isVisibleTo(self.window)]


Open = Callable[..., Welcome]

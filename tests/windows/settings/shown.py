"""The settings window over a real engine and a real settings.toml, and hands and eyes for it."""

import tomllib
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QWidget,
)

from crampguard.store.errors import StoreError
from crampguard.store.places import Places
from crampguard.windows.settings.lead_slider import LeadSlider
from crampguard.windows.settings.row import SelectButton
from crampguard.windows.settings.window import SettingsWindow
from crampguard.windows.shared.app_actions import AppActions
from crampguard.windows.shared.confirm import ConfirmDialog
from crampguard.windows.shared.fields import LineField, TextField
from tests.moved_clock import Evening
from tests.windows.cramp_key import CrampKey

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


class Login:
    """Start at login as the desktop keeps it."""

    def __init__(self) -> None:
        self.why_not = ""
        self.enabled = False
        self.trouble: OSError | None = None

    def enable(self) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.enabled = True

    def disable(self) -> None:
        self.enabled = False


class Shown:
    """The window, driven by the names that a screen reader says."""

    def __init__(self, evening: Evening) -> None:
        self.evening = evening
        self.login = Login()
        self.opened: list[Path] = []
        self.deleted = 0
        self.advice_opened = 0
        self.trouble: OSError | None = None
        self.exported: list[Path] = []
        self.refused = ""
        folder = evening.settings.parent
        places = Places(evening.settings, folder, folder / "log" / "crampguard.log", folder / "socket")
        self.cramp_key = CrampKey()
        self.previews = 0
        app_actions = AppActions(
            self.opened.append, self.delete, self.export, self.take_in, self.preview, self.cramp_key
        )
        self.window = SettingsWindow(evening.engine, places, self.login, app_actions, self.open_advice)
        evening.engine.listen(self.window.follow)
        evening.start()

    def close(self) -> None:
        """At once: left to qtbot, windows pile up until an event loop ends, and each follows the look."""
        self.window.close()
        shiboken6.delete(self.window)
        self.evening.diary.close()

    def open_advice(self) -> None:
        self.advice_opened += 1

    def export(self, path: Path) -> None:
        if self.refused:
            raise StoreError(self.refused)
        self.exported.append(path)

    def take_in(self, path: Path) -> str:
        if self.refused:
            raise StoreError(self.refused)
        return f"Taken in: all of {path.name}."

    def preview(self) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.previews += 1

    def delete(self) -> None:
        self.deleted += 1
        if self.trouble is not None:
            raise self.trouble

    def controls(self) -> list[QWidget]:
        """What the keyboard can reach on the open page and around it, by Tab or by arrow keys."""
        return [
            widget
            for widget in self.window.findChildren(QWidget)
            if widget.isVisible()
            and widget.isEnabled()
            and (widget.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(widget, SelectButton))
            and widget.focusProxy() is None
        ]

    def named(self, name: str) -> QWidget:
        (found,) = [widget for widget in self.controls() if spoken(widget) == name]
        return found

    def press(self, name: str) -> None:
        buttons = self.window.findChildren(QAbstractButton)
        (button,) = [b for b in buttons if b.isVisible() and b.isEnabled() and spoken(b) == name]
        button.click()

    def habit(self, title: str) -> None:
        rows = self.window.findChildren(SelectButton)
        (row,) = [row for row in rows if spoken(row).startswith(f"{title}, ")]
        row.click()

    def type(self, name: str, text: str) -> None:
        field = self.named(name)
        assert isinstance(field, LineField | TextField)
        field.setFocus()
        field.selectAll()
        if not text.isascii():  # QTest knows the keys of a Western keyboard only
            commit = QInputMethodEvent()
            commit.setCommitString(text)
            QApplication.sendEvent(field, commit)
        elif text:
            QTest.keyClicks(field, text)
        else:
            QTest.keyClick(field, Qt.Key.Key_Delete)

    def write(self, name: str, text: str, leave_for: str) -> None:
        """Several lines into a text field, which is left for another one."""
        first, *more = text.split("\n")
        self.type(name, first)
        for line in more:
            QTest.keyClick(self.named(name), Qt.Key.Key_Return)
            QTest.keyClicks(self.named(name), line)
        self.named(leave_for).setFocus()

    def enter(self, name: str, text: str) -> None:
        self.type(name, text)
        QTest.keyClick(self.named(name), Qt.Key.Key_Return)

    def slider(self) -> LeadSlider:
        (slider,) = self.window.findChildren(LeadSlider)
        return slider

    def says(self, text: str) -> bool:
        QApplication.processEvents()
        labels = self.window.findChildren(QLabel)
        return any(label.isVisible() and text in label.text() for label in labels)

    @property
    def text(self) -> str:
        return self.evening.settings.read_text(encoding="utf-8")

    def question(self) -> ConfirmDialog:
        (question,) = [found for found in self.window.findChildren(ConfirmDialog) if found.isVisible()]
        return question

    def answer(self, text: str) -> None:
        next(b for b in self.question().findChildren(QAbstractButton) if b.text() == text).click()

    def changes(self) -> dict[str, Any]:
        """What the file says now and did not say before, or the other way round (None)."""
        before, after = flat(tomllib.loads(FILE)), flat(tomllib.loads(self.text))
        keys = [key for key in before | after if before.get(key) != after.get(key)]
        return {key: after.get(key) for key in keys}


def spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def comments(text: str) -> list[str]:
    return [line.partition("#")[2] for line in text.splitlines() if "#" in line]


def flat(table: dict[str, Any], path: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in table.items():
        found |= flat(value, f"{path}{key}.") if isinstance(value, dict) else {f"{path}{key}": value}
    return found

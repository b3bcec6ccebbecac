"""The Tonight window: its rows, and the states that they show."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crampguard.routine.checklist import State
from crampguard.windows.tonight.row import ItemRow
from crampguard.windows.tonight.window import TonightWindow
from tests.moved_clock import Evening, at
from tests.windows.driver import Driver

OpenTonight = Callable[..., "TonightDriver"]


class TonightDriver(Driver[TonightWindow]):
    def __init__(self, qtbot: QtBot, evening: Evening) -> None:
        engine, diary = evening.engine, evening.diary
        super().__init__(qtbot, evening, lambda navigation: TonightWindow(engine, diary, navigation))
        evening.start()
        self.window.bring_forward()

    def move_to(self, wall: str) -> None:
        """A time of the first evening."""
        self.evening.move_to(at(f"2026-11-22 {wall}"))

    def rows(self) -> list[ItemRow]:
        return self.visible(ItemRow)

    def row(self, title: str) -> ItemRow:
        found = self.named(title)
        assert isinstance(found, ItemRow)
        return found

    def state(self, habit: str) -> State:
        return self.evening.item(habit).state

    def primaries(self) -> list[str]:
        """The buttons that stand out."""
        return [button.text() for button in self.visible(QPushButton) if button.property("kind") == "primary"]

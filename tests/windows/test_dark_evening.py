"""Dark windows in the evening, for those who want them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampguard.store.places import Places
from crampguard.windows.manager import WindowManager
from crampguard.windows.shared import theme
from tests.moved_clock import Evening, at, evening
from tests.nowhere import nothing

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class NoLogin:
    why_not = ""
    enabled = False

    def enable(self) -> None: ...

    def disable(self) -> None: ...


@pytest.fixture
def lived(tmp_path: Path, qapp: QApplication) -> Iterator[Evening]:
    lived = evening(tmp_path, at("2026-11-22 12:00"))
    lived.start()
    yield lived
    theme.darken(qapp, False)
    qapp.setStyleSheet("")
    lived.diary.close()


def unused() -> Any:
    raise AssertionError("only Tonight is opened")


def opened(lived: Evening, qtbot: QtBot) -> WindowManager:
    folder = lived.settings.parent
    places = Places(lived.settings, folder, folder / "log", folder / "socket")
    windows = WindowManager(
        lived.engine, lived.diary, lived.clock, places, NoLogin(), unused, unused, unused, unused, nothing
    )
    windows.open_tonight()
    qtbot.addWidget(windows._tonight)
    return windows


def ground(qapp: QApplication) -> str:
    """The colour of the windows, and of what is painted by hand."""
    window = qapp.palette().window().color().name().upper()
    assert window == theme.roles().window
    return window


def test_windows_are_dark_from_two_hours_before_bed_until_getting_up(
    lived: Evening, qtbot: QtBot, qapp: QApplication
) -> None:
    lived.edit("[look]\ndark_evening = true\n")
    opened(lived, qtbot)
    for wall, expected in (
        ("22 20:29", theme.LIGHT),
        ("22 20:30", theme.DARK),
        ("23 06:44", theme.DARK),
        ("23 06:45", theme.LIGHT),
    ):
        lived.move_to(at(f"2026-11-{wall}"))
        assert ground(qapp) == expected.window, wall


def test_without_that_wish_they_stay_as_the_desktop_is(
    lived: Evening, qtbot: QtBot, qapp: QApplication
) -> None:
    opened(lived, qtbot)
    lived.move_to(at("2026-11-22 22:00"))
    assert ground(qapp) == theme.LIGHT.window
    lived.edit("[look]\ndark_evening = true\n")
    assert ground(qapp) == theme.DARK.window
    lived.edit("[look]\ndark_evening = false\n")
    assert ground(qapp) == theme.LIGHT.window


def test_a_first_window_late_in_the_evening_is_dark_at_once(
    lived: Evening, qtbot: QtBot, qapp: QApplication
) -> None:
    lived.edit("[look]\ndark_evening = true\n")
    lived.move_to(at("2026-11-22 22:00"))
    opened(lived, qtbot)
    assert ground(qapp) == theme.DARK.window

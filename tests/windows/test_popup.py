"""Our own pop-up as it follows tonight. How a window manager treats it is tested on the real desktop."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from crampguard.routine.checklist import State
from crampguard.windows.popup.window import NoticePopup
from crampguard.windows.shared import theme
from crampguard.windows.shared.window import Window
from tests.answers import by
from tests.hostile import HOSTILE, own_habit
from tests.moved_clock import Evening, at, evening
from tests.nowhere import NOWHERE
from tests.windows.conftest import Look
from tests.windows.driver import spoken
from tests.windows.fakes import SmallScreen

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NAME = "CrampGuard"
ONLY_MINE = "[habits.cool_bedroom]\nenabled = false\n"

MakePopup = Callable[..., "Desk"]


class Desktop(QObject):
    """Asks for quiet when a test wants it."""

    changed = Signal()
    quiet = False

    def ask(self, quiet: bool) -> None:
        self.quiet = quiet
        self.changed.emit()


@dataclass
class Speaker:
    why_not: str = ""
    played: list[str] = field(default_factory=list)

    def play(self, name: str) -> None:
        self.played.append(name)

    def stop(self) -> None: ...


class Desk:
    """A pop-up that shows whatever joins, as where there is no notification server."""

    def __init__(self, qtbot: QtBot, lived: Evening) -> None:
        self.evening = lived
        self.desktop, self.speaker = Desktop(), Speaker()
        self.opened: list[str] = []
        navigation = replace(
            NOWHERE,
            tonight=lambda: self.opened.append("tonight"),
            stretch=lambda: self.opened.append("stretch"),
            cramp=lambda night: self.opened.append(f"cramp {night}"),
        )
        self.popup = NoticePopup(lived.engine, navigation, self.speaker, self.desktop)
        qtbot.addWidget(self.popup)
        lived.engine.listen(lambda tonight: self.popup.pop_up(tonight) if tonight.joined else None)
        lived.engine.listen(self.popup.follow)
        lived.start()

    def go(self, wall: str) -> None:
        self.evening.move_to(at(f"2026-11-22 {wall}"))

    @property
    def shown(self) -> bool:
        return self.popup.isVisible()

    @property
    def words(self) -> list[QLabel]:
        """Below the name of the program."""
        visible = (one for one in self.popup.findChildren(QLabel) if one.text() and one.isVisible())
        return [one for one in visible if one.text() != NAME]

    @property
    def texts(self) -> list[str]:
        return [one.text() for one in self.words]

    @property
    def buttons(self) -> dict[str, QPushButton]:
        visible = (one for one in self.popup.findChildren(QPushButton) if one.isVisible())
        return {spoken(one)[0]: one for one in visible}

    def press(self, name: str) -> None:
        QTest.mouseClick(self.buttons[name], Qt.MouseButton.LeftButton)

    def state(self, habit: str) -> State:
        return next(i.state for i in self.evening.engine.tonight.items if i.habit.id == habit)


@pytest.fixture
def popup(qtbot: QtBot, look: Look, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakePopup]:
    made: list[Desk] = []
    monkeypatch.setattr(QGuiApplication, "applicationDisplayName", lambda: NAME)

    def make(settings: str = "", start: str = "2026-11-22 21:00") -> Desk:
        made.append(Desk(qtbot, evening(tmp_path, at(start), settings)))
        return made[-1]

    yield make
    for desk in made:
        desk.evening.diary.close()


def test_it_has_the_words_and_the_answers_of_the_notification(popup: MakePopup) -> None:
    desk = popup()
    desk.go("21:30")
    notice = desk.evening.engine.tonight.notice
    assert notice is not None
    assert desk.texts == [notice.title, notice.body]
    assert list(desk.buttons) == ["Close", "Done", "In 15 min", "Not tonight"]


def test_done_marks_the_night_and_takes_it_down(popup: MakePopup) -> None:
    desk = popup()
    desk.go("21:30")
    desk.press("Done")
    assert (desk.state("cool_bedroom"), desk.shown) == (State.DONE, False)


def test_what_opens_a_window_opens_it(popup: MakePopup) -> None:
    desk = popup()
    desk.go("22:15")
    by(desk.evening.engine).done("cool_bedroom")
    desk.press("Guide me")
    assert (desk.opened, desk.shown) == (["stretch"], False)
    desk.evening.move_to(at("2026-11-23 07:30"))
    desk.press("Cramp…")
    assert desk.opened[-1] == "cramp 2026-11-22"


def test_a_button_answers_for_the_night_it_shows_when_it_is_pressed(popup: MakePopup) -> None:
    desk = popup()
    desk.go("21:30")
    desk.evening.move_to(at("2026-11-23 21:30"))
    desk.press("Done")
    assert desk.state("cool_bedroom") is State.DONE
    assert desk.evening.engine.tonight.night.date.day == 23


def test_a_click_beside_the_buttons_opens_the_list_and_answers_nothing(popup: MakePopup) -> None:
    desk = popup()
    desk.go("21:30")
    for word in desk.words:
        desk.popup.pop_up(desk.evening.engine.tonight)
        QTest.mouseClick(word, Qt.MouseButton.RightButton)
        assert desk.shown
        QTest.mouseClick(word, Qt.MouseButton.LeftButton)
        assert not desk.shown
    assert desk.opened == ["tonight", "tonight"]
    assert desk.state("cool_bedroom") is State.DUE


def shows_all(desk: Desk) -> bool:
    """Whether it is as high as what it says, and so needs not scroll."""
    assert desk.popup.minimumSize() == desk.popup.maximumSize()  # or sway would make it half the screen
    (area,) = desk.popup.findChildren(QScrollArea)
    return area.verticalScrollBar().maximum() == 0


def test_an_answer_elsewhere_shrinks_it_or_takes_it_down(popup: MakePopup) -> None:
    desk = popup()
    desk.go("21:30")
    assert shows_all(desk)
    desk.go("22:15")
    assert desk.texts[0] == "Cool bedroom, Bedtime leg stretch"
    assert shows_all(desk)
    by(desk.evening.engine).done("cool_bedroom")
    assert desk.texts[0] == "Bedtime leg stretch"
    assert shows_all(desk)
    by(desk.evening.engine).skip("stretch")
    assert not desk.shown


def test_once_closed_it_comes_again_only_with_what_joins(popup: MakePopup) -> None:
    desk = popup()
    desk.go("21:30")
    desk.press("Close")
    desk.evening.engine.refresh()
    assert (desk.shown, desk.state("cool_bedroom")) == (False, State.DUE)
    desk.go("22:15")
    assert desk.texts[0] == "Cool bedroom, Bedtime leg stretch"
    desk.popup.close()  # by the window manager
    desk.evening.engine.refresh()
    assert not desk.shown


def test_a_discreet_one_names_nothing(popup: MakePopup) -> None:
    desk = popup("[nudges]\ndiscreet = true\n")
    desk.go("21:30")
    assert desk.texts == ["Something is due. Open the list to see it."]
    assert spoken(desk.popup) == ("CrampGuard", "Something is due. Open the list to see it.")


def test_it_is_imported_only_when_it_is_needed() -> None:
    program = "import sys, crampguard.app; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "crampguard.windows.manager" in ended.stdout
    assert "crampguard.windows.popup" not in ended.stdout
    assert "crampguard.desktop.quiet" not in ended.stdout


# Quiet


def test_while_the_desktop_asks_for_quiet_it_keeps_still_and_comes_afterwards(popup: MakePopup) -> None:
    desk = popup("[nudges]\nsound = true\nsound_late = true\n")
    desk.desktop.ask(True)
    desk.go("21:30")
    assert (desk.shown, desk.speaker.played, desk.state("cool_bedroom")) == (False, [], State.DUE)
    desk.desktop.ask(False)
    assert (desk.shown, desk.speaker.played) == (True, ["nudge"])
    desk.desktop.ask(True)
    assert not desk.shown
    desk.desktop.ask(False)
    assert (desk.shown, desk.speaker.played) == (True, ["nudge"])


@pytest.mark.parametrize("over", ["answered", "no longer useful"])
def test_what_is_over_when_the_quiet_ends_does_not_come(popup: MakePopup, over: str) -> None:
    desk = popup(start="2026-11-22 12:00")
    desk.desktop.ask(True)
    desk.go("13:30")
    if over == "answered":
        by(desk.evening.engine).done("caffeine_cutoff")
    else:
        desk.go("16:00")
    desk.desktop.ask(False)
    assert not desk.shown


# Sound


@pytest.mark.parametrize(
    ("settings", "start", "wall", "played"),
    [
        ("", "12:00", "13:30", []),
        ("sound = true", "12:00", "13:30", ["nudge"]),
        ("sound = true", "21:00", "21:30", []),
        ("sound = true\nsound_late = true", "21:00", "21:30", ["nudge"]),
    ],
)
def test_it_sounds_by_the_rule_of_the_notification(
    popup: MakePopup, settings: str, start: str, wall: str, played: list[str]
) -> None:
    desk = popup(f"[nudges]\n{settings}\n", f"2026-11-22 {start}")
    desk.go(wall)
    assert (desk.shown, desk.speaker.played) == (True, played)


# For everyone


def test_a_screen_reader_is_told_of_an_alert_with_the_whole_notice(popup: MakePopup) -> None:
    desk = popup()
    desk.go("21:30")
    interface = QAccessible.queryAccessibleInterface(desk.popup)
    assert interface.role() is QAccessible.Role.AlertMessage
    assert list(spoken(desk.popup)) == desk.texts


def test_no_key_that_is_meant_for_another_program_can_answer(popup: MakePopup) -> None:
    desk = popup()
    desk.go("21:30")
    assert desk.popup.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert desk.popup.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    buttons = desk.popup.findChildren(QWidget)
    assert not any(button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in buttons)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_users_own_words_are_plain_text(popup: MakePopup, text: str) -> None:
    desk = popup(own_habit("mine", text) + ONLY_MINE)
    desk.go("21:30")
    assert desk.evening.engine.tonight.notice is not None
    assert desk.texts[0] == desk.evening.engine.tonight.notice.title
    for one in desk.words:
        assert one.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("size", [(1366, 768, 11), (1024, 600, 22)], ids=str)
def test_long_texts_wrap_and_it_fits_into_the_corner(
    popup: MakePopup,
    look: Look,
    monkeypatch: pytest.MonkeyPatch,
    roles: theme.Roles,
    size: tuple[int, int, int],
) -> None:
    width, height, points = size
    look(roles, points)
    monkeypatch.setattr(Window, "screen", lambda _window: SmallScreen(width, height))
    desk = popup(own_habit("mine", "W" * 80))
    for wall in ("21:30", "22:15", "22:30"):
        desk.go(wall)
        away = theme.px(theme.SPACE_M)
        assert desk.popup.geometry().bottomRight() == QRect(0, 0, width - away, height - away).bottomRight()
        assert QRect(0, 0, width, height).contains(desk.popup.geometry())
        for button in desk.buttons.values():
            if button.text():
                place = QRect(button.mapTo(desk.popup, button.rect().topLeft()), button.size())
                assert desk.popup.rect().contains(place)
                assert button.width() >= button.sizeHint().width()

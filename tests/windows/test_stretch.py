"""The guided stretch over a real engine. Seconds pass when a test says so."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from crampguard.routine.checklist import State
from crampguard.routine.stretching import WHOLE, Posture, StretchLeg, StretchMuscle
from crampguard.windows.shared import theme
from crampguard.windows.stretch.figure import Figure, drawings
from crampguard.windows.stretch.progress import CountdownRing, Segments
from crampguard.windows.stretch.window import StretchWindow
from tests.answers import by
from tests.moved_clock import Evening, at, evening
from tests.windows.accessibility import by_tab, spoken, unnamed
from tests.windows.conftest import Look

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Player:
    """Writes down what it is to play."""

    def __init__(self) -> None:
        self.why_not = ""
        self.played: list[str] = []

    def play(self, name: str) -> None:
        self.played.append(name)

    def stop(self) -> None:
        self.played.append("stop")


class Shown:
    """The window as a user sees and handles it."""

    def __init__(self, qtbot: QtBot, evening: Evening) -> None:
        self.evening, self.engine = evening, evening.engine
        self.advice_opened = 0
        self.player = Player()
        self.window = StretchWindow(evening.engine, evening.clock, self.player, self._open_advice)
        qtbot.addWidget(self.window)
        evening.start()
        self.window.bring_forward()
        qtbot.waitUntil(self.window.isActiveWindow)

    def _open_advice(self) -> None:
        self.advice_opened += 1

    def seconds(self, count: int) -> None:
        """So many seconds go by: on the clock, and for whatever counts them."""
        second = self.window._guide._second
        for _second in range(count):
            self.evening.move_by(seconds=1)
            if second.isActive():
                second.timeout.emit()

    def begin(self) -> None:
        self.button("Begin").click()

    def finish(self) -> None:
        self.begin()
        self.seconds(WHOLE)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def button(self, text: str) -> QPushButton:
        buttons = self.window.findChildren(QPushButton)
        return next(b for b in buttons if b.text() == text and b.isVisibleTo(self.window))

    def says(self, *texts: str) -> bool:
        labels = [label for label in self.window.findChildren(QLabel) if label.isVisibleTo(self.window)]
        return all(any(text in label.text() for label in labels) for text in texts)

    def state(self) -> State:
        return self.evening.item("stretch").state


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path, look: Look) -> Iterator[Shown]:
    shown = Shown(qtbot, evening(tmp_path, at("2026-11-22 22:16")))
    yield shown
    shown.evening.diary.close()


def test_nothing_runs_before_the_user_begins(shown: Shown) -> None:
    shown.seconds(30)
    assert shown.says("Calf, left leg", "When you are ready", "2 min 50 s left")
    assert shown.says("Ask your doctor first after a leg operation, clot or injury.")


def test_it_says_which_leg_which_muscle_and_how_long(shown: Shown) -> None:
    shown.begin()
    shown.seconds(31)
    assert shown.says("Calf, left leg", "2 of 3, back knee straight, heel down", "2 min 19 s left")
    assert shown.says("Hold", "Let it pull, not hurt. Keep breathing.")
    shown.seconds(51)
    assert shown.says("Change to the hamstrings", "Hamstring, left leg", "1 min 28 s left")
    shown.seconds(75)
    assert shown.says("Change legs", "Hamstring, right leg", "3 of 3", "13 s left")


def test_space_begins_pauses_and_goes_on(shown: Shown) -> None:
    shown.key(Qt.Key.Key_Space)
    shown.seconds(3)
    shown.key(Qt.Key.Key_Space)
    shown.seconds(60)
    assert shown.says("Paused", "2 min 47 s left")
    shown.key(Qt.Key.Key_Space)
    shown.seconds(2)
    assert shown.says("Hold", "2 min 45 s left")


def test_a_click_on_another_button_leaves_space_to_the_pause(shown: Shown) -> None:
    shown.begin()
    QTest.mouseClick(shown.button("Next"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(shown.button("Seated instead"), Qt.MouseButton.LeftButton)
    shown.key(Qt.Key.Key_Space)
    assert shown.says("Paused", "2 min 40 s left")


def test_steps_are_gone_back_and_on_by_button_and_by_arrow(shown: Shown) -> None:
    shown.begin()
    shown.seconds(2)
    shown.button("Next").click()
    assert shown.says("Change legs", "Calf, right leg", "2 min 40 s left")
    shown.key(Qt.Key.Key_Right)
    assert shown.says("Hold", "Calf, right leg", "2 min 36 s left")
    shown.key(Qt.Key.Key_Left)
    shown.button("Back").click()
    assert shown.says("Hold", "Calf, left leg", "2 min 50 s left")
    assert not shown.button("Back").isEnabled()


def test_a_step_taken_while_paused_stays_paused(shown: Shown) -> None:
    shown.begin()
    shown.button("Pause").click()
    shown.button("Next").click()
    shown.seconds(20)
    assert shown.says("Paused", "2 min 40 s left")


def test_nobody_leaps_to_the_end(shown: Shown) -> None:
    shown.begin()
    for _press in range(40):
        shown.key(Qt.Key.Key_Right)
    assert shown.says("Hamstring, right leg", "10 s left")
    assert shown.state() is not State.DONE


def test_seated_and_standing_change_at_any_time_and_are_remembered(shown: Shown) -> None:
    shown.begin()
    shown.seconds(4)
    shown.button("Seated instead").click()
    assert shown.says("seated, towel round the foot", "2 min 46 s left")
    shown.window.close()
    shown.window.bring_forward()
    assert shown.says("seated, towel round the foot")
    shown.button("Standing instead").click()
    assert shown.says("back knee straight, heel down")


def test_the_end_ticks_the_stretch_and_undo_takes_it_back(shown: Shown) -> None:
    shown.finish()
    assert shown.state() is State.DONE
    assert shown.says("That was the whole stretch.", "Bedtime leg stretch ticked.", "If it hurt")
    shown.button("Undo  Ctrl+Z").click()
    assert shown.state() is State.DUE
    assert shown.says("The stretch is no longer ticked.")


def test_undo_by_keyboard_gives_back_the_answer_from_before(shown: Shown) -> None:
    by(shown.engine).skip("stretch")
    shown.finish()
    assert shown.state() is State.DONE
    shown.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown.state() is State.SKIPPED
    by(shown.engine).done("stretch")
    shown.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)  # it was taken back already
    assert shown.state() is State.DONE


def test_the_end_ticks_the_night_in_which_it_was_begun(shown: Shown) -> None:
    shown.evening.move_to(at("2026-11-23 06:44"))
    shown.begin()
    shown.seconds(WHOLE)
    assert shown.engine.tonight.night.date == date(2026, 11, 23)
    assert shown.state() is not State.DONE
    marked = shown.engine.view(date(2026, 11, 22)).items
    assert next(item for item in marked if item.habit.id == "stretch").state is State.DONE


def test_where_it_was_ticked_before_there_is_nothing_to_take_back(shown: Shown) -> None:
    by(shown.engine).done("stretch")
    shown.finish()
    assert shown.says("Bedtime leg stretch was ticked already.")
    shown.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown.state() is State.DONE


def test_where_the_habit_is_off_nothing_is_ticked_and_nothing_is_wrong(shown: Shown) -> None:
    shown.evening.edit("[habits.stretch]\nenabled = false\n")
    shown.finish()
    assert shown.says("That was the whole stretch.")
    assert not shown.says("ticked")
    shown.evening.edit("")
    assert shown.state() is not State.DONE
    assert shown.engine.tonight.problems == ()


def test_a_tick_that_cannot_be_saved_is_said(shown: Shown) -> None:
    shown.begin()
    shown.seconds(WHOLE - 1)
    shown.evening.diary.close()
    shown.window._guide._second.timeout.emit()
    assert shown.says("That was the whole stretch.", "Not saved: ")


def test_a_late_space_at_the_end_presses_nothing(shown: Shown) -> None:
    shown.finish()
    shown.key(Qt.Key.Key_Space)
    assert shown.window.isVisible()
    assert shown.advice_opened == 0
    assert shown.says("Bedtime leg stretch ticked.")


def test_once_more_begins_anew(shown: Shown) -> None:
    shown.finish()
    shown.button("Once more").click()
    assert shown.says("When you are ready", "2 min 50 s left")
    shown.key(Qt.Key.Key_Space)
    shown.seconds(1)
    assert shown.says("2 min 49 s left")


def test_closed_in_the_middle_it_ticks_nothing_and_stops(shown: Shown) -> None:
    shown.begin()
    shown.seconds(100)
    shown.key(Qt.Key.Key_Escape)
    assert not shown.window.isVisible()
    assert not shown.window._guide.running
    assert shown.state() is State.DUE
    shown.window.bring_forward()
    assert shown.says("When you are ready", "2 min 50 s left")


def test_minimised_it_goes_on(shown: Shown) -> None:
    shown.begin()
    shown.window.showMinimized()
    shown.seconds(10)
    shown.window.showNormal()
    assert shown.says("2 min 40 s left")


def test_opened_while_it_runs_it_is_only_brought_forward(shown: Shown) -> None:
    shown.begin()
    shown.seconds(5)
    shown.window.bring_forward()
    assert shown.says("Hold", "2 min 45 s left")


def test_opened_when_it_is_over_it_begins_anew(shown: Shown) -> None:
    shown.finish()
    shown.window.bring_forward()
    assert shown.says("When you are ready")


def test_left_standing_for_a_night_it_begins_anew_when_opened(shown: Shown) -> None:
    shown.begin()
    shown.seconds(5)
    shown.button("Pause").click()
    shown.window.bring_forward()
    assert shown.says("Paused")
    shown.evening.move_to(at("2026-11-23 22:00"))
    shown.window.bring_forward()
    assert shown.says("When you are ready")


def test_after_a_suspend_it_is_paused_where_it_was(shown: Shown) -> None:
    shown.begin()
    shown.seconds(5)
    shown.evening.move_by(hours=8)
    shown.window._guide._second.timeout.emit()
    assert shown.says("Paused", "2 min 45 s left")
    shown.button("Go on").click()
    shown.seconds(1)
    assert shown.says("Hold", "2 min 44 s left")


def test_it_counts_with_a_timer_of_a_second(shown: Shown, qtbot: QtBot) -> None:
    assert shown.window._guide._second.interval() == 1000
    shown.begin()
    assert shown.window._guide._second.isActive()
    shown.button("Pause").click()
    assert not shown.window._guide._second.isActive()


def test_when_to_see_someone_is_reached_from_here(shown: Shown) -> None:
    shown.button("When to see a doctor").click()
    shown.finish()
    shown.button("When to see a doctor").click()
    assert shown.advice_opened == 2


def test_a_screen_reader_is_told_of_steps_and_not_of_seconds(shown: Shown) -> None:
    doing = shown.window._stretch._instruction
    heard = [spoken(doing)[0]]
    shown.begin()
    for _second in range(25):
        if (name := spoken(doing)[0]) != heard[-1]:
            heard.append(name)
        shown.seconds(1)
    assert [sentence.split(".")[0] for sentence in heard] == [
        "When you are ready",
        "Hold",
        "Change legs",
        "Hold",
        "Change legs",
    ]
    assert "Calf, right leg: 1 of 3, back knee straight, heel down" in heard[2]


def test_every_control_has_a_name_and_the_keyboard_reaches_it(shown: Shown) -> None:
    assert unnamed(shown.window) == []
    shown.begin()
    shown.button("Next").click()
    names = {spoken(control)[0] for control in by_tab(shown.window)}
    assert names == {"Pause", "Back", "Next", "Seated instead", "Mute", "When to see a doctor"}


# What is painted


def colour_at(image: QImage, x: float, y: float) -> str:
    """The colour at a place, given in shares of width and height."""
    return image.pixelColor(int(image.width() * x), int(image.height() * y)).name().upper()


def arc(ring: CountdownRing) -> list[str]:
    """The colours of the ring just past twelve, at three, six and nine, and just before twelve."""
    image, edge = ring.grab().toImage(), theme.px(4.8) / ring.width()
    places = ((0.54, edge), (1 - edge, 0.5), (0.5, 1 - edge), (edge, 0.5), (0.44, edge))
    return [colour_at(image, x, y) for x, y in places]


def test_the_ring_runs_out_clockwise(look: Look) -> None:
    ring, full, empty = CountdownRing(), theme.LIGHT.dusk, theme.LIGHT.ring_track
    ring.show_seconds(10, 10, grey=False)
    assert arc(ring) == [full] * 5
    ring.show_seconds(6, 10, grey=False)
    assert arc(ring) == [empty, empty, full, full, full]
    ring.show_seconds(1, 10, grey=False)
    assert arc(ring) == [empty, empty, empty, empty, full]


def test_the_ring_is_grey_while_nothing_is_held(shown: Shown) -> None:
    def colour() -> str:
        return arc(shown.window._stretch._ring)[-1]

    assert colour() == theme.LIGHT.edge
    shown.begin()
    assert colour() == theme.LIGHT.dusk
    shown.button("Next").click()
    assert colour() == theme.LIGHT.edge
    shown.button("Next").click()
    assert colour() == theme.LIGHT.dusk
    shown.button("Pause").click()
    assert colour() == theme.LIGHT.edge


def test_each_hold_fills_a_segment_of_its_muscle(shown: Shown) -> None:
    def filled() -> list[int]:
        bars = shown.window.findChildren(Segments)
        images = [
            bar.grab().toImage()
            for bar in sorted(bars, key=lambda bar: bar.mapTo(shown.window, QPoint()).x())
        ]
        middles = [(piece + 0.5) / 6 for piece in range(6)]
        return [sum(colour_at(image, x, 0.5) == theme.LIGHT.dusk for x in middles) for image in images]

    shown.begin()
    assert filled() == [0, 0]
    shown.seconds(24)
    assert filled() == [2, 0]
    shown.seconds(7)
    assert filled() == [2, 0]
    shown.seconds(5)
    assert filled() == [3, 0]
    shown.seconds(123)
    assert filled() == [6, 5]


def painted(
    look: Look, roles: theme.Roles, muscle: StretchMuscle, leg: StretchLeg, posture: Posture
) -> QImage:
    look(roles, 11)
    figure = Figure()
    figure.resize(QSize(240, 240))
    figure.show_stretch(muscle, leg, posture)
    return figure.grab().toImage()


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("muscle", StretchMuscle)
@pytest.mark.parametrize("posture", Posture)
def test_the_left_leg_is_the_mirrored_picture_of_the_right(
    look: Look, roles: theme.Roles, muscle: StretchMuscle, posture: Posture
) -> None:
    left, right = (painted(look, roles, muscle, leg, posture) for leg in StretchLeg)
    points = [(x, y) for x in range(4, 236, 3) for y in range(4, 236, 3)]
    differ = [p for p in points if not alike(left.pixel(239 - p[0], p[1]), right.pixel(*p))]
    assert left != right
    assert len(differ) < len(points) / 100


def alike(one: int, other: int) -> bool:
    return all(abs((one >> shift & 255) - (other >> shift & 255)) < 64 for shift in (0, 8, 16))


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_what_is_stretched_is_lit_in_every_picture(look: Look, roles: theme.Roles) -> None:
    shown = [
        painted(look, roles, muscle, StretchLeg.RIGHT, posture)
        for muscle in StretchMuscle
        for posture in Posture
    ]
    for image in shown:
        colours = {image.pixelColor(x, y).name().upper() for x in range(240) for y in range(240)}
        assert {roles.lamp_edge.upper(), roles.text.upper(), roles.surface.upper()} <= colours
    assert len({bytes(image.constBits()) for image in shown}) == 4


def test_there_is_a_picture_for_every_muscle_and_posture() -> None:
    assert set(drawings()) == {f"{muscle}_{posture}" for muscle in StretchMuscle for posture in Posture}


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("points", [11, 22])
@pytest.mark.parametrize("seconds", [0, 31, 82, WHOLE])
def test_no_word_is_cut_at_any_size(
    qtbot: QtBot,
    tmp_path: Path,
    look: Callable[[theme.Roles, float], None],
    roles: theme.Roles,
    points: float,
    seconds: int,
) -> None:
    look(roles, points)
    shown = Shown(qtbot, evening(tmp_path, at("2026-11-22 22:16")))
    shown.window.resize(shown.window.minimumWidth(), 1100)
    if seconds:
        shown.begin()
        shown.seconds(seconds)
    qtbot.wait(1)
    for text in shown.window.findChildren(QLabel):
        if text.isVisibleTo(shown.window) and text.text():
            room = QRect(0, 0, text.width() if text.wordWrap() else 10_000, 10_000)
            flags = Qt.TextFlag.TextWordWrap if text.wordWrap() else Qt.TextFlag.TextSingleLine
            needed = text.fontMetrics().boundingRect(room, flags, text.text())
            assert needed.height() <= text.height() + 2, text.text()
            assert needed.width() <= text.width() + 2, text.text()
    for button in shown.window.findChildren(QPushButton):
        if button.isVisibleTo(shown.window):
            right = button.mapTo(shown.window, button.rect().bottomRight()).x()
            assert right <= shown.window.width(), button.text()
            assert button.width() >= button.sizeHint().width(), button.text()
    shown.evening.diary.close()


# Sounds


def test_a_tone_tells_each_change_and_the_end(shown: Shown) -> None:
    shown.player.played.clear()
    shown.finish()
    assert shown.player.played == [*["hold", "change"] * 11, "hold", "end"]


def test_a_pause_within_a_step_makes_no_sound_when_it_goes_on(shown: Shown) -> None:
    shown.begin()
    shown.seconds(3)
    shown.player.played.clear()
    shown.button("Pause").click()
    shown.seconds(60)
    shown.button("Go on").click()
    shown.seconds(3)
    assert shown.player.played == []


def test_one_click_turns_the_sounds_off_for_good(shown: Shown) -> None:
    shown.begin()
    shown.button("Mute").click()
    shown.player.played.clear()
    shown.seconds(WHOLE)
    assert shown.player.played == []
    assert not shown.engine.settings.stretch_sounds
    shown.button("Unmute").click()
    assert shown.engine.settings.stretch_sounds


def test_where_nothing_can_play_the_control_says_so(shown: Shown) -> None:
    shown.begin()
    shown.player.why_not = "No sound can be played here."
    shown.seconds(1)
    button = shown.button("No sounds here")
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == "No sound can be played here."


def test_closing_the_window_cuts_the_sound_off(shown: Shown) -> None:
    shown.begin()
    shown.window.close()
    assert shown.player.played[-1] == "stop"

"""The part "Let chance decide": starting, what tonight is, what came of it, and stopping."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crampguard.routine.actions import ActionKind
from crampguard.routine.checklist import Answer
from crampguard.routine.morning import Morning
from crampguard.store.learning import begin_trial, keep_coin, latest_trial
from crampguard.windows.history.trial_card import TrialCard
from tests.answers import by
from tests.moved_clock import Evening, at, evening
from tests.windows.conftest import Look
from tests.windows.history.shown import QUESTION, Shown, offered

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = date(2026, 11, 22)
STRETCH = "Start: Bedtime leg stretch"


@pytest.fixture
def after(qtbot: QtBot, tmp_path: Path, look: Look) -> Iterator[Callable[..., Shown]]:
    """The page; with a trial of the stretch of so many nights, with it every other night."""
    opened: list[Evening] = []

    def open_(nights: int = 0, settings: str = "") -> Shown:
        begun = evening(tmp_path, at(f"{TODAY} 20:00"), settings)
        opened.append(begun)
        if nights:
            fill(begun, nights)
        shown = Shown(qtbot, begun)
        shown.open_tab(QUESTION)
        return shown

    yield open_
    for one in opened:
        one.diary.close()


def fill(begun: Evening, nights: int) -> None:
    """No cramp on any night with it, one on each without."""
    first = TODAY - timedelta(days=nights)
    with begun.diary.transaction():
        begin_trial(begun.diary, "stretch", first, at(f"{first} 12:00"))
        for number in range(nights):
            night, with_it = first + timedelta(days=number), number % 2 == 0
            keep_coin(begun.diary, night, with_it, at(f"{night} 07:00"))
            begun.diary.mark(
                night, "stretch", Answer.DONE if with_it else Answer.SKIPPED, at(f"{night} 22:00")
            )
            begun.diary.set_morning(
                night, Morning(cramp=not with_it), at(f"{night} 22:00") + timedelta(hours=9)
            )


def card(shown: Shown) -> str:
    """All that the part says."""
    part = shown.window.findChildren(TrialCard)[0]
    return " ".join(one.text() for one in part.findChildren(QLabel) if one.isVisibleTo(shown.window))


def test_it_says_what_a_trial_is_and_offers_the_two_safe_habits(after: Callable[..., Shown]) -> None:
    shown = after()
    assert "Let chance decide" in card(shown)
    assert "you can stop at any time." in card(shown)
    assert offered(shown, STRETCH)
    assert offered(shown, "Start: Loosen bedding")
    assert not offered(shown, "Stop the trial")


def test_a_habit_that_is_switched_off_is_not_offered(after: Callable[..., Shown]) -> None:
    shown = after(settings="[habits.loose_bedding]\nenabled = false\n")
    assert offered(shown, STRETCH)
    assert not offered(shown, "Start: Loosen bedding")


def test_started_it_says_what_tonight_is(after: Callable[..., Shown]) -> None:
    shown = after()
    shown.button(STRETCH).click()
    begun = latest_trial(shown.diary)
    assert begun is not None
    side = "with" if begun.coins[TODAY] else "without"
    assert f"Your trial: tonight {side} “Bedtime leg stretch”." in card(shown)
    assert "it is too early to say" in card(shown)
    assert not offered(shown, STRETCH)


def test_a_start_can_be_taken_back(after: Callable[..., Shown]) -> None:
    shown = after()
    shown.button(STRETCH).click()
    assert shown.says("Bedtime leg stretch: your trial has begun.")
    shown.button("Undo").click()
    assert offered(shown, STRETCH)
    assert not offered(shown, "Undo")


def test_while_it_runs_it_tells_the_nights_and_how_often_the_coin_was_followed(
    after: Callable[..., Shown],
) -> None:
    shown = after(4)
    assert "With it, as the coin said: a cramp on 0 of 2 nights. Without it: on 2 of 2." in card(shown)
    assert "You did as the coin said on 100 % of the nights" in card(shown)
    assert "E-value" not in card(shown)
    shown.button("Figures of the trial").click()
    assert "E-value" in card(shown)


def test_the_next_night_has_a_coin_of_its_own_and_nothing_to_take_back(after: Callable[..., Shown]) -> None:
    shown = after()
    shown.button(STRETCH).click()
    shown.evening.move_to(at("2026-11-23 12:00"))
    begun = latest_trial(shown.diary)
    assert begun is not None
    side = "with" if begun.coins[TODAY + timedelta(days=1)] else "without"
    assert f"Your trial: tonight {side} “Bedtime leg stretch”." in card(shown)
    assert not offered(shown, "Undo")


def test_one_click_stops_it_and_can_be_taken_back(after: Callable[..., Shown]) -> None:
    shown = after(4)
    shown.button("Stop the trial").click()
    assert "You stopped your trial before there was a clear result" in card(shown)
    assert offered(shown, STRETCH)
    shown.button("Undo").click()
    assert offered(shown, "Stop the trial")
    assert "a cramp on 0 of 2 nights" in card(shown)


def test_stopped_in_a_terminal_it_is_followed(after: Callable[..., Shown]) -> None:
    shown = after(4)
    by(shown.engine).perform(ActionKind.TRIAL_STOP)
    assert not offered(shown, "Stop the trial")


def test_its_verdict_ends_it(after: Callable[..., Shown]) -> None:
    shown = after(20)
    assert "In your trial there were fewer cramps with this habit: Bedtime leg stretch." in card(shown)
    assert "Chance chose the nights, so this is more than coincidence." in card(shown)
    assert "Your trial: tonight" not in card(shown)
    assert not offered(shown, "Stop the trial")

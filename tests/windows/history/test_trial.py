"""The part "Let chance decide": starting, what tonight is, what came of it, and stopping."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crampguard.routine.actions import ActionKind
from crampguard.routine.checklist import Answer
from crampguard.routine.morning import Morning
from crampguard.store.learning import begin_trial, keep_coin, latest_trial
from crampguard.windows.history.trial_card import TrialCard
from tests.answers import by
from tests.moved_clock import Evening, at
from tests.windows.conftest import Begin
from tests.windows.history.driver import QUESTION, HistoryDriver, OpenHistory

TODAY = date(2026, 11, 22)
STRETCH = "Start: Bedtime leg stretch"


@pytest.fixture
def after(qtbot: QtBot, begin: Begin) -> OpenHistory:
    """The page; with a trial of the stretch of so many nights, with it every other night."""

    def open_(nights: int = 0, settings: str = "") -> HistoryDriver:
        begun = begin(f"{TODAY} 20:00", settings)
        if nights:
            fill(begun, nights)
        shown = HistoryDriver(qtbot, begun)
        shown.open_tab(QUESTION)
        return shown

    return open_


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


def card(shown: HistoryDriver) -> str:
    """All that the part says."""
    part = shown.window.findChildren(TrialCard)[0]
    return " ".join(one.text() for one in part.findChildren(QLabel) if one.isVisibleTo(shown.window))


def test_it_says_what_a_trial_is_and_offers_the_two_safe_habits(after: OpenHistory) -> None:
    shown = after()
    assert "Let chance decide" in card(shown)
    assert "you can stop at any time." in card(shown)
    assert shown.offers(STRETCH)
    assert shown.offers("Start: Loosen bedding")
    assert not shown.offers("Stop the trial")


def test_a_habit_that_is_switched_off_is_not_offered(after: OpenHistory) -> None:
    shown = after(settings="[habits.loose_bedding]\nenabled = false\n")
    assert shown.offers(STRETCH)
    assert not shown.offers("Start: Loosen bedding")


def test_started_it_says_what_tonight_is(after: OpenHistory) -> None:
    shown = after()
    shown.click(STRETCH)
    begun = latest_trial(shown.diary)
    assert begun is not None
    side = "with" if begun.coins[TODAY] else "without"
    assert f"Your trial: tonight {side} “Bedtime leg stretch”." in card(shown)
    assert "it is too early to say" in card(shown)
    assert not shown.offers(STRETCH)


def test_a_start_can_be_taken_back(after: OpenHistory) -> None:
    shown = after()
    shown.click(STRETCH)
    assert shown.says("Bedtime leg stretch: your trial has begun.")
    shown.click("Undo")
    assert shown.offers(STRETCH)
    assert not shown.offers("Undo")


def test_while_it_runs_it_tells_the_nights_and_how_often_the_coin_was_followed(
    after: OpenHistory,
) -> None:
    shown = after(4)
    assert "Nights with a cramp, as the coin said: 0 of 2 with it, 2 of 2 without it." in card(shown)
    assert "You did as the coin said on 100 % of the nights" in card(shown)
    assert "E-value" not in card(shown)
    shown.click("Figures of the trial")
    assert "E-value" in card(shown)


def test_the_next_night_has_a_coin_of_its_own_and_nothing_to_take_back(after: OpenHistory) -> None:
    shown = after()
    shown.click(STRETCH)
    shown.evening.move_to(at("2026-11-23 12:00"))
    begun = latest_trial(shown.diary)
    assert begun is not None
    side = "with" if begun.coins[TODAY + timedelta(days=1)] else "without"
    assert f"Your trial: tonight {side} “Bedtime leg stretch”." in card(shown)
    assert not shown.offers("Undo")


def test_one_click_stops_it_and_can_be_taken_back(after: OpenHistory) -> None:
    shown = after(4)
    shown.click("Stop the trial")
    assert "You stopped your trial before there was a clear result" in card(shown)
    assert shown.offers(STRETCH)
    shown.click("Undo")
    assert shown.offers("Stop the trial")
    assert "0 of 2 with it" in card(shown)


def test_stopped_in_a_terminal_it_is_followed(after: OpenHistory) -> None:
    shown = after(4)
    by(shown.engine).perform(ActionKind.TRIAL_STOP)
    assert not shown.offers("Stop the trial")


def test_its_verdict_ends_it(after: OpenHistory) -> None:
    shown = after(20)
    assert "In your trial there were fewer cramps with this habit: Bedtime leg stretch." in card(shown)
    assert "Chance chose the nights, so this is more than coincidence." in card(shown)
    assert "Your trial: tonight" not in card(shown)
    assert not shown.offers("Stop the trial")

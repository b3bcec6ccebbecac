"""The words beside an item and for the evening."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from crampguard.routine.checklist import Pause, Remembered
from crampguard.routine.habits import Habit, Kind
from crampguard.routine.tonight import NextUp, Tonight
from crampguard.routine.words import bedtime_words, countdown, pause_words, state_words, summary
from tests.routine.builders import COFFEE, COOL, DATE, STRETCH, at, evening, remembered

NOTHING = Remembered()


def _with_next(tonight: Tonight) -> Tonight:
    return replace(tonight, next=tonight.next_up())


@pytest.mark.parametrize(
    ("now", "known", "words"),
    [
        ("22:14", NOTHING, ""),
        ("22:15", NOTHING, "now"),
        ("22:20", remembered(told=["stretch"]), "now"),
        ("22:20", remembered(snoozed={"stretch": "22:40"}), "again at 22:40"),
        ("22:40", remembered(snoozed={"stretch": "22:40"}), "now"),
        ("22:20", remembered(done=["stretch"]), ""),
        ("22:20", remembered(skipped=["stretch"]), "skipped"),
        ("22:20", remembered(cleared=["stretch"]), "now"),
        ("23:30", NOTHING, "not recorded"),
        ("23:30", remembered(cleared=["stretch"]), "not recorded"),
        ("23:30", remembered(done=["stretch"]), ""),
    ],
)
def test_the_words_of_something_to_do(now: str, known: Remembered, words: str) -> None:
    tonight = evening(now, STRETCH, known=known)
    assert state_words(tonight, tonight.items[0]) == words


@pytest.mark.parametrize(
    ("now", "known", "words"),
    [
        ("13:29", NOTHING, ""),
        ("13:30", NOTHING, "now"),
        ("13:30", remembered(told=["coffee"]), "now"),
        ("13:40", remembered(heard=["coffee"]), "asks at 19:30"),
        ("13:40", remembered(snoozed={"coffee": "13:55"}), "again at 13:55"),
        ("16:00", NOTHING, "asks at 19:30"),
        ("19:30", NOTHING, "none since 13:30?"),
        ("03:00", NOTHING, "none since 13:30?"),
        ("19:30", remembered(cleared=["coffee"]), "none since 13:30?"),
        ("19:30", remembered(done=["coffee"]), "none since 13:30"),
        ("14:00", remembered(done=["coffee"]), "none since 13:30"),
        ("19:30", remembered(skipped=["coffee"]), "skipped"),
    ],
)
def test_the_words_of_a_heads_up(now: str, known: Remembered, words: str) -> None:
    tonight = evening(now, COFFEE, known=known)
    assert state_words(tonight, tonight.items[0]) == words


def test_a_heads_up_that_never_asks_has_the_words_of_something_to_do() -> None:
    tonight = evening("22:20", Habit("own", "Own", Kind.ABSTAIN, lead=15))
    assert state_words(tonight, tonight.items[0]) == "now"


def test_bedtime_is_said_by_the_wall_clock() -> None:
    assert bedtime_words(evening("12:00")) == "Bedtime 22:30"


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("07:00", "in 15 h 30 min"),
        ("20:30", "in 2 h 0 min"),
        ("21:29", "in 1 h 1 min"),
        ("21:29:01", "in 1 h 1 min"),
        ("21:30", "in 60 minutes"),
        ("22:28", "in 2 minutes"),
        ("22:28:59", "in 2 minutes"),
        ("22:29", "in 1 minute"),
        ("22:29:59", "in 1 minute"),
        ("22:30", ""),
        ("03:00", ""),
    ],
)
def test_the_countdown_to_bedtime_is_in_whole_minutes_begun(now: str, words: str) -> None:
    assert countdown(evening(now)) == words


@pytest.mark.parametrize(
    ("pause", "words"),
    [
        (None, ""),
        (Pause(at("20:00"), None), "Paused until you resume"),
        (Pause(at("20:00"), at("23:00")), "Paused until 23:00"),
        (Pause(at("20:00"), at("22:00")), ""),
    ],
)
def test_a_pause_says_how_long_it_lasts(pause: Pause | None, words: str) -> None:
    assert pause_words(evening("22:00", pause=pause)) == words


def test_the_summary_says_what_is_next_when_bed_is_and_what_is_done() -> None:
    tonight = evening("21:40", COOL, STRETCH, known=remembered(told=["cool"], done=["cool"]))
    assert summary(_with_next(tonight)) == "Next: Leg stretch 22:15. Bedtime 22:30. 1 of 2 done."


def test_the_summary_names_all_that_come_together() -> None:
    other = Habit("tea", "Evening tea", lead=15)
    assert summary(_with_next(evening("21:00", STRETCH, other))).startswith(
        "Next: Leg stretch, Evening tea 22:15."
    )


def test_the_summary_leaves_out_what_is_next_on_another_night() -> None:
    tomorrow = NextUp(DATE + timedelta(days=1), at("22:15") + timedelta(days=1), ("stretch",))
    tonight = replace(evening("23:45", STRETCH, known=remembered(done=["stretch"])), next=tomorrow)
    assert summary(tonight) == "Bedtime 22:30. 1 of 1 done."


def test_the_summary_of_an_evening_without_items_is_its_bedtime() -> None:
    assert summary(replace(evening("12:00"), items=())) == "Bedtime 22:30."
    all_skipped = evening("22:20", STRETCH, known=remembered(skipped=["stretch"]))
    assert summary(all_skipped) == "Bedtime 22:30."


def test_the_summary_of_a_pause_says_it_first_and_nothing_of_what_is_next() -> None:
    tonight = _with_next(evening("21:00", STRETCH, pause=Pause(at("20:00"), at("22:00"))))
    assert tonight.next is not None
    assert summary(tonight) == "Paused until 22:00. Bedtime 22:30. 0 of 1 done."


def test_a_discreet_summary_says_when_and_not_what() -> None:
    tonight = evening("21:40", COOL, STRETCH, known=remembered(told=["cool"], done=["cool"]))
    words = summary(_with_next(tonight), named=False)
    assert words == "Next at 22:15. Bedtime 22:30. 1 of 2 done."


def test_the_summary_of_many_long_titles_is_bounded() -> None:
    many = [Habit(f"h{n}", "T" * 80, lead=15) for n in range(9)]
    assert len(summary(_with_next(evening("21:00", *many)))) < 200

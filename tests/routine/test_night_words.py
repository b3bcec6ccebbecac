"""The words for nights that are over."""

from datetime import date, time

import pytest

from crampguard.routine.checklist import Answer
from crampguard.routine.clock import ClockStyle
from crampguard.routine.month import NightSummary, Week, When
from crampguard.routine.morning import Leg, Morning, Muscle
from crampguard.routine.night_words import cell_words, cramp_words, night_rows, totals_words, week_words
from crampguard.routine.text import shown
from tests.hostile import HOSTILE
from tests.routine.builders import COFFEE, COOL, STRETCH

H24, H12 = ClockStyle.HOURS_24, ClockStyle.HOURS_12

NIGHT = date(2026, 11, 14)
NONE = Morning(cramp=False)
WORST = Morning(
    cramp=True, count=2, time=time(3, 10), leg=Leg.LEFT, muscle=Muscle.CALF, minutes=4, pain=6, awake=20
)


def cell(when: When = When.PAST, morning: Morning | None = None, *, recorded: bool = True) -> str:
    return cell_words(NightSummary(NIGHT, when, recorded, morning, 7, 9), 2026)


def test_a_cell_tells_its_night() -> None:
    assert cell(morning=WORST) == "Saturday 14 November: cramp, pain 6; routine 7 of 9"
    assert cell(morning=Morning(cramp=True)) == "Saturday 14 November: cramp; routine 7 of 9"
    assert cell(morning=NONE) == "Saturday 14 November: no cramp; routine 7 of 9"
    assert cell() == "Saturday 14 November: morning not answered; routine 7 of 9"
    assert cell(recorded=False) == "Saturday 14 November: nothing recorded"
    assert cell(When.BEFORE, recorded=False) == "Saturday 14 November: nothing recorded"
    assert cell(When.TONIGHT) == "Saturday 14 November, tonight: routine 7 of 9"
    assert cell(When.LATER, recorded=False) == "Saturday 14 November: not yet"


def test_another_year_is_named() -> None:
    night = NightSummary(date(2025, 11, 14), When.PAST, False, None, 0, 9)
    assert cell_words(night, 2026) == "Friday 14 November 2025: nothing recorded"


@pytest.mark.parametrize(
    ("morning", "words"),
    [
        (NONE, "None."),
        (Morning(cramp=False, sore=True), "None. Sore that day."),
        (Morning(cramp=True), "Yes."),
        (Morning(cramp=True, count=1), "One."),
        (Morning(cramp=True, count=3), "3."),
        (WORST, "2; the worst about 03:10, left calf, 1 to 5 minutes, pain 6. Awake 20 minutes."),
        (Morning(cramp=True, count=1, leg=Leg.BOTH, minutes=0), "One, both legs, under a minute."),
        (Morning(cramp=True, leg=Leg.RIGHT, muscle=Muscle.FOOT, pain=0), "Yes, right foot, pain 0."),
        (
            Morning(cramp=True, leg=Leg.BOTH, muscle=Muscle.THIGH, minutes=11),
            "Yes, thigh, both legs, over 10 minutes.",
        ),
        (
            Morning(cramp=True, muscle=Muscle.CALF, minutes=10, awake=1),
            "Yes, calf, 5 to 10 minutes. Awake 1 minute.",
        ),
        (Morning(cramp=True, awake=0, sore=True), "Yes. Awake 0 minutes. Sore that day."),
    ],
)
def test_the_cramp_in_words_holds_what_is_known_and_nothing_else(morning: Morning, words: str) -> None:
    assert cramp_words(morning, H24) == words


def test_times_are_told_as_the_user_reads_them() -> None:
    told = Morning(cramp=True, time=time(3, 10))
    assert cramp_words(told, H24) == "Yes, about 03:10."
    assert cramp_words(told, H12) == "Yes, about 3:10\u00a0am."


SAID = ((COFFEE, Answer.DONE), (COOL, Answer.SKIPPED), (STRETCH, None))


def test_the_story_of_a_night() -> None:
    assert night_rows(WORST, SAID, "23:30", When.PAST, H24) == [
        ("Cramp", cramp_words(WORST, H24)),
        ("Routine", "1 of 3 done, bed at 23:30"),
        ("Skipped", "Cool bedroom"),
        ("No record", "Leg stretch"),
    ]


def test_a_night_without_a_morning_says_so_and_one_that_is_not_over_does_not_ask_for_it() -> None:
    assert night_rows(None, SAID, "23:30", When.PAST, H24)[0] == ("Cramp", "the morning was not answered")
    assert night_rows(None, SAID, "23:30", When.TONIGHT, H24)[0] == ("Cramp", "not yet")
    assert [name for name, _words in night_rows(None, SAID[2:], "23:30", When.LATER, H24)] == [
        "Cramp",
        "Routine",
    ]


def test_of_a_night_before_the_first_one_there_is_nothing_to_say() -> None:
    assert night_rows(None, SAID[2:], "23:30", When.BEFORE, H24) == []


def test_a_night_of_which_no_habit_is_known_has_no_routine_in_its_cell() -> None:
    night = NightSummary(NIGHT, When.PAST, True, Morning(cramp=False), 0, 0)
    assert cell_words(night, 2026).endswith(": no cramp")


def test_an_evening_without_habits_has_a_bedtime() -> None:
    assert ("Routine", "bed at 23:30") in night_rows(None, (), "23:30", When.PAST, H24)


def test_what_the_user_wrote_is_told_in_short() -> None:
    told = Morning(cramp=True, triggers=("hot day", "garden"), eased="standing on it", note="word " * 100)
    lines = dict(night_rows(told, (), "23:30", When.PAST, H24))
    assert lines["Perhaps from"] == "hot day, garden"
    assert lines["Eased by"] == "standing on it"
    assert len(lines["Note"]) <= 160
    assert lines["Note"].endswith("word…")


def test_a_week_in_words() -> None:
    week = Week(date(2026, 10, 5), nights=7, answered=6, cramps=1, routine=4.2)
    assert week_words(week, 2026) == (
        "Week of Monday 5 October: cramp on 1 night; routine 60 %; 6 of 7 mornings answered"
    )


def test_the_whole_diary_in_a_line() -> None:
    assert totals_words(date(2026, 10, 5), date(2026, 11, 22), 41, 12) == (
        "48 nights since Monday 5 October · 41 mornings answered · 12 nights with a cramp"
    )
    assert totals_words(date(2025, 11, 21), date(2025, 11, 22), 1, 1) == (
        "1 night since Friday 21 November · 1 morning answered · 1 night with a cramp"
    )


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_the_users_own_words_are_shown_as_text_and_cut_kindly(text: str) -> None:
    words = dict(
        night_rows(
            Morning(cramp=True, triggers=(text, "x"), eased=text, note=text), (), "23:30", When.PAST, H24
        )
    )
    assert words["Eased by"] == words["Note"] == shown(text, 160)
    assert words["Perhaps from"] == f"{shown(text, 80)}, x"

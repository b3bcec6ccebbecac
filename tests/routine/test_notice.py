"""The words and buttons of the one notification."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from crampguard.routine.checklist import Remembered
from crampguard.routine.habits import REGULAR_BEDTIME, Habit, Kind
from crampguard.routine.notice import Notice, discreet
from tests.routine.builders import (
    ALCOHOL,
    ALL,
    BEDDING,
    COFFEE,
    COOL,
    DATE,
    DRINK,
    STRETCH,
    evening,
    remembered,
)

MINUTE = timedelta(minutes=1)


def _notice(now: str, *habits: Habit, snooze: int = 15, known: Remembered | None = None) -> Notice:
    """The notice when all these habits were told."""
    told = known or remembered(told=[habit.id for habit in habits])
    found = evening(now, *habits, known=told, snooze=snooze * MINUTE).notice
    assert found is not None
    return found


def _keys(notice: Notice) -> list[str]:
    return [key for key, _label in notice.actions]


# What is shown


def test_without_anything_told_there_is_no_notice() -> None:
    assert evening("22:15").notice is None
    assert evening("22:15", known=remembered(silent=["stretch"])).notice is None


def test_an_answer_a_snooze_an_ok_or_the_end_takes_it_away() -> None:
    assert evening("22:20", STRETCH, known=remembered(told=["stretch"], done=["stretch"])).notice is None
    assert evening("22:20", STRETCH, known=remembered(told=["stretch"], skipped=["stretch"])).notice is None
    snoozed = remembered(told=["stretch"], snoozed={"stretch": "22:40"})
    assert evening("22:20", STRETCH, known=snoozed).notice is None
    assert evening("13:40", COFFEE, known=remembered(heard=["coffee"])).notice is None
    assert evening("23:30", STRETCH, known=remembered(told=["stretch"])).notice is None


def test_it_names_its_night_and_its_habits_in_order() -> None:
    notice = _notice("22:20", STRETCH, COOL)
    assert (notice.night, notice.habits) == (DATE, ("cool", "stretch"))


def test_after_midnight_it_is_still_the_notice_of_the_night() -> None:
    late = Habit("late", "Late", lead=15, useful_for=180)
    assert _notice("00:30", late).night == DATE


def test_it_leaves_out_what_is_not_told_or_answered() -> None:
    known = remembered(told=["cool", "stretch"], done=["cool"])
    assert _notice("22:20", COOL, BEDDING, STRETCH, known=known).habits == ("stretch",)


# Title and body


def test_one_has_its_own_title_and_nudge() -> None:
    notice = _notice("21:30", COOL)
    assert (notice.title, notice.body) == ("Cool bedroom", "Air the room.")


def test_without_a_nudge_the_body_is_the_title() -> None:
    assert _notice("22:20", Habit("own", "Evening tea", lead=15)).body == "Evening tea"


def test_several_are_named_and_have_a_line_each() -> None:
    notice = _notice("22:20", COOL, BEDDING)
    assert (notice.title, notice.body) == ("Cool bedroom, Loosen bedding", "Air the room.\nUntuck.")


@pytest.mark.parametrize("count", [2, 4, 6])
def test_each_of_many_has_a_line_of_its_own(count: int) -> None:
    several = [Habit(f"h{n:02}", f"Title {n}", lead=15, nudge=f"Do {n}.") for n in range(count)]
    notice = _notice("22:20", *several)
    assert notice.title == ", ".join(f"Title {n}" for n in range(count))
    assert notice.body.splitlines() == [f"Do {n}." for n in range(count)]


def test_at_bedtime_it_says_what_good_night_will_do() -> None:
    bed = Habit(REGULAR_BEDTIME, "Regular bedtime", lead=0, useful_for=45, nudge="Time for bed.")
    notice = _notice("22:30", STRETCH, bed, known=remembered(told=[REGULAR_BEDTIME]))
    assert notice.body.splitlines() == [
        "Time for bed.",
        "Still open: Leg stretch. Good night counts it as not done.",
    ]
    assert _keys(notice) == ["goodnight", "snooze", "open", "default"]
    late = _notice("23:05", STRETCH, bed, known=remembered(told=[REGULAR_BEDTIME, "stretch"]))
    assert _keys(late) == ["goodnight", "open", "default"]


# Cautions


@pytest.mark.parametrize(("times", "said"), [(1, True), (2, True), (3, True), (4, False), (40, False)])
def test_a_caution_comes_the_first_three_times(times: int, said: bool) -> None:
    known = remembered(told=["stretch"], times_told={"stretch": times})
    body = _notice("22:20", STRETCH, known=known).body
    assert body == ("Three minutes. Hold a wall." if said else "Three minutes.")


@pytest.mark.parametrize("times", [1, 3, 4, 400])
def test_the_fluid_limit_is_said_every_time(times: int) -> None:
    known = remembered(told=["drink"], times_told={"drink": times})
    assert _notice("18:30", DRINK, known=known).body == "A glass of water? Keep to your limit."


def test_a_caution_stands_in_the_line_of_its_own_item_and_only_of_what_is_shown() -> None:
    careful = replace(COOL, caution_short="65 or over: 18 °C.")
    assert _notice("22:20", careful, STRETCH).body.splitlines() == [
        "Air the room. 65 or over: 18 °C.",
        "Three minutes. Hold a wall.",
    ]
    known = remembered(told=["cool"])
    assert "Hold a wall." not in _notice("22:20", COOL, STRETCH, known=known).body


# Still to come


@pytest.mark.parametrize(("lead", "said"), [(61, False), (60, True), (30, True)])
def test_what_is_still_to_come_is_said_only_in_the_hour_before_bed(lead: int, said: bool) -> None:
    now = {61: "21:29", 60: "21:30", 30: "22:00"}[lead]
    body = _notice(now, Habit("now", "Now", lead=lead), STRETCH, known=remembered(told=["now"])).body
    assert body == ("Now\nStill to come: Leg stretch." if said else "Now")


def test_still_to_come_names_list_only_habits_too_and_not_what_is_answered() -> None:
    known = remembered(told=["cool"])
    body = _notice("21:30", COOL, BEDDING, STRETCH, known=known).body
    assert body.endswith("\nStill to come: Loosen bedding, Leg stretch.")
    known = remembered(told=["cool"], done=["bedding"])
    body = _notice("21:30", COOL, BEDDING, STRETCH, known=known).body
    assert body.endswith("\nStill to come: Leg stretch.")


def test_what_is_snoozed_or_due_is_not_still_to_come() -> None:
    known = remembered(told=["stretch"], snoozed={"cool": "22:25"})
    assert "Still to come" not in _notice("22:20", COOL, BEDDING, STRETCH, known=known).body


# Buttons (default is the click on the body: without a label no server draws it as a button)


def test_one_to_do_offers_done_snooze_and_skip() -> None:
    assert _notice("22:20", BEDDING).actions == (
        ("done", "Done"),
        ("snooze", "In 15 min"),
        ("skip", "Not tonight"),
        ("default", ""),
    )


def test_the_stretch_offers_its_guide_first() -> None:
    assert _notice("22:20", STRETCH).actions == (
        ("guide", "Guide me"),
        ("done", "Done"),
        ("snooze", "In 15 min"),
        ("default", ""),
    )


def test_one_heads_up_offers_ok() -> None:
    assert _notice("13:30", COFFEE).actions == (("ok", "OK"), ("default", ""))


def test_several_offer_all_done_snooze_and_open() -> None:
    assert _notice("22:20", BEDDING, STRETCH).actions == (
        ("done", "All done"),
        ("snooze", "In 15 min"),
        ("open", "Open"),
        ("default", ""),
    )


def test_a_heads_up_beside_something_to_do_offers_what_several_offer() -> None:
    assert _keys(_notice("18:30", ALCOHOL, DRINK)) == ["done", "snooze", "open", "default"]


def test_the_snooze_says_its_minutes() -> None:
    assert ("snooze", "In 30 min") in _notice("22:20", STRETCH, snooze=30).actions


@pytest.mark.parametrize(("now", "offered"), [("23:14", True), ("23:15", False), ("23:16", False)])
def test_a_snooze_that_would_not_end_in_time_is_left_out(now: str, offered: bool) -> None:
    snooze = ["snooze"] if offered else []
    assert _keys(_notice(now, BEDDING)) == ["done", *snooze, "skip", "default"]


@pytest.mark.parametrize(("now", "offered"), [("22:16", False), ("22:14", True)])
def test_several_are_snoozed_only_if_each_is_useful_then(now: str, offered: bool) -> None:
    """The cool bedroom is useful until 22:30."""
    other = Habit("other", "Other", Kind.DO, lead=20)
    snooze = ["snooze"] if offered else []
    assert _keys(_notice(now, COOL, other)) == ["done", *snooze, "open", "default"]


# Bounds and discretion


def test_however_many_have_long_titles_the_caution_is_not_cut_off() -> None:
    many = [Habit(f"h{n:02}", "T" * 80, lead=240, useful_for=120) for n in range(20)]
    notice = _notice("18:30", *many, DRINK)
    lines = notice.body.splitlines()
    assert len(lines) == 7
    assert "A glass of water? Keep to your limit." in lines
    assert lines[-1] == "And 15 more."


def test_what_is_still_to_come_is_bounded_too() -> None:
    many = [Habit(f"h{n:02}", "T" * 80, lead=1, notify=False) for n in range(20)]
    known = remembered(told=["cool"])
    body = _notice("21:45", COOL, *many, known=known).body
    assert len(body) < 400
    assert body.endswith("….")


@pytest.mark.parametrize("now", ["13:30", "18:30", "21:30", "22:15"])
def test_a_discreet_notice_stands_for_the_same_and_names_nothing(now: str) -> None:
    plain = _notice(now, *ALL)
    hidden = discreet(plain)
    assert (hidden.night, hidden.habits, hidden.actions) == (plain.night, plain.habits, plain.actions)
    assert hidden.title == "CrampGuard"
    assert not [habit.title for habit in ALL if habit.title in hidden.body or habit.nudge in hidden.body]

"""Tonight: when it tells, what comes next, when it changes."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampguard.routine.checklist import Pause, Remembered
from crampguard.routine.tonight import SETTLING, NextUp, Tonight
from tests.routine.builders import (
    ALL,
    BEDDING,
    COFFEE,
    COOL,
    DATE,
    DRINK,
    LONG_AGO,
    NIGHT,
    STRETCH,
    at,
    evening,
    remembered,
)

SECOND = timedelta(seconds=1)
ALWAYS = Pause(at("20:00"), None)
UNTIL_23 = Pause(at("22:00"), at("23:00"))


def _told(tonight: Tonight) -> list[str]:
    return [item.habit.id for item in tonight.to_tell()]


def _stretch_tells_at(
    now: str,
    known: Remembered | None = None,
    pause: Pause | None = None,
    gap_ended: datetime = LONG_AGO,
) -> datetime | None:
    tonight = evening(now, STRETCH, known=known, pause=pause, gap_ended=gap_ended)
    return tonight.tells_at(tonight.items[0])


# When an item is told


def test_settling_takes_twenty_seconds() -> None:
    assert SETTLING.total_seconds() == 20


@pytest.mark.parametrize(
    ("now", "known", "tells_at"),
    [
        ("12:00", None, "22:15"),
        ("22:15", None, "22:15"),
        ("22:16", None, "22:16"),
        ("22:20", remembered(told=["stretch"]), None),
        ("22:20", remembered(silent=["stretch"]), None),
        ("22:20", remembered(done=["stretch"]), None),
        ("22:20", remembered(snoozed={"stretch": "22:40"}), "22:40"),
        ("22:40", remembered(snoozed={"stretch": "22:40"}), "22:40"),
        ("22:20", remembered(snoozed={"stretch": "23:29"}), "23:29"),
        ("22:20", remembered(snoozed={"stretch": "23:30"}), None),
        ("23:30", None, None),
    ],
)
def test_a_nudge_is_told_when_it_is_due_or_at_once_if_it_is_late(
    now: str, known: Remembered | None, tells_at: str | None
) -> None:
    assert _stretch_tells_at(now, known) == (None if tells_at is None else at(tells_at))


@pytest.mark.parametrize(
    ("gap_ended", "now", "tells_at"),
    [
        ("22:14:59", "22:15", "22:15"),
        ("22:15", "22:15", "22:15"),
        ("22:15:01", "22:15:01", "22:15:21"),
        ("22:30", "22:30", "22:30:20"),
        ("22:30", "22:30:19", "22:30:20"),
        ("22:30", "22:30:20", "22:30:20"),
        ("22:30", "22:31", "22:31"),
        ("23:29:39", "23:29:39", "23:29:59"),
        ("23:29:40", "23:29:40", None),
    ],
)
def test_what_came_due_in_a_gap_is_told_after_settling_if_still_useful(
    gap_ended: str, now: str, tells_at: str | None
) -> None:
    expected = None if tells_at is None else at(tells_at)
    assert _stretch_tells_at(now, gap_ended=at(gap_ended)) == expected


def test_a_snooze_that_ended_in_a_gap_is_told_after_settling() -> None:
    known = remembered(snoozed={"stretch": "22:40"})
    assert _stretch_tells_at("22:50", known, gap_ended=at("22:50")) == at("22:50:20")


@pytest.mark.parametrize(
    ("pause", "now", "tells_at"),
    [
        (UNTIL_23, "22:10", "23:00:20"),
        (UNTIL_23, "22:30", "23:00:20"),
        (UNTIL_23, "23:00", "23:00:20"),
        (UNTIL_23, "23:05", "23:05"),
        (Pause(at("22:00"), at("22:15")), "22:10", "22:15"),
        (Pause(at("22:00"), at("23:30")), "22:10", None),
        (Pause(at("22:00"), at("23:29:40")), "22:10", None),
        (Pause(at("13:00"), at("14:00")), "22:10", "22:15"),
        (ALWAYS, "22:10", None),
        (ALWAYS, "22:15", None),
        (None, "22:10", "22:15"),
    ],
)
def test_what_comes_due_in_a_pause_is_told_after_its_end_if_still_useful(
    pause: Pause | None, now: str, tells_at: str | None
) -> None:
    assert _stretch_tells_at(now, pause=pause) == (None if tells_at is None else at(tells_at))


def test_a_gap_within_a_pause_waits_for_the_end_of_the_pause() -> None:
    assert _stretch_tells_at("22:30", pause=UNTIL_23, gap_ended=at("22:30")) == at("23:00:20")


def test_a_gap_over_the_end_of_a_pause_settles_once() -> None:
    assert _stretch_tells_at("23:10", pause=UNTIL_23, gap_ended=at("23:10")) == at("23:10:20")


# What is told together


def test_nothing_is_told_before_its_time_and_all_that_is_due_at_its_time() -> None:
    known = remembered(told=["cool"])
    assert _told(evening("22:14:59", COOL, STRETCH, known=known)) == []
    assert _told(evening("22:15", COOL, STRETCH, known=known)) == ["stretch"]
    assert _told(evening("18:30")) == ["alcohol", "drink"]


def test_a_list_only_habit_is_not_told() -> None:
    assert _told(evening("22:15", BEDDING, STRETCH)) == ["stretch"]


def test_what_settles_is_told_together_after_it() -> None:
    gap_ended = at("22:20")
    assert _told(evening("22:20", COOL, STRETCH, gap_ended=gap_ended)) == []
    assert _told(evening("22:20:19", COOL, STRETCH, gap_ended=gap_ended)) == []
    assert _told(evening("22:20:20", COOL, STRETCH, gap_ended=gap_ended)) == ["cool", "stretch"]


def test_what_comes_due_on_time_is_not_held_back_and_takes_along_what_settles() -> None:
    gap_ended = at("22:14:50")
    assert _told(evening("22:14:59", COOL, STRETCH, gap_ended=gap_ended)) == []
    assert _told(evening("22:15", COOL, STRETCH, gap_ended=gap_ended)) == ["cool", "stretch"]


def test_a_snooze_that_ends_on_time_takes_along_what_settles() -> None:
    known = remembered(snoozed={"stretch": "22:20"})
    assert _told(evening("22:20", COOL, STRETCH, known=known, gap_ended=at("22:19:50"))) == [
        "cool",
        "stretch",
    ]


def test_a_running_snooze_is_not_taken_along() -> None:
    known = remembered(snoozed={"cool": "22:25"})
    assert _told(evening("22:15", COOL, STRETCH, known=known)) == ["stretch"]


def test_what_is_no_longer_useful_after_a_gap_is_never_told() -> None:
    assert _told(evening("22:30:20", COOL, STRETCH, gap_ended=at("22:30"))) == ["stretch"]


def test_nothing_is_told_while_paused() -> None:
    assert _told(evening("22:15", STRETCH, pause=UNTIL_23)) == []
    assert _told(evening("22:15", STRETCH, pause=ALWAYS)) == []


def test_what_came_due_in_a_pause_is_told_together_after_it() -> None:
    pause = Pause(at("21:00"), at("22:20"))
    assert _told(evening("22:20", COOL, STRETCH, pause=pause)) == []
    assert _told(evening("22:20:20", COOL, STRETCH, pause=pause)) == ["cool", "stretch"]


def test_what_was_told_or_answered_is_not_told_again() -> None:
    known = remembered(told=["cool"], done=["stretch"])
    assert _told(evening("22:16", COOL, STRETCH, known=known)) == []


# What comes next


def test_next_up_is_the_first_pop_up_with_all_that_come_together() -> None:
    assert evening("12:00").next_up() == NextUp(DATE, at("13:30"), ("coffee",))
    known = remembered(told=["coffee"])
    assert evening("14:00", known=known).next_up() == NextUp(DATE, at("18:30"), ("alcohol", "drink"))


def test_next_up_leaves_out_list_only_and_answered_habits() -> None:
    known = remembered(done=["stretch"])
    assert evening("12:00", BEDDING, STRETCH, known=known).next_up() is None


def test_next_up_is_after_snooze_gap_and_pause() -> None:
    snoozed = remembered(snoozed={"stretch": "22:40"})
    assert evening("22:20", STRETCH, known=snoozed).next_up() == NextUp(DATE, at("22:40"), ("stretch",))
    settling = evening("22:20", STRETCH, gap_ended=at("22:20"))
    assert settling.next_up() == NextUp(DATE, at("22:20:20"), ("stretch",))
    paused = evening("22:20", STRETCH, pause=UNTIL_23)
    assert paused.next_up() == NextUp(DATE, at("23:00:20"), ("stretch",))
    assert evening("12:00", pause=ALWAYS).next_up() is None


# When the state changes


@dataclass(frozen=True)
class Given:
    """What holds while the evening goes on."""

    known: Remembered
    pause: Pause | None
    gap_ended: datetime

    def at(self, now: datetime) -> Tonight:
        return evening(now, known=self.known, pause=self.pause, gap_ended=self.gap_ended)


INSTANTS = st.integers(0, (NIGHT.ends - NIGHT.wake) // SECOND - 1).map(lambda n: NIGHT.wake + n * SECOND) | (
    st.sampled_from(("13:30", "18:30", "18:45:20", "21:30", "22:15", "22:30:19", "23:00")).map(at)
)
GIVEN = st.builds(
    Given,
    known=st.builds(
        remembered,
        done=st.sets(st.sampled_from(("coffee", "drink", "stretch"))),
        cleared=st.sets(st.sampled_from(("alcohol", "bedding"))),
        told=st.sets(st.sampled_from([habit.id for habit in ALL])),
        snoozed=st.dictionaries(
            st.sampled_from(("cool", "stretch")), st.sampled_from(("22:20", "22:45", "23:30"))
        ),
    ),
    pause=st.sampled_from((None, UNTIL_23, ALWAYS, Pause(at("18:00"), at("18:45")))),
    gap_ended=st.sampled_from((LONG_AGO, at("18:31"), at("22:14:45"), at("22:29:59"))),
)


@given(GIVEN, INSTANTS)
def test_the_next_change_is_later_than_now_unless_something_is_told_now(this: Given, now: datetime) -> None:
    tonight = this.at(now)
    if tonight.to_tell():
        assert tonight.next_change() == now
    else:
        assert now < tonight.next_change() <= NIGHT.ends


@given(GIVEN, INSTANTS, st.data())
def test_nothing_changes_before_the_next_change(this: Given, now: datetime, data: st.DataObject) -> None:
    change = this.at(now).next_change()
    later = now + data.draw(st.integers(0, max(0, (change - now) // SECOND - 1))) * SECOND
    assert _facts(this.at(later)) == _facts(this.at(now))


def _facts(tonight: Tonight) -> object:
    items = [(item.state, item.on_show, item.waiting, item.asking(tonight.now)) for item in tonight.items]
    return items, tonight.paused, tonight.winding_down, tonight.asleep, _told(tonight)


def test_the_state_changes_when_a_habit_is_due_ends_or_asks() -> None:
    known = remembered(told=["coffee"])
    now, changes = NIGHT.wake, []
    while (now := evening(now, COFFEE, known=known).next_change()) < NIGHT.bedtime:
        changes.append(now)
    assert {at("13:30"), at("15:30"), at("19:30")} <= set(changes)


def test_the_state_changes_when_a_snooze_and_a_pause_end() -> None:
    known = remembered(snoozed={"bedding": "22:50"})
    assert evening("22:45", BEDDING, known=known, pause=ALWAYS).next_change() == at("22:50")
    assert evening("22:45", DRINK, pause=UNTIL_23).next_change() == at("23:00")


def test_the_state_changes_at_bedtime_and_when_the_night_ends() -> None:
    assert evening("22:00", DRINK).next_change() == NIGHT.bedtime
    assert evening("22:30", DRINK).next_change() == NIGHT.ends


def test_the_state_changes_when_the_hour_before_bed_begins() -> None:
    """Then the words get short, and the notification names what is still to come."""
    assert not evening("21:29:59", STRETCH).winding_down
    assert evening("21:30", STRETCH).winding_down
    assert evening("21:00", STRETCH).next_change() == at("21:30")


def test_the_state_changes_when_a_snooze_would_end_too_late() -> None:
    """From then on the notification no longer offers it."""
    known = remembered(told=["stretch"])
    before, after = (evening(now, STRETCH, known=known) for now in ("23:14:59", "23:15"))
    assert before.notice != after.notice
    assert evening("22:45", STRETCH, known=known).next_change() == at("23:15")


# What else it knows


@pytest.mark.parametrize(
    ("known", "progress"),
    [
        (remembered(), (0, 3)),
        (remembered(done=["cool"]), (1, 3)),
        (remembered(done=["cool"], skipped=["stretch"]), (1, 2)),
        (remembered(cleared=["cool"]), (0, 3)),
        (remembered(skipped=["cool", "drink", "stretch"]), (0, 0)),
        (remembered(done=["cool", "drink", "stretch"]), (3, 3)),
    ],
)
def test_progress_leaves_out_what_is_skipped(known: Remembered, progress: tuple[int, int]) -> None:
    assert evening("23:45", DRINK, COOL, STRETCH, known=known).progress == progress


@pytest.mark.parametrize(
    ("now", "paused"), [("22:30", True), ("22:59:59", True), ("23:00", False), ("03:00", False)]
)
def test_it_is_paused_until_the_end_of_the_pause(now: str, paused: bool) -> None:
    assert evening(now, pause=UNTIL_23).paused is paused


def test_it_is_paused_for_good_without_an_end_and_not_without_a_pause() -> None:
    assert evening("03:00", pause=ALWAYS).paused
    assert not evening("03:00").paused


@pytest.mark.parametrize(
    ("now", "winding_down", "asleep"),
    [
        ("21:29:59", False, False),
        ("21:30", True, False),
        ("22:29:59", True, False),
        ("22:30", True, True),
        ("03:00", True, True),
    ],
)
def test_the_hour_before_bed_and_the_time_in_bed(now: str, winding_down: bool, asleep: bool) -> None:
    tonight = evening(now)
    assert (tonight.winding_down, tonight.asleep) == (winding_down, asleep)


def test_there_is_no_notice_while_paused() -> None:
    known = remembered(told=["stretch"])
    assert evening("22:20", known=known).notice is not None
    assert evening("22:20", known=known, pause=UNTIL_23).notice is None
    assert evening("23:00", known=known, pause=UNTIL_23).notice is not None


def test_clocks_are_those_of_the_zone() -> None:
    noon = datetime(2026, 7, 1, 12, 5, tzinfo=UTC)
    assert evening("12:00").clock(noon) == "14:05"
    assert evening("12:00").local(noon).isoformat() == "2026-07-01T14:05:00+02:00"

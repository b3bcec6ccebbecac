"""Exports are merged: nothing is lost, and of two answers the later holds."""

import json
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crampguard.routine.checklist import Answer
from crampguard.routine.morning import Leg, Morning
from crampguard.store.diary import Diary, Evening
from crampguard.store.transfer.answers import Answers, read_answers
from crampguard.store.transfer.entries import (
    BedtimeEntry,
    EveningEntry,
    MarkEntry,
    MorningEntry,
    SignEntry,
)
from crampguard.store.transfer.json_in import read_import
from crampguard.store.transfer.json_out import answers_json
from crampguard.store.transfer.merge import Merged, merge, newer_part
from tests.store.answering import NIGHT, NOW, answers, any_answers, as_kept, colliding_answers, merged
from tests.store.conftest import Taken
from tests.store.reading import BEDTIME, HABITS, MARK, MORNING, QUESTION, SECOND, TRIAL, whole

# Merging


@given(colliding_answers, colliding_answers)
def test_it_makes_no_difference_which_device_takes_in_which(first: Answers, second: Answers) -> None:
    assert merged(first, second) == merged(second, first)


@given(colliding_answers, colliding_answers, colliding_answers)
def test_it_makes_no_difference_in_what_order_three_devices_meet(
    first: Answers, second: Answers, third: Answers
) -> None:
    assert merged(merged(first, second), third) == merged(first, merged(second, third))


@given(colliding_answers, colliding_answers)
def test_merging_again_changes_nothing(first: Answers, second: Answers) -> None:
    once = merged(first, second)
    assert len(newer_part(once, second)) == len(newer_part(once, first)) == len(newer_part(once, once)) == 0


@pytest.mark.parametrize(
    ("earlier", "later"), [("done", "cleared"), ("done", "skipped"), ("cleared", "done"), ("skipped", "done")]
)
def test_of_two_marks_the_later_holds_whatever_they_say(earlier: str, later: str) -> None:
    known = answers(MarkEntry(NIGHT, "stretch", Answer(earlier), NOW))
    brought = answers(MarkEntry(NIGHT, "stretch", Answer(later), NOW + SECOND))
    assert merged(known, brought) == merged(brought, known) == brought


@pytest.mark.parametrize(
    ("holds", "gives_way"), [("done", "skipped"), ("done", "cleared"), ("skipped", "cleared")]
)
def test_at_one_instant_done_holds_over_skipped_and_skipped_over_cleared(holds: str, gives_way: str) -> None:
    known = answers(MarkEntry(NIGHT, "stretch", Answer(gives_way), NOW))
    brought = answers(MarkEntry(NIGHT, "stretch", Answer(holds), NOW))
    assert merged(known, brought) == merged(brought, known) == brought


def test_instants_are_compared_as_instants_whatever_their_offsets(take: Taken) -> None:
    east = take(whole(marks=[{**MARK, "at": "2026-11-22T23:00:00+05:00"}])).answers
    west = take(whole(marks=[{**MARK, "state": "skipped", "at": "2026-11-22T17:00:00-05:00"}])).answers
    assert merged(east, west) == merged(west, east) == west


def test_what_was_taken_back_later_stays_taken_back() -> None:
    before = NOW - SECOND
    known = answers(BedtimeEntry(NIGHT, None, NOW), SignEntry("chest", None, NOW))
    brought = answers(BedtimeEntry(NIGHT, "23:00", before), SignEntry("chest", True, before))
    assert len(newer_part(known, brought)) == 0
    assert merged(brought, known) == known


def test_the_counts_tell_new_newer_and_known(diary: Diary) -> None:
    day_before = NIGHT - timedelta(days=1)
    hydrate = MarkEntry(NIGHT, "hydrate", Answer.DONE, NOW)
    first = answers(MarkEntry(NIGHT, "stretch", Answer.DONE, NOW), hydrate)
    assert merge(diary, first) == Merged((NIGHT,), new=2, newer=0, known=0)
    second = answers(
        MarkEntry(NIGHT, "stretch", Answer.SKIPPED, NOW + SECOND),
        hydrate,
        MorningEntry(day_before, cramp=False, at=NOW),
    )
    taken = merge(diary, second)
    assert taken == Merged((day_before, NIGHT), new=1, newer=1, known=1)
    assert str(taken) == (
        "Taken in: 1 new, 1 newer, 1 known already. Changed: 2 nights from 2026-11-21 to 2026-11-22."
    )
    assert str(merge(diary, second)) == "Taken in: 0 new, 0 newer, 3 known already."


# There and back


@settings(max_examples=30)
@given(any_answers, st.sampled_from(("Europe/Berlin", "UTC", "Asia/Kathmandu", "America/St_Johns")))
def test_nothing_is_lost_on_the_way_through_a_file_and_a_diary(said: Answers, zone: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mine.json"
        file.write_bytes(answers_json(said, HABITS, NOW, ZoneInfo(zone)))
        brought = read_import(file, NOW)
        with closing(Diary(Path(folder) / "diary.sqlite3")) as diary:
            merge(diary, brought.answers)
            assert read_answers(diary) == as_kept(said)
    assert brought.titles == {"stretch": "Bedtime leg stretch"}
    assert brought.unknown_words == ""


def test_an_evening_that_is_here_stays_and_a_missing_one_is_added(diary: Diary, take: Taken) -> None:
    here, there = NIGHT, NIGHT + timedelta(1)
    diary.set_evening(here, ("stretch",))
    closed = "2026-11-24T23:00:00+01:00"
    imported = take(
        whole(
            evenings=[
                {"night": str(here), "habits": ["hydrate"], "closed_at": closed},
                {"night": str(there), "habits": ["hydrate", "stretch"], "closed_at": None},
            ]
        )
    )
    for _time in range(2):
        assert merge(diary, imported.answers).new == 0
        assert diary.evening(here) == Evening(("stretch",), datetime.fromisoformat(closed))
        assert diary.evening(there) == Evening(("hydrate", "stretch"))
    other = take(whole(evenings=[{"night": str(here), "habits": [], "closed_at": "2026-11-24T23:30:00Z"}]))
    merge(diary, other.answers)
    assert diary.evening(here) == Evening(("stretch",), datetime.fromisoformat(closed))


def test_evenings_come_back_from_an_export(diary: Diary, take: Taken) -> None:
    diary.set_evening(NIGHT, ("stretch", "hydrate"))
    diary.set_evening(NIGHT + timedelta(1), ())
    exported = answers_json(read_answers(diary), (), NOW, UTC)
    assert take(json.loads(exported)).answers.evenings == {
        NIGHT: EveningEntry(NIGHT, ("stretch", "hydrate")),
        NIGHT + timedelta(1): EveningEntry(NIGHT + timedelta(1), ()),
    }


def test_keys_of_a_later_version_are_named_and_left_out(take: Taken) -> None:
    imported = take(whole(moods=[{"night": "2026-11-22"}], weather=[{"rain": 1}]))
    assert imported.unknown_words == "Not known here, and left out: moods, weather"


def test_the_file_of_the_contract_is_taken_in(take: Taken) -> None:
    details = {"count": 2, "time": "03:10", "leg": "left", "muscle": "calf", "minutes": 4, "pain": 6}
    more = {"awake": 20, "sore": False, "triggers": ["hot day"], "eased": "x", "note": "y"}
    brought = take(
        whole(
            habits=[{"habit": "stretch", "title": "Stretch"}],
            marks=[MARK],
            mornings=[MORNING | details | more],
            bedtimes=[BEDTIME],
            questions=[QUESTION],
            trials=[TRIAL],
        )
    )
    assert brought.unknown == ()
    assert [(chosen.habit, since) for since, chosen in brought.answers.questions.items()] == [
        ("stretch", date(2026, 11, 1))
    ]
    assert brought.answers.trials[date(2026, 11, 21)].until is None
    assert brought.answers.coins[NIGHT].with_ is True
    assert brought.answers.marks[NIGHT, "stretch"].state is Answer.DONE
    morning = brought.answers.mornings[NIGHT].morning
    assert (morning.time, morning.leg, morning.triggers) == (time(3, 10), Leg.LEFT, ("hot day",))
    assert brought.answers.bedtimes[NIGHT].bedtime == "23:30"


def test_a_mark_of_a_habit_that_nobody_knows_is_kept(take: Taken) -> None:
    brought = take(whole(marks=[{**MARK, "habit": "evening_walk"}]))
    assert (NIGHT, "evening_walk") in brought.answers.marks


def test_lists_and_details_may_be_missing_and_details_null(take: Taken) -> None:
    assert len(take({"format": "crampguard", "version": 1}).answers) == 0
    brought = take(whole(mornings=[{**MORNING, "pain": None, "leg": None}]))
    assert brought.answers.mornings[NIGHT].morning == Morning(cramp=True)


def test_a_byte_order_mark_is_read_past(take: Taken) -> None:
    assert len(take(b"\xef\xbb\xbf" + json.dumps(whole(marks=[MARK])).encode()).answers) == 1


def test_an_answer_from_a_clock_a_little_ahead_is_taken_in(take: Taken) -> None:
    assert len(take(whole(marks=[{**MARK, "at": (NOW + timedelta(hours=23)).isoformat()}])).answers) == 1

"""What the user moves is armed anew or let pass; what a zone moves is not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crampguard.routine.checklist import State
from tests.answers import by
from tests.engine.conftest import Opener
from tests.moved_clock import Evening, at
from tests.moved_clock import evening as open_evening

Restart = Callable[[Evening, str], Evening]

SUNDAY = date(2026, 11, 22)


def lead(habit: str, minutes: int) -> str:
    return f"[habits.{habit}]\nlead = {minutes}\n"


def told_at(evening: Evening) -> list[str]:
    return [f"{told.local(told.now):%H:%M:%S}" for told in evening.told if told.joined]


@contextmanager
def refused(evening: Evening, table: str) -> Iterator[None]:
    """Meanwhile the diary takes nothing into that table."""
    sql = f"CREATE TEMP TRIGGER refuse BEFORE INSERT ON main.{table} BEGIN SELECT RAISE(ABORT, 'no'); END"
    evening.diary.database._db.execute(sql)
    yield
    evening.diary.database._db.execute("DROP TRIGGER refuse")


def test_an_edit_that_moves_a_told_nudge_ahead_tells_it_again(watched: Opener) -> None:
    evening = watched("2026-11-22 21:35")
    evening.edit(lead("cool_bedroom", 40))
    assert evening.item("cool_bedroom").state is State.LATER
    evening.move_to(at("2026-11-22 22:14"))
    assert told_at(evening) == ["21:50:00"]


def test_an_edit_that_moves_a_told_nudge_within_the_past_does_not_tell_it_again(watched: Opener) -> None:
    evening = watched("2026-11-22 21:35")
    evening.edit(lead("cool_bedroom", 57))
    evening.move_to(at("2026-11-22 22:14"))
    assert evening.pop_ups() == []
    notice = evening.engine.tonight.notice
    assert notice is not None
    assert notice.habits == ("cool_bedroom",)


def test_an_edit_that_the_diary_lost_again_is_taken_up_later(watched: Opener) -> None:
    """The alarm takes up the edit and claims what is due in one transaction, which fails as a whole."""
    evening = watched("2026-11-22 21:35", lead("stretch", 40))
    with refused(evening, "routine"):
        evening.edit(lead("stretch", 40) + lead("cool_bedroom", 30))
    evening.clock.instant = at("2026-11-22 21:50")
    with refused(evening, "claims"):
        evening.engine.ring()
        assert evening.engine.tonight.problems
    evening.move_to(at("2026-11-22 22:14"))
    assert told_at(evening) == ["21:50:02", "22:00:00"]


@pytest.mark.parametrize("answer", ["done", "skip"])
def test_an_edit_does_not_tell_an_answered_nudge_again(watched: Opener, answer: str) -> None:
    evening = watched("2026-11-22 21:35")
    getattr(by(evening.engine), answer)("cool_bedroom")
    evening.edit(lead("cool_bedroom", 40))
    evening.move_to(at("2026-11-22 22:14"))
    assert evening.pop_ups() == []


def test_a_nudge_whose_mark_was_taken_back_counts_as_unmarked(watched: Opener) -> None:
    evening = watched("2026-11-22 21:35")
    by(evening.engine).done("cool_bedroom")
    by(evening.engine).undo("cool_bedroom")
    evening.edit(lead("cool_bedroom", 40))
    evening.move_to(at("2026-11-22 22:14"))
    assert told_at(evening) == ["21:50:00"]


def test_a_nudge_that_an_edit_moves_into_the_past_never_pops_up(watched: Opener, restarted: Restart) -> None:
    evening = watched("2026-11-22 21:00")
    evening.edit(lead("cool_bedroom", 100))  # due at 20:50, useful until 21:50
    assert evening.item("cool_bedroom").state is State.DUE
    evening.move_by(minutes=5)
    assert evening.pop_ups() == []
    assert evening.engine.tonight.notice is None
    evening = restarted(evening, "2026-11-22 21:10")
    evening.move_to(at("2026-11-22 22:14"))
    assert evening.pop_ups() == []


def test_a_habit_switched_on_after_its_time_never_pops_up(watched: Opener) -> None:
    evening = watched("2026-11-22 21:30")
    evening.edit("[habits.warm_shower]\nenabled = true\n")  # due at 21:00, useful until 22:00
    assert evening.item("warm_shower").state is State.DUE
    evening.move_to(at("2026-11-22 22:14"))
    assert evening.pop_ups() == []


def test_a_habit_switched_on_before_its_time_pops_up(watched: Opener) -> None:
    evening = watched("2026-11-22 20:30")
    evening.edit("[habits.warm_shower]\nenabled = true\n")
    evening.move_to(at("2026-11-22 21:29"))
    assert evening.pop_ups() == [("warm_shower",)]


def test_a_habit_taken_out_of_list_only_after_its_time_never_pops_up(watched: Opener) -> None:
    evening = watched("2026-11-22 21:40")
    evening.edit("[habits.wind_down]\nnotify = true\n")
    evening.move_to(at("2026-11-22 22:14"))
    assert evening.pop_ups() == []


def test_a_snooze_by_hand_outlives_the_edit_that_takes_its_habit_out_of_list_only(watched: Opener) -> None:
    evening = watched("2026-11-22 21:35")
    by(evening.engine).snooze("wind_down")
    evening.edit("[habits.wind_down]\nnotify = true\n")
    evening.move_to(at("2026-11-22 22:14"))
    assert told_at(evening) == ["21:50:00"]


def test_an_own_habit_pops_up_like_any_other(watched: Opener) -> None:
    evening = watched("2026-11-22 19:45")
    evening.edit('[habits.evening_walk]\ntitle = "Evening walk"\nlead = 150\n')
    evening.move_to(at("2026-11-22 20:00"))
    assert evening.pop_ups() == [("hydrate", "evening_walk")]


def test_an_edit_while_the_program_did_not_run_counts_at_the_next_start(
    watched: Opener, opened: Opener
) -> None:
    before = watched("2026-11-22 21:00")
    before.diary.close()
    after = opened("2026-11-22 21:40", "[habits.warm_shower]\nenabled = true\n")
    after.start()
    after.move_to(at("2026-11-22 22:00"))
    assert after.pop_ups() == [
        ("cool_bedroom",)
    ]  # switched on after its time, the shower is in the list only


def test_another_schedule_tells_again_what_it_moves_ahead(watched: Opener) -> None:
    evening = watched("2026-11-22 21:35")
    evening.edit('[schedule]\nbedtime = "23:30"\n')
    evening.move_to(at("2026-11-22 23:14"))
    assert told_at(evening) == ["22:30:00"]
    assert evening.pop_ups() == [("cool_bedroom",)]


def test_a_reload_of_the_same_settings_tells_nothing_again(watched: Opener) -> None:
    evening = watched("2026-11-22 21:35")
    evening.edit("# only a comment\n")
    evening.move_to(at("2026-11-22 22:14"))
    assert evening.pop_ups() == []


def test_broken_settings_tell_nothing_again_and_name_the_fault(watched: Opener) -> None:
    evening = watched("2026-11-22 21:35")
    evening.edit("[schedule\n")
    assert len(evening.engine.tonight.problems) == 1
    evening.move_to(at("2026-11-22 22:14"))
    assert evening.pop_ups() == []


# Another bedtime


def test_a_later_bedtime_tells_again_what_it_moves_ahead(watched: Opener) -> None:
    evening = watched("2026-11-22 21:35")
    by(evening.engine).bedtime(time(23, 0))
    assert evening.engine.tonight.notice is None
    evening.move_to(at("2026-11-22 22:44"))
    assert told_at(evening) == ["22:00:00"]


def test_a_later_bedtime_does_not_tell_an_answered_nudge_again(watched: Opener) -> None:
    evening = watched("2026-11-22 21:35")
    by(evening.engine).done("cool_bedroom")
    by(evening.engine).bedtime(time(23, 0))
    evening.move_to(at("2026-11-22 22:44"))
    assert evening.pop_ups() == []


def test_an_earlier_bedtime_lets_pass_what_it_moves_into_the_past(watched: Opener) -> None:
    evening = watched("2026-11-22 21:00")
    by(evening.engine).bedtime(time(21, 30))  # the cool bedroom would have been due at 20:30
    evening.move_to(at("2026-11-22 21:29"))
    assert evening.pop_ups() == [("stretch",)]
    assert told_at(evening) == ["21:15:00"]


def test_a_change_of_bedtime_moves_a_snoozed_nudge_to_its_new_time(watched: Opener) -> None:
    evening = watched("2026-11-22 21:35")
    by(evening.engine).snooze("cool_bedroom")
    by(evening.engine).bedtime(time(23, 30))
    evening.move_to(at("2026-11-22 23:14"))
    assert told_at(evening) == ["22:30:00"]


def test_a_snoozed_list_only_habit_does_not_pop_up_before_its_new_time(watched: Opener) -> None:
    evening = watched("2026-11-22 21:35")
    by(evening.engine).snooze("wind_down")
    by(evening.engine).bedtime(time(23, 30))  # the wind-down is due at 22:30 now
    evening.move_to(at("2026-11-22 22:29"))
    assert [told.now for told in evening.told if told.joined] == []


# The zone


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "Pacific/Kiritimati", "UTC"])
def test_a_change_of_zone_leaves_every_claim_as_it_is(watched: Opener, zone: str) -> None:
    evening = watched("2026-11-22 22:20")
    claims = evening.diary.remembered(SUNDAY).claims
    assert claims
    evening.clock.where = ZoneInfo(zone)
    evening.engine.refresh()
    evening.engine.ring()
    evening.engine.reload()
    assert evening.diary.remembered(SUNDAY).claims == claims


def test_a_flight_west_and_the_same_evening_once_more_tells_nothing_twice(watched: Opener) -> None:
    evening = watched("2026-11-22 22:35")
    evening.clock.where = ZoneInfo("America/New_York")  # 16:35 there
    evening.engine.refresh()
    evening.move_to(at("2026-11-23 11:00", UTC))
    assert evening.pop_ups() == []


@pytest.mark.parametrize("zone", ["America/New_York", "Atlantic/Azores"])
def test_an_edit_of_something_else_after_a_change_of_zone_tells_nothing_again(
    watched: Opener, zone: str
) -> None:
    evening = watched("2026-11-22 22:35")
    evening.clock.where = ZoneInfo(zone)
    evening.engine.refresh()
    evening.edit("[nudges]\nsnooze = 20\n")
    evening.move_to(at("2026-11-23 05:00", UTC))
    assert evening.pop_ups() == []


def test_a_start_in_another_zone_tells_nothing_again(watched: Opener, tmp_path: Path) -> None:
    watched("2026-11-22 22:35").diary.close()
    there = open_evening(tmp_path, at("2026-11-22 16:36", ZoneInfo("America/New_York")))
    there.start()
    there.move_to(at("2026-11-23 05:00", UTC))
    there.diary.close()
    assert there.pop_ups() == []


def test_a_snooze_across_a_flight_west_still_ends_in_one_pop_up_that_shows_it(watched: Opener) -> None:
    evening = watched("2026-11-22 22:35")
    by(evening.engine).snooze("stretch")
    evening.clock.where = ZoneInfo("America/New_York")  # 16:35 there: the stretch is due at 22:15 once more
    evening.engine.refresh()
    evening.move_to(at("2026-11-23 06:00", UTC))
    assert [told.notice is not None for told in evening.told if told.joined] == [True]
    assert ["stretch" in shown for shown in evening.pop_ups()] == [True]

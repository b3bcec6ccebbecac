"""What pops up, when, and how often: at most once per night and habit, together after a gap."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from crampguard.routine.checklist import State
from tests.answers import by
from tests.engine.conftest import Opener
from tests.moved_clock import Evening, at

BED = ("stretch", "regular_bedtime")  # the second joins at bedtime, 22:30

Restart = Callable[[Evening, str], Evening]


def told_at(evening: Evening) -> list[str]:
    """The wall clock of each pop-up."""
    return [f"{told.local(told.now):%H:%M:%S}" for told in evening.told if told.joined]


# Once


def test_an_evening_has_its_five_quiet_moments(opened: Opener) -> None:
    evening = opened("2026-11-22 09:00")
    evening.start()
    evening.move_to(at("2026-11-23 06:44"))
    assert told_at(evening) == ["13:30:00", "18:30:00", "21:30:00", "22:15:00", "22:30:00"]
    assert evening.pop_ups() == [
        ("caffeine_cutoff",),
        ("alcohol_cutoff", "hydrate"),
        ("cool_bedroom",),
        ("cool_bedroom", "stretch"),  # one notification, so what is due and unanswered stays in it
        BED,  # the cool bedroom is no longer useful
    ]


def test_the_claim_keeps_the_instant_of_the_telling(watched: Opener) -> None:
    evening = watched("2026-11-22 22:20")
    claim = evening.item("stretch").claim
    assert claim is not None
    assert claim.told_at == at("2026-11-22 22:15")


def test_what_was_told_is_not_told_again_by_a_later_ring(watched: Opener) -> None:
    evening = watched("2026-11-22 22:20")
    evening.engine.ring()
    evening.engine.ring()
    assert evening.pop_ups() == []
    assert evening.engine.tonight.notice is not None


def test_what_was_told_is_not_told_again_after_a_restart(watched: Opener, restarted: Restart) -> None:
    evening = restarted(watched("2026-11-22 22:20"), "2026-11-22 22:21")
    evening.move_to(at("2026-11-22 22:29"))
    assert evening.pop_ups() == []
    assert evening.item("stretch").state is State.DUE


def test_of_two_programs_on_one_diary_only_one_tells(opened: Opener) -> None:
    first, second = opened("2026-11-22 21:00"), opened("2026-11-22 21:00")
    first.start()
    second.start()
    first.move_to(at("2026-11-22 21:31"))
    second.move_to(at("2026-11-22 21:31"))
    assert (first.pop_ups(), second.pop_ups()) == ([("cool_bedroom",)], [])


@pytest.mark.parametrize("answer", ["done", "skip"])
def test_what_is_answered_before_it_is_due_is_not_told(watched: Opener, answer: str) -> None:
    evening = watched("2026-11-22 21:00")
    getattr(by(evening.engine), answer)("cool_bedroom")
    evening.move_to(at("2026-11-22 22:00"))
    assert evening.pop_ups() == []
    assert evening.item("cool_bedroom").claim is None


def test_a_list_only_habit_is_not_told(watched: Opener) -> None:
    evening = watched("2026-11-22 21:00")
    evening.move_to(at("2026-11-22 21:45"))
    assert evening.item("wind_down").state is State.DUE
    assert evening.item("wind_down").claim is None


def test_a_command_in_a_terminal_never_takes_a_nudge_from_the_tray(watched: Opener, opened: Opener) -> None:
    tray = watched("2026-11-22 21:29")
    command = opened("2026-11-22 21:30:00.500")
    by(command.engine).done("hydrate")
    assert command.item("cool_bedroom").state is State.DUE
    assert command.item("cool_bedroom").claim is None
    tray.move_to(at("2026-11-22 21:30:01"))
    assert tray.pop_ups() == [("cool_bedroom",)]


# After a gap


def test_what_is_still_useful_at_the_start_is_told_once_together_after_20_seconds(
    watched: Opener, restarted: Restart
) -> None:
    evening = restarted(watched("2026-11-22 12:30"), "2026-11-22 22:20")
    assert evening.pop_ups() == []
    evening.move_by(seconds=19)
    assert evening.pop_ups() == []
    evening.move_by(minutes=5)
    assert evening.pop_ups() == [("cool_bedroom", "stretch")]
    assert told_at(evening) == ["22:20:20"]


def test_what_is_past_at_the_start_passes_without_a_word(watched: Opener, restarted: Restart) -> None:
    evening = restarted(watched("2026-11-22 12:30"), "2026-11-22 21:00")
    evening.move_to(at("2026-11-22 21:29"))
    assert evening.pop_ups() == []
    assert evening.item("hydrate").state is State.PAST
    assert evening.item("hydrate").claim is None


def test_what_stops_being_useful_while_it_settles_is_not_told(watched: Opener, restarted: Restart) -> None:
    evening = restarted(watched("2026-11-22 12:30"), "2026-11-22 19:29:50")  # alcohol: until 19:30
    evening.move_to(at("2026-11-22 19:40"))
    assert evening.pop_ups() == [("hydrate",)]


def test_settling_never_holds_back_what_comes_due_and_it_takes_the_rest_along(
    watched: Opener, restarted: Restart
) -> None:
    evening = restarted(watched("2026-11-22 12:30"), "2026-11-22 22:14:50")
    evening.move_to(at("2026-11-22 22:29"))
    assert told_at(evening) == ["22:15:00"]
    assert evening.pop_ups() == [("cool_bedroom", "stretch")]


def test_a_nudge_due_at_the_instant_of_the_start_is_on_time(watched: Opener, restarted: Restart) -> None:
    evening = restarted(watched("2026-11-22 12:30"), "2026-11-22 21:30")
    assert told_at(evening) == ["21:30:00"]


def test_a_restart_while_it_settles_settles_anew(watched: Opener, restarted: Restart) -> None:
    evening = restarted(watched("2026-11-22 12:30"), "2026-11-22 21:40")
    evening = restarted(evening, "2026-11-22 21:40:10")
    evening.move_by(minutes=1)
    assert told_at(evening) == ["21:40:30"]


def test_after_a_suspend_what_is_still_useful_settles_and_is_told_together(watched: Opener) -> None:
    evening = watched("2026-11-22 21:00")
    evening.suspend_until(at("2026-11-22 22:20"))
    assert evening.pop_ups() == []
    evening.move_by(minutes=1)
    assert told_at(evening) == ["22:20:20"]
    assert evening.pop_ups() == [("cool_bedroom", "stretch")]


@pytest.mark.parametrize("step", [timedelta(seconds=40), timedelta(minutes=40)])
def test_a_clock_set_forward_is_no_gap_and_tells_at_once(watched: Opener, step: timedelta) -> None:
    evening = watched("2026-11-22 21:29:50")
    evening.clock.instant += step
    evening.engine.refresh()
    evening.move_by(seconds=0)
    assert told_at(evening) == [f"{evening.clock.instant:%H:%M:%S}"]


def test_a_clock_set_back_after_a_resume_holds_nothing_back(watched: Opener) -> None:
    evening = watched("2026-11-22 20:00")
    evening.suspend_until(at("2026-11-22 22:00"))
    evening.clock.instant = at("2026-11-22 21:29")
    evening.engine.refresh()
    evening.move_by(minutes=2)
    assert told_at(evening) == ["21:30:00"]


def test_a_clock_set_back_after_a_resumed_pause_does_not_pause_again(watched: Opener) -> None:
    evening = watched("2026-11-22 20:00")
    by(evening.engine).pause(None)
    evening.move_to(at("2026-11-22 22:00"))
    by(evening.engine).resume()
    evening.clock.instant = at("2026-11-22 21:29")
    evening.engine.refresh()
    assert not evening.engine.tonight.paused
    evening.move_by(minutes=2)
    assert told_at(evening) == ["21:30:00"]


@pytest.mark.parametrize("pause", ["an hour", "tonight"])
def test_a_pause_made_while_the_clock_was_years_ahead_is_over_when_it_is_put_right(
    opened: Opener, pause: str
) -> None:
    evening = opened("2029-05-05 21:00")
    evening.start()
    if pause == "an hour":
        by(evening.engine).pause(timedelta(hours=1))
    else:
        by(evening.engine).pause_tonight()
    evening.clock.instant = at("2026-11-22 21:29")
    evening.engine.refresh()
    assert not evening.engine.tonight.paused
    evening.move_by(minutes=2)
    assert told_at(evening) == ["21:30:00"]


def test_a_pause_survives_a_clock_that_is_put_right_by_some_minutes(watched: Opener) -> None:
    evening = watched("2026-11-22 21:25")
    by(evening.engine).pause(timedelta(hours=1))
    evening.clock.instant = at("2026-11-22 21:20")
    evening.engine.refresh()
    evening.move_by(minutes=30)
    assert told_at(evening) == []


def test_an_alarm_that_rings_too_early_tells_nothing_and_is_set_again(watched: Opener) -> None:
    evening = watched("2026-11-22 21:00")
    evening.clock.instant = at("2026-11-22 21:29:59")
    evening.engine.ring()
    assert evening.pop_ups() == []
    assert evening.alarm.instant == at("2026-11-22 21:30")


@pytest.mark.parametrize("look", ["look", "done"])
def test_a_look_before_the_resume_is_known_does_not_skip_the_settling(watched: Opener, look: str) -> None:
    """After a suspend a tick or a poke may come first; the alarm asks for a resume before it rings."""
    evening = watched("2026-11-22 21:00")
    evening.clock.instant = at("2026-11-22 21:40")
    if look == "look":
        evening.engine.refresh()
    else:
        by(evening.engine).done("hydrate")
    evening.engine.resumed()
    evening.move_by(seconds=0)
    assert evening.pop_ups() == []
    evening.move_by(minutes=1)
    assert told_at(evening) == ["21:40:20"]


def test_a_pause_holds_everything_back_and_its_end_tells_together_after_20_seconds(watched: Opener) -> None:
    evening = watched("2026-11-22 21:00")
    by(evening.engine).pause(timedelta(minutes=80))
    evening.move_to(at("2026-11-22 22:20:19"))
    assert evening.pop_ups() == []
    assert evening.item("cool_bedroom").claim is None
    evening.move_by(minutes=5)
    assert told_at(evening) == ["22:20:20"]
    assert evening.pop_ups() == [("cool_bedroom", "stretch")]


def test_resuming_ends_the_pause_with_the_same_settling(watched: Opener) -> None:
    evening = watched("2026-11-22 21:00")
    by(evening.engine).pause(None)
    evening.move_to(at("2026-11-22 21:40"))
    by(evening.engine).resume()
    evening.move_by(minutes=1)
    assert told_at(evening) == ["21:40:20"]


def test_a_pause_survives_a_restart(watched: Opener, restarted: Restart) -> None:
    before = watched("2026-11-22 21:00")
    by(before.engine).pause_tonight()
    evening = restarted(before, "2026-11-22 21:40")
    evening.move_to(at("2026-11-23 06:44"))
    assert evening.pop_ups() == []


def test_what_is_past_when_a_pause_ends_passes_without_a_word(watched: Opener) -> None:
    evening = watched("2026-11-22 18:00")
    by(evening.engine).pause(timedelta(hours=3))
    evening.move_to(at("2026-11-22 21:29"))
    assert evening.pop_ups() == []
    assert evening.item("hydrate").state is State.PAST


# The first start


def test_what_came_due_before_the_first_start_is_in_the_list_but_never_pops_up(
    opened: Opener, restarted: Restart
) -> None:
    evening = opened("2026-11-22 21:40")
    evening.start()
    assert evening.item("cool_bedroom").state is State.DUE
    evening.move_to(at("2026-11-22 22:00"))
    assert evening.engine.tonight.notice is None
    evening = restarted(evening, "2026-11-22 22:01")
    evening.move_to(at("2026-11-22 22:14"))
    assert evening.pop_ups() == []


def test_what_comes_due_after_the_first_start_pops_up(opened: Opener) -> None:
    evening = opened("2026-11-22 21:40")
    evening.start()
    evening.move_to(at("2026-11-22 22:15"))
    assert evening.pop_ups() == [("stretch",)]


def test_commands_before_the_first_start_do_not_count_as_one(opened: Opener) -> None:
    command = opened("2026-11-22 20:00")
    by(command.engine).done("hydrate")
    tray = opened("2026-11-22 21:40")
    tray.start()
    tray.move_by(minutes=20)
    assert tray.pop_ups() == []


# Snooze


def test_a_snoozed_nudge_is_told_again_at_its_instant(watched: Opener) -> None:
    evening = watched("2026-11-22 22:20")
    by(evening.engine).snooze("stretch")
    evening.move_to(at("2026-11-22 23:30"))
    assert told_at(evening) == ["22:30:00", "22:35:00"]
    claim = evening.item("stretch").claim
    assert claim is not None
    assert claim.told_at == at("2026-11-22 22:35")


def test_a_snooze_survives_a_restart(watched: Opener, restarted: Restart) -> None:
    before = watched("2026-11-22 22:20")
    by(before.engine).snooze("stretch")
    evening = restarted(before, "2026-11-22 22:30")
    assert evening.item("stretch").state is State.SNOOZED
    evening.move_to(at("2026-11-22 23:00"))
    assert told_at(evening) == ["22:30:00", "22:35:00"]


def test_a_snooze_that_ended_while_nobody_watched_is_told_after_settling(
    watched: Opener, restarted: Restart
) -> None:
    before = watched("2026-11-22 22:20")
    by(before.engine).snooze("stretch")
    evening = restarted(before, "2026-11-22 22:50")
    evening.move_by(minutes=5)
    assert told_at(evening) == ["22:50:20"]


def test_a_list_only_habit_that_is_snoozed_by_hand_is_told(watched: Opener) -> None:
    evening = watched("2026-11-22 21:35")
    by(evening.engine).snooze("wind_down")
    evening.move_to(at("2026-11-22 21:50"))
    assert evening.pop_ups() == [("cool_bedroom", "wind_down")]


def test_an_answer_ends_the_snooze(watched: Opener) -> None:
    evening = watched("2026-11-22 22:20")
    by(evening.engine).snooze("stretch")
    by(evening.engine).done("stretch")
    evening.move_to(at("2026-11-22 23:29"))
    assert evening.pop_ups() == [("regular_bedtime",)]


# What is shown


def test_the_notification_shrinks_with_an_answer_and_does_not_pop_up(watched: Opener) -> None:
    evening = watched("2026-11-22 22:35")
    by(evening.engine).done("stretch")
    notice = evening.engine.tonight.notice
    assert notice is not None
    assert notice.habits == ("regular_bedtime",)
    assert evening.pop_ups() == []


def test_the_notification_goes_when_nothing_in_it_is_useful_any_more(watched: Opener) -> None:
    evening = watched("2026-11-22 22:20")
    evening.move_to(at("2026-11-22 23:30"))
    assert evening.told[-1].notice is None


def test_the_next_pop_up_of_tomorrow_is_known(watched: Opener) -> None:
    upcoming = watched("2026-11-22 23:40").engine.tonight.next
    assert upcoming is not None
    assert (upcoming.night, upcoming.at) == (date(2026, 11, 23), at("2026-11-23 13:30"))
    assert upcoming.habits == ("caffeine_cutoff",)

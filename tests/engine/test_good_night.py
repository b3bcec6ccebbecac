"""Good night closes the evening in one transaction; its undo opens it again."""

from datetime import date, timedelta

import pytest

from crampguard.routine.actions import Action, ActionKind
from crampguard.routine.checklist import Answer, State
from crampguard.store.diary import Diary, Shown
from tests.answers import by
from tests.engine.conftest import Opener
from tests.moved_clock import Evening, at

SUNDAY = date(2026, 11, 22)
GOOD_NIGHT = Action(ActionKind.GOOD_NIGHT, SUNDAY)


@pytest.fixture
def bedtime(watched: Opener) -> Evening:
    """22:35 on Sunday: the cool bedroom is done, the rest is open."""
    found = watched("2026-11-22 22:35")
    by(found.engine).done("cool_bedroom")
    found.move_by(seconds=5)
    return found


def answers(evening: Evening) -> dict[str, Answer]:
    marks = evening.diary.remembered(SUNDAY).marks
    return {habit: mark.answer for habit, mark in marks.items()}


def test_what_is_to_be_done_gets_an_answer_and_what_is_to_be_left_out_does_not(bedtime: Evening) -> None:
    assert bedtime.engine.perform(GOOD_NIGHT).error is None
    assert answers(bedtime) == {
        "cool_bedroom": Answer.DONE,
        "regular_bedtime": Answer.DONE,
        **dict.fromkeys(("hydrate", "ease_overuse", "wind_down", "loose_bedding", "stretch"), Answer.SKIPPED),
    }
    assert bedtime.engine.tonight.closed_at == at("2026-11-22 22:35:05")


def test_nothing_pops_up_until_the_morning(watched: Opener) -> None:
    evening = watched("2026-11-22 22:00")
    evening.engine.perform(GOOD_NIGHT)
    assert evening.engine.tonight.notice is None
    evening.move_to(at("2026-11-23 06:44"))
    assert evening.pop_ups() == []
    evening.move_to(at("2026-11-23 06:45"))
    assert evening.pop_ups() == [("morning",)]
    assert not evening.engine.tonight.closed


def test_its_undo_takes_back_all_it_answered_and_nothing_else(bedtime: Evening) -> None:
    undo = bedtime.engine.perform(GOOD_NIGHT).undo
    assert undo is not None
    bedtime.move_by(minutes=1)
    bedtime.engine.perform(undo)
    assert {habit for habit, answer in answers(bedtime).items() if answer is not Answer.CLEARED} == {
        "cool_bedroom"
    }
    assert not bedtime.engine.tonight.closed
    assert bedtime.item("stretch").state is State.DUE


def test_another_process_can_open_it_again(bedtime: Evening, opened: Opener) -> None:
    bedtime.engine.perform(GOOD_NIGHT)
    command = opened("2026-11-22 22:40")
    command.engine.perform(Action(ActionKind.REOPEN, SUNDAY))
    bedtime.engine.refresh()
    assert not bedtime.engine.tonight.closed
    assert bedtime.item("stretch").state is State.DUE


def test_twice_is_once(bedtime: Evening) -> None:
    bedtime.engine.perform(GOOD_NIGHT)
    before = bedtime.diary.remembered(SUNDAY)
    bedtime.move_by(minutes=40)
    assert bedtime.engine.perform(GOOD_NIGHT).undo is None
    assert bedtime.diary.remembered(SUNDAY) == before


def test_yesterdays_button_closes_no_night_that_is_over(bedtime: Evening) -> None:
    bedtime.engine.notifications.shown(Shown(":1.7", 3, SUNDAY, ("stretch", "regular_bedtime")))
    bedtime.move_to(at("2026-11-23 07:00"))
    outcome = bedtime.engine.notifications.press(":1.7", 3, "goodnight")
    assert outcome is not None
    assert outcome.problem == "the night of 2026-11-22 is over"
    assert answers(bedtime) == {"cool_bedroom": Answer.DONE}


def test_the_button_of_the_notification_closes_its_evening(bedtime: Evening) -> None:
    notice = bedtime.engine.tonight.notice
    assert notice is not None
    assert notice.actions[0][0] == "goodnight"
    bedtime.engine.notifications.shown(Shown(":1.7", 3, notice.night, notice.habits))
    bedtime.engine.notifications.press(":1.7", 3, "goodnight")
    assert bedtime.engine.tonight.closed


def test_while_another_program_writes_it_is_kept_and_saved_as_of_its_instant(bedtime: Evening) -> None:
    path = bedtime.diary.database.path
    other = Diary(path)
    with other.transaction():
        assert bedtime.engine.perform(GOOD_NIGHT).error is not None
    other.close()
    bedtime.move_by(minutes=5)
    assert bedtime.engine.tonight.closed_at == at("2026-11-22 22:35:05")
    assert answers(bedtime)["regular_bedtime"] is Answer.DONE


@pytest.mark.parametrize(("now", "offered"), [("20:29", False), ("20:30", True), ("23:30", True)])
def test_it_is_offered_from_two_hours_before_bedtime_on(watched: Opener, now: str, offered: bool) -> None:
    evening = watched("2026-11-22 20:00")
    evening.move_to(at(f"2026-11-22 {now}"))
    assert (evening.engine.tonight.good_night is not None) is offered


def test_a_closed_evening_offers_no_other_good_night(bedtime: Evening) -> None:
    bedtime.engine.perform(GOOD_NIGHT)
    assert bedtime.engine.tonight.good_night is None
    assert bedtime.engine.tonight.foremost is None


def test_what_last_popped_up_is_foremost_and_list_only_habits_never_take_its_place(watched: Opener) -> None:
    evening = watched("2026-11-22 22:20")
    foremost = evening.engine.tonight.foremost
    assert foremost is not None
    assert foremost.habit.id == "stretch"


def test_a_nudge_is_told_soon_after_another_process_let_go_of_the_diary(watched: Opener) -> None:
    evening = watched("2026-11-22 21:29", "[habits.cool_bedroom]\nuseful_for = 1\n")
    other = Diary(evening.diary.database.path)
    with other.transaction():
        evening.move_to(at("2026-11-22 21:30") + timedelta(seconds=1.5))
        assert evening.pop_ups() == []
    other.close()
    evening.move_to(at("2026-11-22 21:30") + timedelta(seconds=4))
    assert [told.notice.habits for told in evening.told if told.joined and told.notice] == [("cool_bedroom",)]


def test_kept_for_a_diary_whose_backup_does_not_know_the_evening_it_closes_it_all_the_same(
    bedtime: Evening,
) -> None:
    other = Diary(bedtime.diary.database.path)
    with other.transaction():
        assert bedtime.engine.perform(GOOD_NIGHT).error is not None
        other.database.run("DELETE FROM evenings")
    other.close()
    bedtime.move_by(minutes=5)
    assert bedtime.engine.tonight.closed_at == at("2026-11-22 22:35:05")


def test_an_answer_given_after_it_stays_when_it_is_taken_back(bedtime: Evening) -> None:
    undo = bedtime.engine.perform(GOOD_NIGHT).undo
    assert undo is not None
    bedtime.move_by(minutes=1)
    by(bedtime.engine).done("stretch")
    bedtime.engine.perform(undo)
    assert bedtime.item("stretch").state is State.DONE
    assert bedtime.item("loose_bedding").state is State.DUE

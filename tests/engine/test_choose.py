"""Settings chosen in the program: written, taken up at once, and told once."""

from datetime import date, time

from crampguard.engine import Refused
from crampguard.routine.actions import Action, ActionKind
from crampguard.routine.checklist import State
from crampguard.store.errors import StoreError
from tests.engine.conftest import Opener
from tests.moved_clock import Evening, at


def test_a_choice_is_in_the_file_and_in_force_and_told_once(watched: Opener) -> None:
    evening = watched("2026-11-22 21:00", "# mine\n")
    evening.engine.choose({"schedule.bedtime": "23:00", "nudges.snooze": 5})
    assert evening.settings.read_text() == '# mine\n\n[schedule]\nbedtime = "23:00"\n\n[nudges]\nsnooze = 5\n'
    assert evening.engine.settings.snooze == 5
    assert evening.engine.tonight.night.bedtime == at("2026-11-22 23:00")
    assert len(evening.told) == 1
    assert evening.alarm.times_set == 1


def test_a_choice_that_moves_a_told_nudge_ahead_tells_it_again(watched: Opener) -> None:
    evening = watched("2026-11-22 21:35")
    evening.engine.choose({"habits.cool_bedroom.lead": 40})
    assert evening.item("cool_bedroom").state is State.LATER
    evening.move_to(at("2026-11-22 22:14"))
    assert evening.pop_ups() == [("cool_bedroom",)]


def test_a_habit_chosen_after_its_time_never_pops_up(watched: Opener) -> None:
    evening = watched("2026-11-22 21:30")
    evening.engine.choose({"habits.warm_shower.enabled": True})  # due at 21:00, useful until 22:00
    assert evening.item("warm_shower").state is State.DUE
    evening.move_to(at("2026-11-22 22:14"))
    assert evening.pop_ups() == []


def test_a_nudge_that_is_chosen_away_does_not_pop_up(watched: Opener) -> None:
    evening = watched("2026-11-22 21:00")
    evening.engine.choose({"habits.cool_bedroom.notify": False})
    evening.move_to(at("2026-11-22 22:14"))
    assert evening.pop_ups() == []


def test_an_own_habit_joins_the_evening_and_leaves_it(watched: Opener) -> None:
    evening = watched("2026-11-22 21:00")
    evening.engine.choose({"habits.tea.title": "Herbal tea", "habits.tea.lead": 75})
    assert evening.item("tea").due == at("2026-11-22 21:15")
    evening.engine.choose({"habits.tea": None})
    assert "tea" not in [item.habit.id for item in evening.engine.tonight.items]


def test_the_default_of_a_key_can_be_had_back(watched: Opener) -> None:
    evening = watched("2026-11-22 21:00")
    before = evening.engine.settings
    evening.engine.choose({"habits.stretch.title": "Mine", "schedule.bedtime": "23:00"})
    evening.engine.choose({"habits.stretch.title": None, "schedule.bedtime": None})
    assert evening.engine.settings == before


def nothing_happened(evening: Evening, text: str) -> bool:
    return evening.settings.read_text() == text and evening.told == [] and evening.alarm.times_set == 0


def test_what_makes_no_sense_is_refused_and_nothing_happens(watched: Opener) -> None:
    evening = watched("2026-11-22 21:00", "# mine\n")
    outcome = evening.engine.choose({"schedule.monday.wake": "21:00", "nudges.snooze": 5})
    assert isinstance(outcome.error, Refused)
    assert "monday: bedtime 22:30 is less than 4 hours" in outcome.problem
    assert nothing_happened(evening, "# mine\n")
    assert evening.engine.settings.routine.schedule.week[0].wake == time(6, 45)


def test_a_broken_file_is_not_written_over(watched: Opener) -> None:
    evening = watched("2026-11-22 21:00", "# mine\n")
    evening.settings.write_text("[schedule\n")
    outcome = evening.engine.choose({"nudges.snooze": 5})
    assert isinstance(outcome.error, StoreError)
    assert "line 1" in outcome.problem
    assert nothing_happened(evening, "[schedule\n")


def test_a_part_that_shows_things_gets_the_reason_as_a_line(watched: Opener) -> None:
    evening = watched("2026-11-22 21:00", "# mine\n")
    evening.settings.write_text("[habits\n")
    outcome = evening.engine.perform(Action(ActionKind.LIST_ONLY, date(2026, 11, 22), ("stretch",)))
    assert list(evening.engine.tonight.problems) == [outcome.problem]
    assert len(evening.told) == 1


def test_an_edit_by_hand_that_was_not_yet_taken_up_is_taken_up_with_a_choice(watched: Opener) -> None:
    evening = watched("2026-11-22 21:00", "# mine\n")
    evening.settings.write_text("[nudges]\nsnooze = 5\n")
    evening.engine.choose({"habits.stretch.lead": 20})
    assert evening.engine.settings.snooze == 5

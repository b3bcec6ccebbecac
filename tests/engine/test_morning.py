"""The morning question: asked once, about the night before, answered from anywhere; and cramp now."""

from collections.abc import Callable
from datetime import UTC, date, timedelta

import pytest

from crampguard.engine import Refused
from crampguard.routine.checklist import State
from crampguard.routine.morning import Cramp, Leg, Morning
from crampguard.store.diary import Answered, Shown
from tests.answers import by
from tests.engine.conftest import Opener
from tests.moved_clock import Evening, at

SATURDAY, SUNDAY, MONDAY = date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23)
SERVER = ":1.7"
NO_CRAMP, CRAMP = Morning(cramp=False), Morning(cramp=True)

Restart = Callable[[Evening, str], Evening]


def questions(evening: Evening) -> list[str]:
    """The wall clock of each pop-up that asked about a night."""
    return [
        f"{told.local(told.now):%a %H:%M:%S}"
        for told in evening.told
        if told.joined and told.notice is not None and "morning" in told.notice.habits
    ]


@pytest.fixture
def monday(watched: Opener) -> Evening:
    """Monday at 07:00; the program watched since Sunday noon, and asked at 06:45."""
    evening = watched("2026-11-22 23:50")
    evening.move_to(at("2026-11-23 07:00"))
    return evening


def show(evening: Evening, number: int = 42) -> None:
    notice = evening.engine.tonight.notice
    assert notice is not None
    evening.engine.notifications.shown(Shown(SERVER, number, notice.night, notice.habits))


# Asking


def test_it_asks_when_the_user_gets_up(monday: Evening) -> None:
    assert questions(monday) == ["Mon 06:45:00"]
    assert monday.engine.tonight.about == SUNDAY
    notice = monday.engine.tonight.notice
    assert notice is not None
    assert [key for key, _label in notice.actions] == ["none", "cramp", "default"]


def test_the_first_start_does_not_ask_about_a_night_before_it(opened: Opener) -> None:
    evening = opened("2026-11-22 08:00")
    evening.start()
    evening.move_by(hours=4)
    assert questions(evening) == []
    assert evening.engine.tonight.question.claim is not None


def test_a_start_in_the_morning_asks_after_the_settling(watched: Opener, restarted: Restart) -> None:
    evening = restarted(watched("2026-11-22 23:50"), "2026-11-23 09:00")
    evening.move_by(minutes=2)
    assert questions(evening) == ["Mon 09:00:20"]


def test_eight_hours_after_getting_up_it_asks_no_more(watched: Opener, restarted: Restart) -> None:
    evening = restarted(watched("2026-11-22 23:50"), "2026-11-23 14:45")
    evening.move_by(minutes=2)
    assert questions(evening) == []
    assert evening.engine.tonight.question.state is State.PAST


def test_it_asks_once_whatever_restarts(monday: Evening, restarted: Restart) -> None:
    evening = restarted(monday, "2026-11-23 07:05")
    evening.move_by(hours=5)
    assert questions(evening) == []


def test_a_night_that_was_answered_is_not_asked_about(watched: Opener) -> None:
    evening = watched("2026-11-23 03:00")
    by(evening.engine).morning(CRAMP, SUNDAY)
    evening.move_to(at("2026-11-23 09:00"))
    assert questions(evening) == []


def test_a_pause_holds_it_back(watched: Opener) -> None:
    evening = watched("2026-11-22 23:50")
    by(evening.engine).pause(timedelta(hours=9))
    evening.move_to(at("2026-11-23 10:00"))
    assert questions(evening) == ["Mon 08:50:20"]


def test_a_wake_time_that_is_moved_into_the_past_asks_nothing(watched: Opener) -> None:
    evening = watched("2026-11-22 23:50")
    evening.move_to(at("2026-11-23 06:00"))
    evening.edit('[schedule]\nwake = "05:30"\n')
    evening.move_by(hours=4)
    assert questions(evening) == []


def test_it_leaves_the_notification_when_it_is_answered_elsewhere(monday: Evening) -> None:
    by(monday.engine).morning(NO_CRAMP)
    assert monday.engine.tonight.notice is None
    assert monday.engine.tonight.question.state is State.DONE


def test_beside_something_due_the_buttons_are_those_of_several(monday: Evening) -> None:
    monday.move_to(at("2026-11-23 13:31"))
    notice = monday.engine.tonight.notice
    assert notice is not None
    assert notice.habits == ("morning", "caffeine_cutoff")
    assert [key for key, _label in notice.actions] == ["done", "snooze", "open", "default"]


def test_it_is_no_habit_and_not_the_next_pop_up(watched: Opener) -> None:
    evening = watched("2026-11-22 23:50")
    assert "morning" not in [item.habit.id for item in evening.engine.tonight.items]
    upcoming = evening.engine.tonight.next
    assert upcoming is not None
    assert upcoming.habits == ("caffeine_cutoff",)


# Its buttons


def test_no_cramp_is_one_press(monday: Evening) -> None:
    show(monday)
    monday.engine.notifications.press(SERVER, 42, "none")
    assert monday.diary.morning(SUNDAY) == Answered(NO_CRAMP, at("2026-11-23 07:00").astimezone(UTC))


def test_a_button_pressed_a_day_later_answers_for_its_own_night(monday: Evening, restarted: Restart) -> None:
    show(monday)
    evening = restarted(monday, "2026-11-24 07:30")
    assert evening.engine.notifications.asked_about(SERVER, 42) == SUNDAY
    evening.engine.notifications.press(SERVER, 42, "none")
    assert evening.diary.morning(SUNDAY) is not None
    assert evening.diary.morning(MONDAY) is None


def test_an_old_button_does_not_overwrite_an_answer(monday: Evening) -> None:
    show(monday)
    by(monday.engine).morning(CRAMP, SUNDAY)
    monday.engine.notifications.press(SERVER, 42, "none")
    assert monday.diary.morning(SUNDAY) == Answered(CRAMP, at("2026-11-23 07:00").astimezone(UTC))


def test_cramp_answers_nothing_before_the_card_is_saved(monday: Evening) -> None:
    show(monday)
    monday.engine.notifications.press(SERVER, 42, "cramp")
    assert monday.diary.morning(SUNDAY) is None


# Answering


@pytest.mark.parametrize(
    ("now", "night"),
    [
        ("2026-11-22 23:29", SATURDAY),
        ("2026-11-22 23:30", SUNDAY),
        ("2026-11-23 06:00", SUNDAY),
        ("2026-11-23 15:00", SUNDAY),
    ],
)
def test_without_a_night_it_is_the_last_one_an_hour_after_its_bedtime(
    opened: Opener, now: str, night: date
) -> None:
    assert by(opened(now).engine).morning(NO_CRAMP) == night


def test_another_bedtime_for_tonight_counts_for_that(watched: Opener) -> None:
    evening = watched("2026-11-22 21:00")
    by(evening.engine).bedtime(at("2026-11-23 01:00").time())
    evening.move_to(at("2026-11-23 01:30"))
    assert by(evening.engine).morning(NO_CRAMP) == SATURDAY


def test_an_answer_can_be_corrected(monday: Evening) -> None:
    by(monday.engine).morning(NO_CRAMP)
    by(monday.engine).morning(Morning(cramp=True, pain=4, leg=Leg.LEFT))
    answered = monday.diary.morning(SUNDAY)
    assert answered is not None
    assert answered.morning == Morning(cramp=True, pain=4, leg=Leg.LEFT)


def test_the_same_answer_again_keeps_its_time(monday: Evening) -> None:
    by(monday.engine).morning(NO_CRAMP)
    before = monday.diary.morning(SUNDAY)
    monday.move_by(hours=1)
    by(monday.engine).morning(NO_CRAMP)
    assert monday.diary.morning(SUNDAY) == before


@pytest.mark.parametrize(
    "answer",
    [
        Morning(cramp=True, pain=11),
        Morning(cramp=True, count=0),
        Morning(cramp=True, minutes=-1),
        Morning(cramp=False, pain=3),
        Morning(cramp=True, note="x" * 10_001),
    ],
)
def test_an_answer_that_makes_no_sense_is_refused_and_changes_nothing(
    monday: Evening, answer: Morning
) -> None:
    with pytest.raises(Refused):
        by(monday.engine).morning(answer)
    assert monday.diary.morning(SUNDAY) is None


def test_a_night_that_is_not_yet_is_refused(monday: Evening) -> None:
    with pytest.raises(Refused):
        by(monday.engine).morning(NO_CRAMP, MONDAY + timedelta(days=1))


# Cramp now


def test_cramp_now_keeps_the_time_for_the_morning(watched: Opener) -> None:
    evening = watched("2026-11-23 03:00")
    assert by(evening.engine).cramp_now() == SUNDAY
    evening.move_by(hours=1)
    by(evening.engine).cramp_now()
    assert evening.diary.cramps(SUNDAY) == (Cramp(at("2026-11-23 03:00")), Cramp(at("2026-11-23 04:00")))
    assert evening.diary.morning(SUNDAY) is None


def test_a_warning_sign_is_answered_and_taken_back(monday: Evening) -> None:
    by(monday.engine).sign("swollen_leg", True)
    by(monday.engine).sign("toxin", False)
    assert monday.diary.signs() == {"swollen_leg": True, "toxin": False}
    by(monday.engine).sign("toxin", None)
    assert monday.diary.signs() == {"swollen_leg": True}

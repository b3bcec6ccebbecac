"""The buttons of a notification, whenever they are pressed."""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from crampguard.routine.checklist import Answer, State
from crampguard.store.diary import Shown
from tests.answers import by
from tests.engine.conftest import Opener
from tests.moved_clock import Evening, at

SUNDAY = date(2026, 11, 22)
SERVER = ":1.7"
NUMBER = 42

Restart = Callable[[Evening, str], Evening]


def show(evening: Evening) -> None:
    """What the notification does after each telling: says which nudges it stands for."""
    notice = evening.engine.tonight.notice
    assert notice is not None
    evening.engine.notifications.shown(Shown(SERVER, NUMBER, notice.night, notice.habits))


@pytest.fixture
def cool(watched: Opener) -> Evening:
    """The notification shows the cool bedroom."""
    found = watched("2026-11-22 21:35")
    show(found)
    return found


@pytest.fixture
def drink(watched: Opener) -> Evening:
    """The notification shows a heads-up (alcohol) and something to do (a drink)."""
    found = watched("2026-11-22 18:40")
    show(found)
    return found


@pytest.mark.parametrize(("key", "state"), [("done", State.DONE), ("skip", State.SKIPPED)])
def test_done_and_skip_mark_the_habit(cool: Evening, key: str, state: State) -> None:
    cool.engine.notifications.press(SERVER, NUMBER, key)
    assert cool.item("cool_bedroom").state is state
    assert cool.engine.tonight.notice is None


def test_snooze_tells_it_again_later(cool: Evening) -> None:
    cool.engine.notifications.press(SERVER, NUMBER, "snooze")
    assert cool.item("cool_bedroom").snoozed_until == at("2026-11-22 21:50")


@pytest.mark.parametrize("key", ["default", "open", "nonsense", ""])
def test_other_keys_change_nothing(cool: Evening, key: str) -> None:
    before = cool.diary.remembered(SUNDAY)
    cool.engine.notifications.press(SERVER, NUMBER, key)
    assert cool.diary.remembered(SUNDAY) == before
    assert cool.diary.shown(SERVER, NUMBER) is not None


def test_ok_answers_the_heads_up_without_a_tick(watched: Opener) -> None:
    evening = watched("2026-11-22 13:40")
    show(evening)
    evening.engine.notifications.press(SERVER, NUMBER, "ok")
    assert evening.item("caffeine_cutoff").state is State.DUE
    assert evening.item("caffeine_cutoff").marked_at is None
    assert evening.engine.tonight.notice is None


def test_all_done_ticks_what_is_to_do_and_only_hears_the_heads_up(drink: Evening) -> None:
    drink.engine.notifications.press(SERVER, NUMBER, "done")
    assert drink.item("hydrate").state is State.DONE
    assert drink.item("alcohol_cutoff").state is State.DUE
    assert drink.engine.tonight.notice is None


def test_snooze_of_several_brings_back_all_that_are_still_useful_then(drink: Evening) -> None:
    drink.engine.notifications.press(SERVER, NUMBER, "snooze")
    drink.told.clear()
    drink.move_to(at("2026-11-22 18:55"))
    assert drink.pop_ups() == [("alcohol_cutoff", "hydrate")]


def test_snooze_of_several_lets_go_of_what_would_be_too_late_by_then(drink: Evening) -> None:
    """A notification keeps its buttons while time passes: at 19:20 the alcohol is useful until 19:30 only."""
    drink.move_to(at("2026-11-22 19:20"))
    drink.engine.notifications.press(SERVER, NUMBER, "snooze")
    assert drink.item("hydrate").snoozed_until == at("2026-11-22 19:35")
    assert drink.item("alcohol_cutoff").state is State.DUE
    assert drink.engine.tonight.notice is None


@pytest.mark.parametrize("key", ["done", "skip", "snooze", "ok"])
def test_pressing_twice_is_pressing_once(cool: Evening, key: str) -> None:
    cool.engine.notifications.press(SERVER, NUMBER, key)
    remembered = cool.diary.remembered(SUNDAY)
    cool.move_by(minutes=1)
    cool.engine.notifications.press(SERVER, NUMBER, key)
    assert cool.diary.remembered(SUNDAY) == remembered


def test_a_second_press_does_not_bring_back_what_was_undone(cool: Evening) -> None:
    cool.engine.notifications.press(SERVER, NUMBER, "done")
    by(cool.engine).undo("cool_bedroom")
    cool.engine.notifications.press(SERVER, NUMBER, "done")
    assert cool.item("cool_bedroom").state is State.DUE


@pytest.mark.parametrize(("key", "answer"), [("done", "done"), ("skip", "skipped")])
def test_pressed_the_next_morning_it_marks_the_night_it_was_shown_in(
    cool: Evening, restarted: Restart, key: str, answer: str
) -> None:
    morning = restarted(cool, "2026-11-23 08:00")
    morning.engine.notifications.press(SERVER, NUMBER, key)
    mark = morning.diary.remembered(SUNDAY).marks["cool_bedroom"]
    assert (mark.answer, mark.at) == (answer, at("2026-11-23 08:00"))
    assert morning.item("cool_bedroom").state is State.LATER


def test_snooze_pressed_the_next_morning_is_nothing(cool: Evening, restarted: Restart) -> None:
    morning = restarted(cool, "2026-11-23 08:00")
    morning.engine.notifications.press(SERVER, NUMBER, "snooze")
    morning.move_to(at("2026-11-23 12:00"))
    assert morning.pop_ups() == [("morning",)]
    assert morning.diary.remembered(SUNDAY).snoozes == {}


def test_pressed_where_the_date_of_its_night_was_skipped_it_marks_that_night_all_the_same(
    watched: Opener,
) -> None:
    evening = watched("2011-12-30 21:35")
    show(evening)
    evening.clock.where = ZoneInfo("Pacific/Apia")  # the clocks went from the 29th to the 31st
    evening.engine.refresh()
    evening.engine.notifications.press(SERVER, NUMBER, "done")
    marks = evening.diary.remembered(date(2011, 12, 30)).marks
    assert marks["cool_bedroom"].answer is Answer.DONE


@pytest.mark.parametrize(("server", "number"), [(SERVER, 43), (":1.8", NUMBER)])
def test_a_notification_that_is_not_ours_is_nothing(cool: Evening, server: str, number: int) -> None:
    cool.engine.notifications.press(server, number, "done")
    assert cool.item("cool_bedroom").state is State.DUE


def test_a_notification_that_has_gone_still_understands_its_button(cool: Evening) -> None:
    """The daemon may say "closed" before it says "pressed"."""
    cool.engine.notifications.gone(SERVER, NUMBER)
    assert cool.engine.notifications.on_screen() is None
    cool.engine.notifications.press(SERVER, NUMBER, "done")
    assert cool.item("cool_bedroom").state is State.DONE


def test_the_open_notification_is_known_after_a_restart(cool: Evening, restarted: Restart) -> None:
    after = restarted(cool, "2026-11-22 21:40")
    assert after.engine.notifications.on_screen() == Shown(SERVER, NUMBER, SUNDAY, ("cool_bedroom",))


def test_a_button_of_a_habit_that_was_removed_since_is_no_fault(watched: Opener) -> None:
    evening = watched("2026-11-22 20:05", '[habits.walk]\ntitle = "Walk"\nlead = 150\n')
    show(evening)
    evening.edit("# no walk any more\n")
    evening.engine.notifications.press(SERVER, NUMBER, "done")
    assert evening.item("hydrate").state is State.DONE
    assert "walk" not in evening.diary.remembered(SUNDAY).marks


def test_a_tick_counts_though_its_night_has_not_begun_where_the_user_has_flown(opened: Opener) -> None:
    evening = opened("2026-11-22 06:50", "[habits.hydrate]\nlead = 930\n")
    evening.start()
    evening.move_to(at("2026-11-22 07:00"))
    show(evening)
    evening.clock.where = ZoneInfo("America/Havana")  # where it is one o'clock at night
    evening.engine.refresh()
    assert evening.engine.tonight.night.date == date(2026, 11, 21)
    evening.engine.notifications.press(SERVER, NUMBER, "done")
    assert evening.engine.tonight.problems == ()
    assert evening.diary.remembered(SUNDAY).marks["hydrate"].answer is Answer.DONE

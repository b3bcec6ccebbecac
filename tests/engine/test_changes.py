"""The door for changes: each one idempotent, in one transaction, told once, with the alarm set once."""

import sqlite3
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crampguard.engine import Engine, Refused, check_begun
from crampguard.routine.checklist import Answer, State
from crampguard.store.errors import StoreError
from tests.answers import by
from tests.engine.conftest import Opener
from tests.moved_clock import Evening, at, evening

SUNDAY = date(2026, 11, 22)
HOUR = timedelta(hours=1)

Change = Callable[[Engine], object]

IDEMPOTENT: dict[str, Change] = {
    "done": lambda engine: by(engine).done("stretch"),
    "skip": lambda engine: by(engine).skip("stretch"),
    "undo": lambda engine: by(engine).undo("cool_bedroom"),
    "acknowledge": lambda engine: by(engine).acknowledge("caffeine_cutoff"),
    "snooze": lambda engine: by(engine).snooze("stretch"),
    "pause": lambda engine: by(engine).pause(HOUR),
    "pause always": lambda engine: by(engine).pause(None),
    "pause tonight": lambda engine: by(engine).pause_tonight(),
    "resume": lambda engine: by(engine).resume(),
    "bedtime": lambda engine: by(engine).bedtime(time(23, 30)),
    "usual bedtime": lambda engine: by(engine).bedtime(None),
    "reload": lambda engine: engine.reload(),
}
CHANGES = IDEMPOTENT | {"later bedtime": lambda engine: by(engine).later_bedtime()}

every_change = pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)


@pytest.fixture
def at_2220(watched: Opener) -> Evening:
    """Stretch is due and told; the cool bedroom is done."""
    found = watched("2026-11-22 22:20")
    by(found.engine).done("cool_bedroom")
    found.told.clear()
    found.alarm.times_set = 0
    return found


def kept(evening: Evening) -> str:
    """Everything that the diary holds."""
    other = sqlite3.connect(evening.settings.parent / "diary.sqlite3")
    try:
        return "\n".join(other.iterdump())
    finally:
        other.close()


def break_next(evening: Evening, table: str, when: str = "1") -> None:
    """From now on SQLite refuses to write such rows into the table."""
    evening.diary.database._db.execute(
        f"CREATE TRIGGER broken BEFORE INSERT ON {table} WHEN {when} BEGIN SELECT RAISE(FAIL, 'broken'); END"
    )


@pytest.mark.parametrize("change", IDEMPOTENT.values(), ids=IDEMPOTENT)
def test_a_change_made_twice_is_made_once(at_2220: Evening, change: Change) -> None:
    change(at_2220.engine)
    once, state = kept(at_2220), at_2220.engine.tonight
    change(at_2220.engine)
    assert kept(at_2220) == once
    assert at_2220.engine.tonight == state


@every_change
def test_a_change_tells_each_listener_once(at_2220: Evening, change: Change) -> None:
    others: list[object] = []
    at_2220.engine.listen(others.append)
    change(at_2220.engine)
    assert len(at_2220.told) == len(others) == 1
    assert at_2220.told == [at_2220.engine.tonight]


@every_change
def test_a_change_sets_the_alarm_once(at_2220: Evening, change: Change) -> None:
    change(at_2220.engine)
    assert at_2220.alarm.times_set == 1
    assert at_2220.alarm.instant == at_2220.engine.tonight.next_change()


@every_change
def test_a_change_is_one_transaction(at_2220: Evening, change: Change) -> None:
    statements: list[str] = []
    at_2220.diary.database._db.set_trace_callback(statements.append)
    change(at_2220.engine)
    at_2220.diary.database._db.set_trace_callback(None)
    assert statements.count("BEGIN IMMEDIATE") == 1
    writes = [n for n, words in enumerate(statements) if words.startswith(("INSERT", "DELETE", "UPDATE"))]
    begun = statements.index("BEGIN IMMEDIATE")
    assert all(begun < n < statements.index("COMMIT", begun) for n in writes)


def test_a_bedtime_that_cannot_be_kept_whole_is_not_kept_at_all(watched: Opener) -> None:
    evening = watched("2026-11-22 22:00")
    break_next(evening, "claims")
    before = kept(evening)
    with pytest.raises(StoreError):
        by(evening.engine).bedtime(time(22, 5))  # moves the stretch into the past, which makes a claim
    assert kept(evening) == before


def test_a_refused_change_keeps_nothing_and_becomes_a_line_until_the_next_refresh(at_2220: Evening) -> None:
    before = kept(at_2220)
    with pytest.raises(Refused):
        by(at_2220.engine).snooze("cool_bedroom")
    assert kept(at_2220) == before
    assert list(at_2220.engine.tonight.problems) == ["cool_bedroom is answered already"]
    at_2220.engine.refresh()
    assert list(at_2220.engine.tonight.problems) == []


# Marks


def test_a_mark_keeps_the_time_of_the_first_press(at_2220: Evening) -> None:
    by(at_2220.engine).done("stretch")
    at_2220.move_by(minutes=5)
    by(at_2220.engine).done("stretch")
    assert at_2220.item("stretch").marked_at == at("2026-11-22 22:20")


def test_the_last_answer_holds(at_2220: Evening) -> None:
    by(at_2220.engine).done("stretch")
    by(at_2220.engine).skip("stretch")
    assert at_2220.item("stretch").state is State.SKIPPED


def test_undo_takes_the_mark_back_and_is_remembered_with_its_time(at_2220: Evening) -> None:
    by(at_2220.engine).undo("cool_bedroom")
    assert at_2220.item("cool_bedroom").state is State.DUE
    assert at_2220.item("cool_bedroom").marked_at is None
    mark = at_2220.diary.remembered(SUNDAY).marks["cool_bedroom"]
    assert (mark.answer, mark.at) == (Answer.CLEARED, at("2026-11-22 22:20"))


def test_undo_of_what_was_never_marked_leaves_no_trace(at_2220: Evening) -> None:
    by(at_2220.engine).undo("stretch")
    assert "stretch" not in at_2220.diary.remembered(SUNDAY).marks


def test_an_undone_nudge_that_was_told_is_shown_again_without_a_pop_up(at_2220: Evening) -> None:
    by(at_2220.engine).undo("cool_bedroom")
    at_2220.move_by(minutes=5)
    notice = at_2220.engine.tonight.notice
    assert notice is not None
    assert "cool_bedroom" in notice.habits
    assert at_2220.pop_ups() == []


def test_without_a_date_the_mark_is_of_the_present_night_after_midnight_too(opened: Opener) -> None:
    evening = opened("2026-11-23 02:00")
    assert by(evening.engine).done("stretch") == SUNDAY


@pytest.mark.parametrize("habit", ["stretch", "caffeine_cutoff", "warm_shower"])
def test_any_habit_of_a_past_night_can_be_marked(at_2220: Evening, habit: str) -> None:
    """The warm shower is off at first: what is recorded is not bound to what is planned."""
    night = date(2026, 11, 3)
    assert by(at_2220.engine).done(habit, night) == night
    assert at_2220.diary.remembered(night).marks[habit].answer is Answer.DONE
    assert at_2220.item("stretch").state is State.DUE


@pytest.mark.parametrize("answer", ["done", "skip", "undo"])
def test_a_night_that_has_not_begun_cannot_be_marked(at_2220: Evening, answer: str) -> None:
    with pytest.raises(Refused, match="2026-11-23 has not begun"):
        getattr(by(at_2220.engine), answer)("stretch", date(2026, 11, 23))


def test_a_night_begins_with_getting_up(opened: Opener) -> None:
    early = opened("2026-11-22 06:44")
    with pytest.raises(Refused):
        by(early.engine).done("stretch", SUNDAY)
    early.move_by(minutes=1)
    assert by(early.engine).done("stretch", SUNDAY) == SUNDAY


def test_a_date_that_the_zone_skipped_is_no_night(tmp_path: Path) -> None:
    apia = evening(tmp_path, at("2011-12-31 20:00", ZoneInfo("Pacific/Apia")))
    skipped = date(2011, 12, 30)
    with pytest.raises(Refused):
        check_begun(apia.engine.settings.routine, skipped, apia.clock)
    with pytest.raises(Refused):
        apia.engine.view(skipped)
    assert by(apia.engine).done("stretch", date(2011, 12, 29)) == date(2011, 12, 29)
    apia.diary.close()


def test_an_unknown_habit_is_refused_with_the_known_ones(at_2220: Evening) -> None:
    for change in (
        by(at_2220.engine).done,
        by(at_2220.engine).skip,
        by(at_2220.engine).undo,
        by(at_2220.engine).snooze,
    ):
        with pytest.raises(Refused, match=r"no habit strech; there are: .*stretch"):
            change("strech")


# OK to a heads-up


def test_ok_takes_the_heads_up_out_of_the_notification_without_a_tick(watched: Opener) -> None:
    evening = watched("2026-11-22 18:40")
    by(evening.engine).acknowledge("alcohol_cutoff")
    notice = evening.engine.tonight.notice
    assert notice is not None
    assert notice.habits == ("hydrate",)
    assert evening.item("alcohol_cutoff").state is State.DUE
    assert evening.item("alcohol_cutoff").marked_at is None


@pytest.mark.parametrize("snoozed", [False, True])
def test_what_was_heard_does_not_pop_up(watched: Opener, snoozed: bool) -> None:
    evening = watched("2026-11-22 18:40" if snoozed else "2026-11-22 18:00")
    if snoozed:
        by(evening.engine).snooze("alcohol_cutoff")
    by(evening.engine).acknowledge("alcohol_cutoff")
    evening.move_to(at("2026-11-22 19:29"))
    assert "alcohol_cutoff" not in [habit for shown in evening.pop_ups() for habit in shown]


# Snooze


def test_a_snooze_is_the_setting_unless_minutes_are_given(watched: Opener) -> None:
    evening = watched("2026-11-22 22:20", "[nudges]\nsnooze = 20\n")
    assert by(evening.engine).snooze("stretch") == at("2026-11-22 22:40")
    assert by(evening.engine).snooze("stretch", 5) == at("2026-11-22 22:25")


@pytest.mark.parametrize(
    ("now", "habit", "minutes", "reason"),
    [
        ("22:20", "stretch", 70, "stretch would no longer be useful at 23:30"),
        ("22:00", "stretch", 30, "stretch comes at 22:15"),
        ("22:20", "cool_bedroom", 15, "cool_bedroom would no longer be useful at 22:35"),
        ("22:20", "hydrate", 15, "hydrate would no longer be useful at 22:35"),
        ("22:20", "warm_shower", 15, "warm_shower is not in the list of tonight"),
    ],
)
def test_a_snooze_is_refused_with_its_reason(
    watched: Opener, now: str, habit: str, minutes: int, reason: str
) -> None:
    evening = watched(f"2026-11-22 {now}")
    with pytest.raises(Refused) as refused:
        by(evening.engine).snooze(habit, minutes)
    assert str(refused.value) == reason


def test_a_snooze_may_end_just_before_it_is_of_no_use(watched: Opener) -> None:
    evening = watched("2026-11-22 22:20")
    assert by(evening.engine).snooze("stretch", 69) == at("2026-11-22 23:29")


@pytest.mark.parametrize("answer", ["done", "skip"])
def test_what_is_answered_cannot_be_snoozed(at_2220: Evening, answer: str) -> None:
    getattr(by(at_2220.engine), answer)("stretch")
    with pytest.raises(Refused, match="stretch is answered already"):
        by(at_2220.engine).snooze("stretch")


def test_snoozing_takes_the_nudge_out_of_the_notification(at_2220: Evening) -> None:
    by(at_2220.engine).snooze("stretch")
    assert at_2220.item("stretch").state is State.SNOOZED
    assert at_2220.engine.tonight.notice is None


# Pause


def test_a_pause_ends_by_itself(at_2220: Evening) -> None:
    by(at_2220.engine).pause(HOUR)
    at_2220.move_by(minutes=59, seconds=59)
    assert at_2220.engine.view().paused
    at_2220.move_by(seconds=1)
    assert not at_2220.engine.tonight.paused


def test_a_pause_until_i_resume_holds_until_then(at_2220: Evening) -> None:
    by(at_2220.engine).pause(None)
    at_2220.move_by(days=2)
    assert at_2220.engine.tonight.paused
    by(at_2220.engine).resume()
    assert not at_2220.engine.tonight.paused


def test_a_pause_for_tonight_ends_with_the_night(at_2220: Evening) -> None:
    by(at_2220.engine).pause_tonight()
    pause = at_2220.engine.tonight.pause
    assert pause is not None
    assert pause.until == at("2026-11-23 06:45")


def test_a_pause_takes_the_notification_away(at_2220: Evening) -> None:
    assert at_2220.engine.tonight.notice is not None
    by(at_2220.engine).pause(HOUR)
    assert at_2220.engine.tonight.notice is None


def test_what_is_said_once_in_a_lifetime_is_not_said_after_a_restart(watched: Opener) -> None:
    assert watched("2026-11-22 18:00").engine.say_once("no tray")
    again = watched("2026-11-22 19:00").engine
    assert not again.say_once("no tray")
    assert again.say_once("something else")

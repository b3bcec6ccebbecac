"""Two programs on one diary, and a diary that does not do what it should."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, time, timedelta
from pathlib import Path
from time import perf_counter

import pytest

from crampguard.routine.checklist import Answer, Mark, State
from crampguard.routine.morning import Cramp, Morning
from crampguard.routine.tonight import Tonight
from crampguard.store import backups
from crampguard.store.diary import Diary, Shown
from crampguard.store.errors import NotNow, StoreError
from tests.answers import accepted, by
from tests.engine.conftest import Opener
from tests.moved_clock import Evening, at, evening


def break_diary(evening: Evening) -> None:
    """From now on nothing can be written. Permissions would not do: root writes everywhere."""
    evening.diary.database._db.execute("PRAGMA query_only = ON")


def mend_diary(evening: Evening) -> None:
    evening.diary.database._db.execute("PRAGMA query_only = OFF")


def lose_marks(evening: Evening) -> None:
    """Now it cannot be read either."""
    evening.diary.database._db.execute("ALTER TABLE marks RENAME TO lost")


# Two programs


def test_a_change_in_one_is_seen_by_a_look_in_the_other(watched: Opener, opened: Opener) -> None:
    tray = watched("2026-11-22 22:20")
    command = opened("2026-11-22 22:20")
    by(command.engine).done("stretch")
    by(command.engine).bedtime(time(23, 0))
    by(command.engine).pause(timedelta(hours=1))
    tray.engine.refresh()
    assert tray.item("stretch").state is State.DONE
    assert tray.engine.tonight.night.bedtime == at("2026-11-22 23:00")
    assert tray.engine.tonight.paused


def test_a_change_in_one_moves_the_alarm_of_the_other(watched: Opener, opened: Opener) -> None:
    tray = watched("2026-11-22 21:40")
    by(opened("2026-11-22 21:40").engine).bedtime(time(23, 30))
    tray.engine.refresh()
    tray.move_to(at("2026-11-22 22:29"))
    assert tray.pop_ups() == []
    tray.move_to(at("2026-11-22 22:30"))
    assert tray.pop_ups() == [("cool_bedroom",)]


def test_a_snooze_in_a_terminal_is_told_by_the_tray(watched: Opener, opened: Opener) -> None:
    tray = watched("2026-11-22 22:20")
    by(opened("2026-11-22 22:20").engine).snooze("stretch", 10)
    tray.engine.refresh()
    tray.move_to(at("2026-11-22 22:30"))
    assert tray.pop_ups() == [("stretch", "regular_bedtime")]


# A diary that fails


def test_a_ring_that_cannot_claim_shows_nothing_and_says_why(watched: Opener) -> None:
    evening = watched("2026-11-22 21:00")
    break_diary(evening)
    evening.clock.instant = at("2026-11-22 21:30")
    evening.engine.ring()
    assert evening.pop_ups() == []
    (problem,) = evening.engine.tonight.problems
    assert str(evening.settings.parent / "diary.sqlite3") in problem
    assert len(evening.told) == 1


def test_after_a_failure_it_tries_again_within_a_minute_and_tells(watched: Opener) -> None:
    evening = watched("2026-11-22 21:00")
    break_diary(evening)
    evening.clock.instant = at("2026-11-22 21:30")
    evening.engine.ring()
    assert evening.alarm.instant is not None
    assert evening.clock.instant < evening.alarm.instant <= evening.clock.instant + timedelta(minutes=1)
    mend_diary(evening)
    evening.move_by(minutes=1)
    assert evening.pop_ups() == [("cool_bedroom",)]
    assert evening.engine.tonight.problems == ()


def test_a_failure_does_not_put_off_an_alarm_that_comes_sooner(watched: Opener) -> None:
    evening = watched("2026-11-22 21:29:30")
    accepted(by(evening.engine).done, "nonsense")
    assert evening.alarm.instant == at("2026-11-22 21:30")


def test_a_look_that_cannot_read_keeps_the_last_state(watched: Opener) -> None:
    evening = watched("2026-11-22 22:20")
    items = evening.engine.tonight.items
    lose_marks(evening)
    evening.engine.refresh()
    assert evening.engine.tonight.items == items
    assert len(evening.engine.tonight.problems) == len(evening.told) == evening.alarm.times_set == 1


def test_an_attempt_that_cannot_write_becomes_a_line(watched: Opener) -> None:
    evening = watched("2026-11-22 22:20")
    break_diary(evening)
    accepted(by(evening.engine).done, "stretch")
    assert len(evening.engine.tonight.problems) == 1
    assert evening.item("stretch").state is State.DUE


def test_a_change_that_cannot_write_raises_for_the_command_line(watched: Opener) -> None:
    evening = watched("2026-11-22 22:20")
    break_diary(evening)
    with pytest.raises(StoreError):
        by(evening.engine).done("stretch")


def test_a_line_about_the_settings_stays_beside_the_one_about_the_diary(watched: Opener) -> None:
    evening = watched("2026-11-22 22:20", "[nudges]\nsnooze = 0\n")
    lose_marks(evening)
    evening.engine.refresh()
    assert len(evening.engine.tonight.problems) == 2


def test_a_first_start_that_fails_at_first_never_tells_what_came_due_before_it(opened: Opener) -> None:
    evening = opened("2026-11-22 21:40")
    break_diary(evening)
    evening.start()
    mend_diary(evening)
    evening.move_by(minutes=20)
    assert evening.engine.tonight.problems == ()
    assert evening.pop_ups() == []


def test_an_edit_that_fails_at_first_never_tells_what_it_moved_into_the_past(watched: Opener) -> None:
    evening = watched("2026-11-22 21:40")
    break_diary(evening)
    evening.edit("[habits.warm_shower]\nenabled = true\n")
    mend_diary(evening)
    evening.move_by(minutes=10)
    assert evening.pop_ups() == []


# What the diary cannot take is kept


@contextmanager
def locked(evening: Evening) -> Iterator[None]:
    """Another program writes meanwhile, for longer than anybody waits."""
    with closing(Diary(evening.diary.database.path)) as other, other.transaction():
        yield


def mark_of(evening: Evening, night: date, habit: str) -> Mark | None:
    return evening.diary.remembered(night).marks.get(habit)


SUNDAY = date(2026, 11, 22)


def test_a_tick_that_could_not_be_saved_is_saved_later_with_its_own_time_and_night(watched: Opener) -> None:
    evening = watched("2026-11-22 22:29")
    with locked(evening):
        assert not accepted(by(evening.engine).done, "stretch")
        assert evening.item("stretch").state is State.DUE
        evening.clock.instant = at("2026-11-23 07:10")  # the next night has begun
    evening.engine.ring()
    assert mark_of(evening, SUNDAY, "stretch") == Mark(Answer.DONE, at("2026-11-22 22:29"))
    assert evening.engine.tonight.problems == ()


def test_what_is_not_saved_is_told_in_plain_words(watched: Opener) -> None:
    evening = watched("2026-11-22 22:29")
    with locked(evening):
        accepted(by(evening.engine).done, "stretch")
        (line,) = evening.engine.tonight.problems
    assert line == (
        "Not saved: another program is using the diary. "
        "Your last change is kept here and saved as soon as it can be."
    )


def test_the_line_stays_as_long_as_something_is_kept(watched: Opener) -> None:
    evening = watched("2026-11-22 22:29")
    with locked(evening):
        accepted(by(evening.engine).done, "stretch")
        evening.engine.refresh()
        assert evening.engine.tonight.problems
    evening.engine.refresh()
    assert not evening.engine.tonight.problems
    assert evening.item("stretch").state is State.DONE


def test_it_is_tried_again_within_a_second_and_then_more_and_more_rarely(watched: Opener) -> None:
    evening = watched("2026-11-22 22:29")
    with locked(evening):
        accepted(by(evening.engine).done, "stretch")
        evening.alarm.times_set = 0
        evening.move_by(minutes=10)
        assert 10 <= evening.alarm.times_set <= 16
    evening.move_by(minutes=1)
    assert evening.item("stretch").state is State.DONE


def test_what_was_kept_is_saved_in_its_order_before_the_next_change(watched: Opener) -> None:
    evening = watched("2026-11-22 22:29")
    with locked(evening):
        accepted(by(evening.engine).done, "stretch")
        evening.move_by(seconds=10)
        accepted(by(evening.engine).cramp_now)
        evening.move_by(seconds=10)
        accepted(by(evening.engine).skip, "stretch")
    evening.move_by(seconds=10)
    by(evening.engine).acknowledge("hydrate")
    assert mark_of(evening, SUNDAY, "stretch") == Mark(Answer.SKIPPED, at("2026-11-22 22:29:20"))
    assert evening.diary.cramps(SUNDAY) == (Cramp(at("2026-11-22 22:29:10")),)


def test_what_was_kept_is_saved_once(watched: Opener) -> None:
    evening = watched("2026-11-22 22:29")
    with locked(evening):
        for _click in range(5):
            accepted(by(evening.engine).later_bedtime)
    evening.move_by(minutes=5)
    assert evening.engine.tonight.night.bedtime == at("2026-11-22 23:00")


def test_a_newer_answer_of_another_process_is_not_overwritten_by_what_was_kept(
    watched: Opener, opened: Opener
) -> None:
    tray = watched("2026-11-22 22:29")
    with locked(tray):
        accepted(by(tray.engine).done, "stretch")
    command = opened("2026-11-22 22:40")
    by(command.engine).skip("stretch")
    tray.clock.instant = at("2026-11-22 22:41")
    tray.engine.refresh()
    assert mark_of(tray, SUNDAY, "stretch") == Mark(Answer.SKIPPED, at("2026-11-22 22:40"))


def test_a_button_of_a_notification_is_kept_too(watched: Opener) -> None:
    evening = watched("2026-11-22 22:30")
    evening.engine.notifications.shown(Shown(":1.7", 3, SUNDAY, ("stretch",)))
    with locked(evening):
        evening.engine.notifications.press(":1.7", 3, "done")
    evening.move_to(at("2026-11-22 23:10"))
    assert mark_of(evening, SUNDAY, "stretch") == Mark(Answer.DONE, at("2026-11-22 22:30"))


def test_a_look_that_fails_is_not_kept(watched: Opener) -> None:
    """Or a window would open some time later, as out of nowhere."""
    evening = watched("2026-11-22 22:20")
    opened: list[Tonight] = []
    evening.diary.database._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    evening.diary.database._db.execute("PRAGMA journal_mode = DELETE")
    with closing(sqlite3.connect(evening.diary.database.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert not evening.engine.try_reading(lambda: opened.append(evening.engine.view()))
    evening.move_by(minutes=2)
    assert opened == []
    assert evening.engine.tonight.problems == ()


def test_a_part_that_says_itself_what_went_wrong_is_told_and_the_change_kept(watched: Opener) -> None:
    evening = watched("2026-11-22 22:20")
    with locked(evening), pytest.raises(NotNow):
        by(evening.engine).done("stretch")
    evening.engine.refresh()
    assert mark_of(evening, SUNDAY, "stretch") == Mark(Answer.DONE, at("2026-11-22 22:20"))


def test_what_makes_no_sense_any_more_is_let_go(watched: Opener) -> None:
    evening = watched("2026-11-22 22:29")
    with locked(evening):
        accepted(by(evening.engine).snooze, "stretch", 60)
        accepted(by(evening.engine).done, "hydrate")
    evening.engine.refresh()
    assert evening.engine.tonight.problems == ()
    assert mark_of(evening, SUNDAY, "hydrate") is not None


@pytest.mark.parametrize("answer", ["done", "morning"])
def test_what_was_kept_is_judged_by_the_night_in_which_it_was_said(watched: Opener, answer: str) -> None:
    """At that time Monday's night had not begun, though it has when the diary can take the change."""
    evening = watched("2026-11-22 22:29")
    monday = date(2026, 11, 23)
    with locked(evening):
        if answer == "done":
            accepted(by(evening.engine).done, "stretch", monday)
        else:
            accepted(by(evening.engine).morning, Morning(cramp=False), monday)
    evening.clock.instant = at("2026-11-23 22:29")
    evening.engine.refresh()
    assert not evening.engine.tonight.problems
    assert mark_of(evening, monday, "stretch") is None
    assert evening.diary.morning(monday) is None


def test_what_was_kept_is_saved_though_the_clock_was_set_back_before_its_night(watched: Opener) -> None:
    evening = watched("2026-11-22 22:29")
    with locked(evening):
        accepted(by(evening.engine).done, "stretch", SUNDAY)
    evening.clock.instant = at("2026-11-21 22:29")
    evening.engine.refresh()
    assert mark_of(evening, SUNDAY, "stretch") == Mark(Answer.DONE, at("2026-11-22 22:29"))


def test_no_more_is_kept_than_there_is_sense_in_and_that_is_told(watched: Opener) -> None:
    evening = watched("2026-11-22 22:29")
    with locked(evening):
        for number in range(101):
            evening.clock.instant += timedelta(seconds=1)
            change = by(evening.engine).done if number % 2 else by(evening.engine).skip
            accepted(change, "stretch")
        (line,) = evening.engine.tonight.problems
        assert "kept" not in line
    evening.engine.refresh()
    assert mark_of(evening, SUNDAY, "stretch") == Mark(Answer.DONE, at("2026-11-22 22:30:40"))


def test_a_click_waits_no_longer_than_the_tray_is_patient(watched: Opener) -> None:
    evening = watched("2026-11-22 22:29")
    with locked(evening):
        began = perf_counter()
        accepted(by(evening.engine).done, "stretch")
        assert perf_counter() - began < 1


def test_on_a_full_disk_it_is_kept_until_there_is_room(watched: Opener) -> None:
    evening = watched("2026-11-22 22:29")
    (pages,) = evening.diary.database._db.execute("PRAGMA page_count").fetchone()
    evening.diary.database._db.execute(f"PRAGMA max_page_count = {pages}")
    while accepted(by(evening.engine).cramp_now):
        evening.clock.instant += timedelta(milliseconds=1)
    saved = evening.diary.cramps(SUNDAY)
    assert evening.engine.tonight.problems == (
        "Not saved: the disk is full. Your last change is kept here and saved as soon as there is room.",
    )
    evening.diary.database._db.execute("PRAGMA max_page_count = 4294967294")
    made = evening.clock.instant
    evening.move_by(minutes=1)
    assert evening.diary.cramps(SUNDAY) == (*saved, Cramp(made))


def test_a_read_only_diary_takes_what_was_kept_once_it_can_be_written() -> None:
    assert as_nobody(READ_ONLY) == [
        "False (0, 10)",
        "Not saved: the diary cannot be written. "
        "Your last change is kept here and saved as soon as it can be.",
        "(1, 10) 22:20",
    ]


READ_ONLY = """
import sys

folder = Path(sys.argv[1])
evening(folder, at("2026-11-22 12:00")).diary.close()
(folder / "diary.sqlite3").chmod(0o400)
found = evening(folder, at("2026-11-22 22:20"))
found.start()
print(accepted(by(found.engine).done, "stretch"), found.engine.tonight.progress)
print(*found.engine.tonight.problems)
for file in folder.glob("diary.sqlite3*"):  # what SQLite made beside it has its mode
    file.chmod(0o600)
found.move_by(minutes=1)
print(found.engine.tonight.progress, found.engine.tonight.clock(found.item("stretch").marked_at))
"""


def as_nobody(script: str) -> list[str]:
    """What the script prints, run by a user who is not root, because root writes everywhere."""
    root = Path(__file__).parents[2]
    # What it needs is read before: the user may not be allowed to read where Python lies.
    begin = (
        "import os, tempfile; from pathlib import Path; from tests.answers import accepted, by\n"
        "from tests.moved_clock import at, evening\n"
        "with tempfile.TemporaryDirectory() as folder:\n"
        "    evening(Path(folder), at('2026-11-22 12:00')).start()\n"
        "if os.geteuid() == 0: os.setgid(65534); os.setuid(65534)\n"
    )
    with tempfile.TemporaryDirectory() as home:  # not tmp_path, which lies in a folder of root's
        if os.geteuid() == 0:
            os.chown(home, 65534, 65534)
        ended = subprocess.run(
            [sys.executable, "-c", begin + script, home],
            cwd=root,
            env=os.environ | {"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.splitlines()


# A diary that is damaged while the program runs


def spoil(evening: Evening, table: str) -> None:
    """Overwrites the page of a table, behind the back of the open program."""
    evening.diary.database._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
    ((page,),) = evening.diary.database.rows(sql, (table,))
    with evening.diary.database.path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xa5" * 4096)
    evening.diary.database._db.execute("PRAGMA shrink_memory")


def test_damage_while_running_costs_no_tick_and_is_told_until_it_was_read(watched: Opener) -> None:
    evening = watched("2026-11-22 22:20")
    by(evening.engine).done("hydrate")
    backups.make(evening.diary.database.path, SUNDAY)
    spoil(evening, "marks")
    accepted(by(evening.engine).done, "stretch")
    assert evening.item("stretch").state is State.DONE
    assert evening.item("hydrate").state is State.DONE
    assert evening.engine.tonight.problems == ()
    assert "The backup of 2026-11-22 is in its place" in evening.engine.tonight.news
    evening.engine.acknowledge_news()
    assert evening.engine.tonight.news == ""


def test_what_was_told_before_the_damage_is_not_told_again(watched: Opener) -> None:
    evening = watched("2026-11-22 20:00")
    backups.make(evening.diary.database.path, SUNDAY)
    evening.move_to(at("2026-11-22 21:35"))
    assert evening.pop_ups() == [("cool_bedroom",)]
    spoil(evening, "claims")
    evening.engine.refresh()
    evening.move_to(at("2026-11-22 22:14"))
    assert evening.engine.tonight.news
    assert evening.pop_ups() == [("cool_bedroom",)]
    evening.move_to(at("2026-11-22 22:15"))
    assert len(evening.pop_ups()) == 2


def test_a_restore_takes_the_evening_back_and_tells_nothing_again(watched: Opener) -> None:
    evening = watched("2026-11-22 20:00")
    backups.make(evening.diary.database.path, SUNDAY)
    evening.move_to(at("2026-11-22 21:35"))
    by(evening.engine).done("hydrate")
    evening.engine.restore(evening.diary.database.path.parent / "backups" / "diary-2026-11-22.sqlite3")
    assert evening.item("hydrate").state is not State.DONE
    evening.move_to(at("2026-11-22 22:14"))
    assert evening.pop_ups() == [("cool_bedroom",)]


def test_a_restore_in_a_terminal_is_seen_by_the_tray_and_tells_nothing_again(
    watched: Opener, opened: Opener
) -> None:
    tray = watched("2026-11-22 20:00")
    backups.make(tray.diary.database.path, SUNDAY)
    tray.move_to(at("2026-11-22 21:35"))
    by(tray.engine).done("hydrate")
    command = opened("2026-11-22 21:40")
    command.engine.restore(tray.diary.database.path.parent / "backups" / "diary-2026-11-22.sqlite3")
    tray.clock.instant = at("2026-11-22 21:40")
    tray.engine.refresh()
    tray.move_to(at("2026-11-22 22:14"))
    assert tray.item("hydrate").state is not State.DONE
    assert tray.pop_ups() == [("cool_bedroom",)]


def test_a_start_on_a_damaged_diary_works(watched: Opener, restarted: Callable[..., Evening]) -> None:
    evening = watched("2026-11-22 20:00")
    by(evening.engine).done("hydrate")
    backups.make(evening.diary.database.path, SUNDAY)
    spoil(evening, "bedtimes")
    after = restarted(evening, "2026-11-22 22:00")
    assert after.item("hydrate").state is State.DONE
    assert after.engine.tonight.news


FULL_DISK = """
import resource, signal, sys
from datetime import datetime
from pathlib import Path
from crampguard.store.errors import StoreError
from tests.answers import by
from tests.moved_clock import at, evening

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
found = evening(Path(sys.argv[1]), at("2026-11-22 22:20"))
found.start()
log = Path(sys.argv[1], "diary.sqlite3-wal")
unlimited = resource.RLIM_INFINITY
resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 100, unlimited))
try:
    by(found.engine).done("stretch")
except StoreError as error:
    print("failed")
resource.setrlimit(resource.RLIMIT_FSIZE, (unlimited, unlimited))
print(found.engine.view().progress)
by(found.engine).done("stretch")
print(found.engine.tonight.progress)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on the size of files is a thing of Unix")
def test_a_full_disk_loses_one_change_and_nothing_after_it(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        [sys.executable, "-c", FULL_DISK, tmp_path],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert ended.stdout.splitlines() == ["failed", "(0, 10)", "(1, 10)"], ended.stderr


def test_the_log_has_no_word_of_what_is_refused(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    made = evening(tmp_path, at("2026-11-22 12:00"), '[habits.wombat_walk]\ntitle = "Wombat"\n')
    made.start()
    accepted(by(made.engine).snooze, "wombat_walk")
    assert "wombat" in made.told[-1].problems[-1]
    assert [record.getMessage().split(" in ")[0] for record in caplog.records] == ["Refused Refused"]
    assert "wombat" not in caplog.text
    made.diary.close()

"""What the diary cannot take now is kept, and saved as of its own instant."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import pytest

from crampguard.routine.checklist import Answer, Mark, State
from crampguard.routine.morning import Cramp, Morning
from crampguard.routine.tonight import Tonight
from crampguard.store.diary import Shown
from crampguard.store.errors import NotNow
from tests.answers import accepted, by
from tests.desktop.rig.waiting import PATIENCE
from tests.engine.conftest import Opener
from tests.engine.troubles import locked, mark_of
from tests.moved_clock import at

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
        assert perf_counter() - began < PATIENCE


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

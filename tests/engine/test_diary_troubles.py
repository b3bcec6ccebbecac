"""Two programs on one diary, and a diary that does not do what it should."""

import os
import subprocess
import sys
from datetime import time, timedelta
from pathlib import Path

import pytest

from crampguard.routine.checklist import State
from crampguard.store.errors import StoreError
from tests.engine.conftest import Opener
from tests.moved_clock import Evening, at


def break_diary(evening: Evening) -> None:
    """From now on nothing can be written. Permissions would not do: root writes everywhere."""
    evening.diary._db.execute("PRAGMA query_only = ON")


def mend_diary(evening: Evening) -> None:
    evening.diary._db.execute("PRAGMA query_only = OFF")


def lose_marks(evening: Evening) -> None:
    """Now it cannot be read either."""
    evening.diary._db.execute("ALTER TABLE marks RENAME TO lost")


# Two programs


def test_a_change_in_one_is_seen_by_a_look_in_the_other(watched: Opener, opened: Opener) -> None:
    tray = watched("2026-11-22 22:20")
    command = opened("2026-11-22 22:20")
    command.engine.done("stretch")
    command.engine.bedtime(time(23, 0))
    command.engine.pause(timedelta(hours=1))
    tray.engine.look()
    assert tray.item("stretch").state is State.DONE
    assert tray.engine.tonight.night.bedtime == at("2026-11-22 23:00")
    assert tray.engine.tonight.paused


def test_a_change_in_one_moves_the_alarm_of_the_other(watched: Opener, opened: Opener) -> None:
    tray = watched("2026-11-22 21:40")
    opened("2026-11-22 21:40").engine.bedtime(time(23, 30))
    tray.engine.look()
    tray.move_to(at("2026-11-22 22:29"))
    assert tray.pop_ups() == []
    tray.move_to(at("2026-11-22 22:30"))
    assert tray.pop_ups() == [("cool_bedroom",)]


def test_a_snooze_in_a_terminal_is_told_by_the_tray(watched: Opener, opened: Opener) -> None:
    tray = watched("2026-11-22 22:20")
    opened("2026-11-22 22:20").engine.snooze("stretch", 10)
    tray.engine.look()
    tray.move_to(at("2026-11-22 22:30"))
    assert tray.pop_ups() == [("regular_bedtime", "stretch")]


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
    evening.engine.attempt(evening.engine.done, "nonsense")
    assert evening.alarm.instant == at("2026-11-22 21:30")


def test_a_look_that_cannot_read_keeps_the_last_state(watched: Opener) -> None:
    evening = watched("2026-11-22 22:20")
    items = evening.engine.tonight.items
    lose_marks(evening)
    evening.engine.look()
    assert evening.engine.tonight.items == items
    assert len(evening.engine.tonight.problems) == len(evening.told) == evening.alarm.times_set == 1


def test_an_attempt_that_cannot_write_becomes_a_line(watched: Opener) -> None:
    evening = watched("2026-11-22 22:20")
    break_diary(evening)
    evening.engine.attempt(evening.engine.done, "stretch")
    assert len(evening.engine.tonight.problems) == 1
    assert evening.item("stretch").state is State.DUE


def test_a_change_that_cannot_write_raises_for_the_command_line(watched: Opener) -> None:
    evening = watched("2026-11-22 22:20")
    break_diary(evening)
    with pytest.raises(StoreError):
        evening.engine.done("stretch")


def test_a_line_about_the_settings_stays_beside_the_one_about_the_diary(watched: Opener) -> None:
    evening = watched("2026-11-22 22:20", "[nudges]\nsnooze = 0\n")
    lose_marks(evening)
    evening.engine.look()
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


FULL_DISK = """
import resource, signal, sys
from datetime import datetime
from pathlib import Path
from crampguard.store.errors import StoreError
from tests.moved_clock import at, evening

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
found = evening(Path(sys.argv[1]), at("2026-11-22 22:20"))
found.start()
log = Path(sys.argv[1], "diary.sqlite3-wal")
unlimited = resource.RLIM_INFINITY
resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 100, unlimited))
try:
    found.engine.done("stretch")
except StoreError as error:
    print("failed")
resource.setrlimit(resource.RLIMIT_FSIZE, (unlimited, unlimited))
print(found.engine.view().progress)
found.engine.done("stretch")
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

"""A diary that cannot be read or written for a while: nothing is shown twice, and the reason is told."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from crampguard.routine.checklist import State
from crampguard.store.errors import StoreError
from tests.answers import accepted, by
from tests.engine.conftest import Opener
from tests.engine.troubles import break_diary, lose_marks, mend_diary
from tests.moved_clock import at, evening


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

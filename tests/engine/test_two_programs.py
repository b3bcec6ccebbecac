"""Two programs on one diary: what one changes, the other sees."""

from datetime import time, timedelta

from crampguard.routine.checklist import State
from tests.answers import by
from tests.engine.conftest import Opener
from tests.moved_clock import at


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

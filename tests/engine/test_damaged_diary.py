"""A diary that is damaged, or taken back to a backup, while the program runs."""

from collections.abc import Callable
from datetime import date

from crampguard.routine.checklist import State
from crampguard.store import backups
from tests.answers import accepted, by
from tests.engine.conftest import Opener
from tests.moved_clock import Evening, at

SUNDAY = date(2026, 11, 22)


def spoil(evening: Evening, table: str) -> None:
    """Overwrites the page of a table, behind the back of the open program."""
    evening.diary.database._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
    ((page,),) = evening.diary.database.rows(sql, table)
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

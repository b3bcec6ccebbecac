"""What another device answered, taken in while this one runs."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crampguard.engine import Refused
from crampguard.routine.checklist import Answer, State
from crampguard.store.errors import StoreError
from crampguard.store.transfer.answers import ImportedData
from crampguard.store.transfer.json_in import read_import
from crampguard.store.transfer.merge import Merged
from tests.answers import by
from tests.engine.conftest import Opener
from tests.moved_clock import Evening, at

SUNDAY = date(2026, 11, 22)


def exported(evening: Evening, **lists: Any) -> ImportedData:
    file = evening.settings.parent / "mine.json"
    file.write_text(json.dumps({"format": "crampguard", "version": 1, **lists}), encoding="utf-8")
    return read_import(file, evening.clock.now())


def mark(habit: str, when: str, state: str = "done") -> dict[str, str]:
    return {"night": "2026-11-22", "habit": habit, "state": state, "at": at(when).isoformat()}


def test_a_mark_shows_at_once_and_listeners_are_told_once(watched: Opener) -> None:
    evening = watched("2026-11-22 21:00")
    taken = evening.engine.import_data(exported(evening, marks=[mark("stretch", "2026-11-22 20:00")]))
    assert taken == Merged((SUNDAY,), new=1, newer=0, known=0)
    assert evening.item("stretch").state is State.DONE
    assert len(evening.told) == 1
    assert evening.alarm.times_set == 1


def test_what_was_answered_here_later_holds(watched: Opener) -> None:
    evening = watched("2026-11-22 21:00")
    by(evening.engine).skip("stretch")
    evening.engine.import_data(exported(evening, marks=[mark("stretch", "2026-11-22 20:00")]))
    assert evening.item("stretch").state is State.SKIPPED


def test_what_is_answered_elsewhere_does_not_pop_up_here(watched: Opener) -> None:
    evening = watched("2026-11-22 21:00")
    both = [mark(habit, "2026-11-22 20:59") for habit in ("cool_bedroom", "stretch")]
    evening.engine.import_data(exported(evening, marks=both))
    evening.move_to(at("2026-11-22 22:35"))
    assert evening.pop_ups() == [("regular_bedtime",)]


def test_another_bedtime_for_tonight_arms_what_then_lies_ahead(watched: Opener) -> None:
    evening = watched("2026-11-22 22:20")
    later = {"night": "2026-11-22", "bedtime": "23:30", "at": at("2026-11-22 22:00").isoformat()}
    evening.engine.import_data(exported(evening, bedtimes=[later]))
    assert evening.engine.tonight.night.bedtime == at("2026-11-22 23:30")
    evening.told.clear()
    evening.move_to(at("2026-11-22 23:20"))
    assert [pop_up for pop_up in evening.pop_ups() if "stretch" in pop_up]


def test_a_habit_that_is_not_known_joins_the_settings_switched_off(watched: Opener) -> None:
    evening = watched("2026-11-22 21:00")
    titles = [{"habit": "evening_walk", "title": 'A "walk"'}, {"habit": "stretch", "title": "Mine"}]
    file = exported(evening, habits=titles, marks=[mark("evening_walk", "2026-11-21 20:00")])
    taken = evening.engine.import_data(file)
    assert taken.habits == 1
    assert str(taken).endswith("1 habit joined your settings, switched off.")
    habits = {habit.id: habit for habit in evening.engine.settings.routine.habits}
    assert (habits["evening_walk"].title, habits["evening_walk"].enabled) == ('A "walk"', False)
    assert habits["stretch"].title == "Bedtime leg stretch"
    assert len(evening.told) == 1
    assert evening.engine.import_data(file) == Merged((), new=0, newer=0, known=1)


@pytest.mark.parametrize("title", ["", " ", "\n"])
def test_a_title_that_the_settings_do_not_allow_stays_out(opened: Opener, title: str) -> None:
    evening = opened("2026-11-22 21:00")
    before = evening.settings.read_bytes()
    evening.engine.import_data(exported(evening, habits=[{"habit": "evening_walk", "title": title}]))
    assert evening.settings.read_bytes() == before


def test_where_the_settings_cannot_be_written_nothing_is_taken_in(opened: Opener) -> None:
    evening = opened("2026-11-22 21:00")
    file = exported(
        evening,
        habits=[{"habit": "evening_walk", "title": "Walk"}],
        marks=[mark("stretch", "2026-11-22 20:00")],
    )
    evening.settings.write_text("[schedule\n", encoding="utf-8")
    with pytest.raises((StoreError, Refused)):
        evening.engine.import_data(file)
    assert evening.diary.remembered(SUNDAY).marks == {}


def test_a_diary_that_cannot_keep_all_of_it_keeps_nothing(opened: Opener, tmp_path: Path) -> None:
    evening = opened("2026-11-22 21:00")
    file = exported(
        evening,
        marks=[mark("stretch", "2026-11-22 20:00")],
        mornings=[{"night": "2026-11-21", "cramp": False, "at": at("2026-11-22 07:00").isoformat()}],
    )
    evening.diary.database._db.execute("DROP TABLE mornings")
    evening.diary.database._db.execute(
        "CREATE VIEW mornings AS SELECT 1 AS night, 1 AS details, 1 AS at WHERE 0"
    )
    with pytest.raises(StoreError):
        evening.engine.import_data(file)
    assert Answer.DONE not in [found.answer for found in evening.diary.remembered(SUNDAY).marks.values()]

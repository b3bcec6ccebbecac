"""Rows of the diary that make no sense are put aside alone."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from crampguard.store import backups
from crampguard.store.damage import Repair
from crampguard.store.errors import Damaged
from crampguard.store.history import records
from tests.moved_clock import at, evening
from tests.store.damages import (
    DAY,
    aside,
    back_up_and_go_on,
    change,
    keep_a_diary,
    marked,
    put_zeros,
    repaired,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "diary.sqlite3"


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO pause (one, since) VALUES (1, '0026-11-24T21:15:00+00:00')",
        "INSERT INTO pause (one, since) VALUES (1, '9999-12-31T23:59:59+00:00')",
        "INSERT INTO snoozes VALUES ('2026-11-24', 'stretch', '2026-11-24T21:15:00')",
        "INSERT INTO snoozes VALUES ('2026-11-24', 'stretch', '0001-01-01T00:00:00+00:00')",
        "INSERT INTO bedtimes VALUES ('2026-11-24', '24:00', '2026-11-24T21:15:00+00:00')",
        "INSERT INTO bedtimes VALUES ('2026-11-24', '22:00', '2026-11-24T21:15:00')",
        "INSERT INTO bedtimes VALUES ('2026-11-24', '22:00', '9999-12-31T23:59:59-01:00')",
        "INSERT INTO marks VALUES ('2026-11-24', 'hydrate', 'done', 'yesterday')",
        "INSERT INTO marks VALUES ('2026-02-30', 'hydrate', 'done', '2026-11-24T21:15:00+00:00')",
        "INSERT INTO marks VALUES ('2026-11-24', x'ff', 'done', '2026-11-24T21:15:00+00:00')",
        "INSERT INTO marks VALUES ('2026-11-24', CAST(x'ff' AS TEXT), 'done', '2026-11-24T21:15:00+00:00')",
        "INSERT INTO claims VALUES ('2026-11-24', 'stretch', 'soon', 0)",
        "INSERT INTO mornings VALUES ('2026-11-23', 1, '2026-11-24T21:15:00+00:00', '{')",
        "INSERT INTO mornings VALUES ('2026-11-23', 1, '2026-11-24T21:15:00+00:00', '{\"cramp\":1}')",
        "INSERT INTO cramps VALUES ('2026-11-24', '2026-11-24', NULL)",
        "INSERT INTO evenings VALUES ('2026-11-24', 'stretch', 'now')",
        "INSERT INTO notifications VALUES ('a', 1, 'x', 'stretch', '2026-11-24T21:15:00+00:00', 1)",
    ],
)
def test_a_row_that_makes_no_sense_is_put_aside_alone_and_told(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "diary.sqlite3"
    keep_a_diary(path)
    backups.make(path, DAY)
    change(path, statement)
    with pytest.raises(Damaged):
        backups.make(path, DAY + timedelta(1))
    found = evening(tmp_path, at("2026-11-24 22:00"))
    found.start()
    assert found.engine.tonight.items
    with closing(found.diary) as diary:
        diary.suspect_damage()  # as the failed backup lets it
        assert diary.repairs() == [Repair(rows=1)]
        assert len(records(diary)) == 300
        assert diary.database.rows("SELECT count(*) FROM put_aside") == [(1,)]
        found.engine.refresh()
        assert found.engine.tonight.news.startswith("1 entry of your diary made no sense")
        found.engine.acknowledge_news()
        assert found.engine.tonight.news == ""
    backups.make(path, DAY + timedelta(1))
    assert aside(path) == []


def test_a_backup_with_a_row_that_makes_no_sense_is_not_good(path: Path) -> None:
    keep_a_diary(path)
    for number in range(2):
        back_up_and_go_on(path, DAY + timedelta(number))
    change(backups.daily(path)[0], "UPDATE marks SET at = 'x' WHERE night = '2026-11-20'")
    put_zeros(path)
    assert marked(path) == {"stretch"}
    assert repaired(path) == [str(DAY)]

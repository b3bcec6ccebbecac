"""What only reads the diary: the records of many nights at once, for history, insights, report and export."""

from dataclasses import dataclass, replace
from datetime import date

import msgspec

from crampguard.routine.checklist import Answer
from crampguard.routine.question import MORNING
from crampguard.routine.quiet import ENOUGH, Quiet
from crampguard.routine.record import Record
from crampguard.store.diary import Diary, morning_from

_FIRST, _LAST = date.min, date.max
# Each takes the first row that counts, in the order the table has on disk.
_BEGAN = """
SELECT min(night) FROM (
    SELECT * FROM (SELECT night FROM marks WHERE answer <> 'cleared' ORDER BY night LIMIT 1)
    UNION ALL SELECT min(night) FROM mornings
)
"""
# One row a night: fetching ten times as many rows would take longer than all the rest.
_MARKS = """
SELECT night, json_group_object(habit, answer) FROM marks
WHERE night BETWEEN ? AND ? AND answer <> 'cleared' GROUP BY night
"""
_MARKS_READ = msgspec.json.Decoder(dict[str, Answer])
# From the newest night back, and no further than it takes.
_QUIET = """
WITH last(night) AS (
    SELECT coalesce(max(night), '') FROM (
        SELECT * FROM (SELECT night FROM marks WHERE answer <> 'cleared' ORDER BY night DESC LIMIT 1)
        UNION ALL SELECT * FROM (SELECT night FROM claims WHERE heard ORDER BY night DESC LIMIT 1)
        UNION ALL SELECT max(night) FROM mornings
    )
)
SELECT night, (
    SELECT count(*) FROM (
        SELECT DISTINCT night FROM claims
        WHERE night > (SELECT night FROM last) AND night < ? AND told_at IS NOT NULL AND habit <> ? LIMIT ?
    )
) FROM last
"""


@dataclass(frozen=True, slots=True)
class Totals:
    """The whole diary in three figures. began: the first night about which anything is known."""

    began: date | None
    mornings: int
    cramps: int


def totals(diary: Diary) -> Totals:
    """Counted by the database, whatever the length of the diary. StoreError as the diary raises it."""
    with diary.snapshot():
        ((began,),) = diary.database.rows(_BEGAN)
        ((mornings, cramps),) = diary.database.rows("SELECT count(*), total(cramp) FROM mornings")
    return Totals(None if began is None else date.fromisoformat(began), mornings, int(cramps))


def quiet(diary: Diary, tonight: date) -> Quiet:
    """For how many nights before tonight nobody has answered. StoreError as the diary raises it."""
    with diary.snapshot(), diary.database.checked():
        ((since, nights),) = diary.database.rows(_QUIET, (tonight.isoformat(), MORNING, ENOUGH))
        found = Quiet(date.fromisoformat(since) if since else None, nights)
        decided = diary.database.rows("SELECT 1 FROM said WHERE what = ?", (found.name,))
    return replace(found, decided=bool(decided))


def records(diary: Diary, first: date = _FIRST, last: date = _LAST) -> list[Record]:
    """The nights of that span about which anything is known, in order. StoreError as the diary raises it."""
    span = (first.isoformat(), last.isoformat())
    with diary.snapshot():
        marked = diary.database.rows(_MARKS, span)
        answered = diary.database.rows(
            "SELECT night, details FROM mornings WHERE night BETWEEN ? AND ?", span
        )
    with diary.database.checked():
        # Of many years' mornings most say the same: no cramp.
        read = {details: morning_from(details) for details in {details for _night, details in answered}}
        mornings = {night: read[details] for night, details in answered}
        marks = {night: _marks_from(of_night) for night, of_night in marked}
        return [
            Record(date.fromisoformat(night), mornings.get(night), marks.get(night, {}))
            for night in sorted(marks.keys() | mornings.keys())
        ]


def _marks_from(of_night: str) -> dict[str, Answer]:
    try:
        return _MARKS_READ.decode(of_night)
    except msgspec.MsgspecError as error:
        raise ValueError(error) from error

"""Read-only queries over many nights at once, for history, insights and report."""

from datetime import date
from functools import cache

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from crampguard.routine.checklist import Answer
from crampguard.routine.question import MORNING
from crampguard.routine.record import Record
from crampguard.routine.silence import ENOUGH, Silence
from crampguard.store import rows
from crampguard.store.diary import Diary, evening_from

# Each part stops at the first row that counts, in the order that the table has on disk.
_BEGAN = """
SELECT min(night) FROM (
    SELECT * FROM (SELECT night FROM marks WHERE answer <> 'cleared' ORDER BY night LIMIT 1)
    UNION ALL SELECT min(night) FROM mornings
    UNION ALL SELECT min(night) FROM evenings
)
"""
# One row a night: fetching ten times as many rows would take longer than everything else.
_MARKS = """
SELECT marks.night, json_group_object(habit, answer),
    json_group_array(habit) FILTER (WHERE known.at IS NULL OR marks.at < known.at)
FROM marks LEFT JOIN known USING (night)
WHERE marks.night BETWEEN ? AND ? AND answer <> 'cleared' AND typeof(habit) = 'text' GROUP BY marks.night
"""
_MORNINGS = "SELECT night, details FROM mornings WHERE night BETWEEN ? AND ?"
_EVENINGS = "SELECT night, habits, closed_at FROM evenings WHERE night BETWEEN ? AND ?"
_MARKS_READ = msgspec.json.Decoder(dict[str, Answer])
_HABITS_READ = msgspec.json.Decoder(list[str])
_Marks = tuple[dict[str, Answer], dict[str, Answer]]
# From the newest night backwards, and no further than necessary.
_SILENCE = """
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


class Totals(Struct, frozen=True):
    """The whole diary in three figures. began: its first night; None for an empty diary."""

    began: date | None
    mornings: int
    cramps: int


def totals(diary: Diary) -> Totals:
    """Counted by the database, whatever the length of the diary. StoreError as the diary raises it."""
    with diary.snapshot():
        first = began(diary)
        ((mornings, cramps),) = diary.database.rows("SELECT count(*), total(cramp) FROM mornings")
    return Totals(first, mornings, int(cramps))


def began(diary: Diary) -> date | None:
    """The first night of the diary; None for an empty one. StoreError as the diary raises it."""
    ((night,),) = diary.database.rows(_BEGAN)
    return _known_day(night)


def silence(diary: Diary, tonight: date) -> Silence:
    """For how many nights before tonight there was no answer. StoreError as the diary raises it."""
    with diary.snapshot():
        ((since, nights),) = diary.database.rows(_SILENCE, tonight, MORNING, ENOUGH)
        found = Silence(_known_day(since), nights)
        decided = diary.database.rows("SELECT 1 FROM said WHERE what = ?", found.name)
    return replace(found, decided=bool(decided))


def records(diary: Diary, first: date = rows.FIRST_DAY, last: date = rows.LAST_DAY) -> list[Record]:
    """The nights of that span that the diary knows, in order. StoreError as the diary raises it.

    Includes nights of which only the habits are stored, without any answer.
    """
    morning = cache(rows.morning)  # most mornings of many years are equal: no cramp
    read = diary.database.read
    with diary.snapshot():
        marks = dict(read(_MARKS, _marks_from, first, last))
        mornings = dict(
            read(_MORNINGS, lambda night, details: (rows.day(night), morning(details)), first, last)
        )
        evenings = dict(
            read(_EVENINGS, lambda night, *kept: (rows.day(night), evening_from(*kept)), first, last)
        )
    return [
        Record(
            night,
            mornings.get(night),
            marks[night][0] if night in marks else {},
            evenings[night].habits if night in evenings else None,
            marks[night][1] if night in marks else {},
        )
        for night in sorted(marks.keys() | mornings.keys() | evenings.keys())
    ]


def _marks_from(night: object, of_night: str, timely: str) -> tuple[date, _Marks]:
    """All marks of a night, and those made before it was known how the night went."""
    try:
        marks = _MARKS_READ.decode(of_night)
        return rows.day(night), (marks, {habit: marks[habit] for habit in _HABITS_READ.decode(timely)})
    except msgspec.MsgspecError as error:
        raise ValueError(error) from error


def _known_day(night: str | None) -> date | None:
    """None also for an invalid row, which will be put aside."""
    try:
        return rows.day(night) if night else None
    except ValueError:
        return None

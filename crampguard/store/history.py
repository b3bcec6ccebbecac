"""What only reads the diary: the records of many nights at once, for history, insights, report and export."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from crampguard.routine.checklist import Answer
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


@dataclass(frozen=True, slots=True)
class Totals:
    """The whole diary in three figures. began: the first night about which anything is known."""

    began: date | None
    mornings: int
    cramps: int


def totals(diary: Diary) -> Totals:
    """Counted by the database, whatever the length of the diary. StoreError as the diary raises it."""
    with diary.snapshot():
        ((began,),) = diary.rows(_BEGAN)
        ((mornings, cramps),) = diary.rows("SELECT count(*), total(cramp) FROM mornings")
    return Totals(None if began is None else date.fromisoformat(began), mornings, int(cramps))


def records(diary: Diary, first: date = _FIRST, last: date = _LAST) -> list[Record]:
    """The nights of that span about which anything is known, in order. StoreError as the diary raises it."""
    span = (first.isoformat(), last.isoformat())
    with diary.snapshot():
        marked = diary.rows(
            "SELECT night, habit, answer FROM marks WHERE night BETWEEN ? AND ? AND answer <> 'cleared'", span
        )
        answered = diary.rows("SELECT night, details FROM mornings WHERE night BETWEEN ? AND ?", span)
    marks: dict[str, dict[str, Answer]] = defaultdict(dict)
    with diary.understood():
        for night, habit, answer in marked:
            marks[night][habit] = Answer(answer)
        mornings = {night: morning_from(details) for night, details in answered}
        return [
            Record(date.fromisoformat(night), mornings.get(night), marks.get(night, {}))
            for night in sorted(marks.keys() | mornings.keys())
        ]

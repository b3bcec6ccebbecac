"""The nights as CSV (RFC 4180) for spreadsheets, one line for each night with a record.

It begins with a byte order mark, because Excel otherwise assumes another encoding; everything else skips it.
"""

import csv
import io
from collections.abc import Iterable

from crampguard.routine.checklist import Answer
from crampguard.routine.habits import Habit, evening_order
from crampguard.routine.morning import Morning
from crampguard.store.transfer.answers import Answers

_DETAILS = tuple(name for name in Morning.__struct_fields__ if name != "cramp")
# What makes a spreadsheet read a cell as a formula, as OWASP lists it, including the wide forms.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001


def as_csv(found: Answers, habits: Iterable[Habit]) -> bytes:
    """The table: night, bedtime (of that night only), cramp, the morning's fields, then a column a habit."""
    marks = {key: mark.state for key, mark in found.marks.items() if mark.state is not Answer.CLEARED}
    bedtimes = {night: one.bedtime for night, one in found.bedtimes.items() if one.bedtime}
    ids = [habit.id for habit in evening_order(habits, {habit for _night, habit in marks})]
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["night", "bedtime", "cramp", *_DETAILS, *ids])
    for night in sorted({night for night, _habit in marks} | found.mornings.keys() | bedtimes.keys()):
        morning = found.mornings.get(night)
        details = (getattr(morning, name, None) for name in ("cramp", *_DETAILS))
        answers = (marks.get((night, id_)) for id_ in ids)
        table.writerow(map(_cell, [night, bedtimes.get(night), *details, *answers]))
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple():
            return _text("; ".join(value))
        case _:
            return _text(str(value))


def _text(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text

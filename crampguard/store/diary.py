"""The diary: what the user answered and which nudges were shown, night by night, in one SQLite file.

It only stores and finds; the engine decides what may happen when. Writers wrap their reads and writes in
`transaction()`, which lets in one process at a time; when it ends, the change is on the disk.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from crampguard.routine.checklist import Answer, Claim, Mark, Pause, Remembered
from crampguard.routine.habits import HABIT_TEXTS
from crampguard.routine.localtime import wall_text
from crampguard.routine.morning import Cramp, Morning
from crampguard.routine.nights import OtherBedtime
from crampguard.routine.plan import Routine
from crampguard.store.damage import Repair
from crampguard.store.database import PATIENCE, Database, T
from crampguard.store.rows import day, flag, instant, maybe_instant, morning, number, text, wall

_LACKS_COIN = """
SELECT 1 FROM trials WHERE since = (SELECT max(since) FROM trials) AND until IS NULL
AND NOT EXISTS (SELECT 1 FROM coins WHERE night = ?)
"""
# In one statement, as every change and every state needs it; a row begins with its part.
# Only the first few times that a habit was shown matter, so counting stops at ten.
_REMEMBERED = """
SELECT 'marks', habit, answer, at, NULL FROM marks WHERE night = ?1
UNION ALL SELECT 'claims', habit, told_at, heard, (
    SELECT count(*) FROM (
        SELECT 1 FROM claims AS told WHERE told.habit = claims.habit AND told.told_at IS NOT NULL LIMIT 10
    )
) FROM claims WHERE night = ?1
UNION ALL SELECT 'snoozes', habit, until, NULL, NULL FROM snoozes WHERE night = ?1
UNION ALL SELECT * FROM (
    SELECT 'drawn', habit, side, NULL, NULL FROM coins
    JOIN trials ON since <= night AND (until IS NULL OR night < until)
    WHERE night = ?1 ORDER BY since DESC LIMIT 1
)
"""
_SHOWN = "SELECT server, id, night, habits FROM notifications WHERE"


class Shown(Struct, frozen=True):
    """A notification that was on the screen: its server and id, and which night and nudges it is about."""

    server: str
    id: int
    night: date
    habits: tuple[str, ...]


class Answered(Struct, frozen=True):
    """A morning and when it was answered."""

    morning: Morning
    at: datetime


class Evening(Struct, frozen=True):
    """Which habits belonged to a night, and when the user closed it; None where they did not."""

    habits: tuple[str, ...]
    closed_at: datetime | None = None


class Diary:
    """The open diary. Every method raises StoreError when the file fails.

    database: for queries over many nights at once. patience: as for Database.
    """

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self.database = Database(path, patience)

    def close(self) -> None:
        self.database.close()

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing; no other process writes while it is open."""
        return self.database.transaction()

    def snapshot(self) -> AbstractContextManager[None]:
        """Reads inside see one state of the diary."""
        return self.database.snapshot()

    def suspect_damage(self) -> None:
        """The file may be damaged: the next use checks it, and repairs it if it is."""
        self.database.suspect_damage()

    def restore(self, backup: Path) -> Path | None:
        """Replaces everything with the content of a backup. Returns the copy of what was there before."""
        return self.database.restore(backup)

    def remembered(self, night: date) -> Remembered:
        parts: dict[str, dict[str, Any]] = {name: {} for name in Remembered.__struct_fields__}
        for part, habit, value, times in self.database.read(_REMEMBERED, _remembered, night):
            parts[part][habit] = value
            if part == "claims":
                parts["times_told"][habit] = times
        return Remembered(**parts)

    def mark(self, night: date, habit: str, answer: Answer, at: datetime) -> None:
        self._put("marks", night=night, habit=habit, answer=answer.value, at=at)

    def claim(self, night: date, habit: str, told_at: datetime | None) -> None:
        """Claims the nudge for showing; with None it is passed over. Ends a snooze."""
        self._put("claims", night=night, habit=habit, told_at=told_at, heard=0)
        self._drop("snoozes", night=night, habit=habit)

    def acknowledge(self, night: date, habit: str) -> None:
        """Answered with OK: not ticked, but no longer in the notification, and it will not pop up."""
        self.database.run(
            "INSERT INTO claims (night, habit, heard) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET heard = 1",
            night,
            habit,
        )
        self._drop("snoozes", night=night, habit=habit)

    def snooze(self, night: date, habit: str, until: datetime) -> None:
        self._put("snoozes", night=night, habit=habit, until=until)
        self._drop("claims", night=night, habit=habit)

    def rearm(self, night: date, habit: str) -> None:
        """Lets the nudge pop up (again) when it is due."""
        self._drop("claims", night=night, habit=habit)
        self._drop("snoozes", night=night, habit=habit)

    def pause(self) -> Pause | None:
        return self._one(
            "SELECT since, until, resumed FROM pause",
            lambda since, until, resumed: Pause(instant(since), maybe_instant(until), flag(resumed)),
        )

    def set_pause(self, pause: Pause) -> None:
        self._put("pause", one=1, since=pause.since, until=pause.until, resumed=pause.resumed)

    def other_bedtime(self, night: date) -> OtherBedtime | None:
        return self._one(
            "SELECT bedtime, at FROM bedtimes WHERE night = ? AND bedtime IS NOT NULL",
            lambda bedtime, at: OtherBedtime(wall(bedtime), instant(at)),
            night,
        )

    def set_bedtime(self, night: date, wall: time | None, at: datetime) -> None:
        """Another bedtime for that night only; None takes it back."""
        self._put("bedtimes", night=night, bedtime=None if wall is None else wall_text(wall), at=at)

    def morning(self, night: date) -> Answered | None:
        """The answer about that night; None where it was not given."""
        return self._one(
            "SELECT details, at FROM mornings WHERE night = ?",
            lambda details, at: Answered(morning(details), instant(at)),
            night,
        )

    def set_morning(self, night: date, answer: Morning | None, at: datetime) -> None:
        """None takes the answer back."""
        if answer is None:
            self._drop("mornings", night=night)
            return
        self._put("mornings", night=night, cramp=answer.cramp, at=at, details=morning_text(answer))
        self.set_known(night, at)

    def set_known(self, night: date, at: datetime) -> None:
        """From that instant on the user may know how the night went; the earliest one holds for good."""
        self.database.run(
            "INSERT INTO known (night, at) VALUES (?, ?) ON CONFLICT DO UPDATE SET at = min(at, excluded.at)",
            night,
            at,
        )

    def evening(self, night: date) -> Evening | None:
        """What is stored about that evening; None for a night from before this was stored."""
        return self._one("SELECT habits, closed_at FROM evenings WHERE night = ?", evening_from, night)

    def set_closed(self, night: date, at: datetime | None) -> None:
        """Closes a stored evening at that instant; None opens it again."""
        self.database.run("UPDATE evenings SET closed_at = ? WHERE night = ?", at, night)

    def set_evening(self, night: date, habits: Iterable[str]) -> None:
        """Stores which habits belong to that night; whether it was closed stays as it is."""
        self.database.run(
            "INSERT INTO evenings (night, habits) VALUES (?, ?)"
            " ON CONFLICT DO UPDATE SET habits = excluded.habits",
            night,
            " ".join(habits),
        )

    def lacks_coin(self, night: date) -> bool:
        """Whether the latest trial was not stopped, and has no coin for that night."""
        return bool(self.database.rows(_LACKS_COIN, night))

    def cramps(self, night: date) -> tuple[Cramp, ...]:
        """What the user said with "cramp now" in that night, in order."""
        query = "SELECT at, over_at FROM cramps WHERE night = ? ORDER BY at"
        return tuple(self.database.read(query, _cramp, night))

    def put_cramp(self, night: date, cramp: Cramp) -> None:
        self._put("cramps", night=night, at=cramp.at, over_at=cramp.over_at)
        self.set_known(night, cramp.at)

    def signs(self) -> dict[str, bool]:
        """The warning signs that were answered, by id."""
        query = "SELECT sign, answer FROM signs WHERE answer IS NOT NULL"
        return dict(self.database.read(query, lambda sign, answer: (text(sign), flag(answer))))

    def set_sign(self, sign: str, answer: bool | None, at: datetime) -> None:
        """Yes or no to a warning sign; None takes the answer back."""
        self._put("signs", sign=sign, answer=answer, at=at)

    def put_all(self, table: str, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
        """Writes many rows at once, each replacing the one with its key."""
        names = tuple(columns)
        marks = ", ".join("?" * len(names))
        # Table and columns come from this package, never from input.
        sql = f"INSERT OR REPLACE INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608
        self.database.run_many(sql, rows)

    def shown(self, server: str, id_: int) -> Shown | None:
        """A notification by its server and id; None if it is not known."""
        return self._one(f"{_SHOWN} server = ? AND id = ?", _shown, server, id_)

    def open_notification(self) -> Shown | None:
        """The notification last known to be on the screen."""
        return self._one(f"{_SHOWN} open", _shown)

    def add_shown(self, shown: Shown, at: datetime, forget_before: datetime) -> None:
        """Stores the notification as the one on the screen, and forgets those shown before that instant."""
        self.database.run("UPDATE notifications SET open = 0 WHERE open")
        self.database.run("DELETE FROM notifications WHERE shown_at < ?", forget_before)
        self._put(
            "notifications",
            server=shown.server,
            id=shown.id,
            night=shown.night,
            habits=" ".join(shown.habits),
            shown_at=at,
            open=1,
        )

    def set_gone(self, server: str, id_: int) -> None:
        """It has left the screen; its buttons still work."""
        self.database.run("UPDATE notifications SET open = 0 WHERE server = ? AND id = ?", server, id_)

    def forget_shown(self, server: str, id_: int) -> None:
        """It was answered, so a second press does nothing."""
        self._drop("notifications", server=server, id=id_)

    def say_once(self, what: str) -> bool:
        """Whether this is the first time that it is said; marks it as said."""
        if self.database.rows("SELECT 1 FROM said WHERE what = ?", what):
            return False
        self._put("said", what=what)
        return True

    def routine(self) -> Routine | None:
        """Schedule and habits as last seen, without their texts; None before the first start."""
        rows = self.database.rows("SELECT json FROM routine")
        try:
            return msgspec.json.decode(rows[0][0], type=Routine) if rows else None
        except msgspec.MsgspecError:
            return None

    def set_routine(self, routine: Routine) -> None:
        none = dict.fromkeys(HABIT_TEXTS, "")
        bare = replace(routine, habits=tuple(replace(one, sources=(), **none) for one in routine.habits))
        self._put("routine", one=1, json=msgspec.json.encode(bare).decode())

    def repairs(self) -> list[Repair]:
        """The repairs that the user has not acknowledged, in order."""
        return self.database.read("SELECT backup, rows FROM mendings WHERE NOT read ORDER BY at", Repair)

    def set_repairs_read(self) -> None:
        self.database.run("UPDATE mendings SET read = 1")

    def is_new(self) -> bool:
        """Whether the program has never used this diary."""
        rows = self.database.rows("SELECT 1 FROM routine UNION ALL SELECT 1 FROM mendings LIMIT 1")
        return not rows

    def _one(self, query: str, make: Callable[..., T], *values: object) -> T | None:
        return next(iter(self.database.read(query, make, *values)), None)

    def _put(self, table: str, **values: object) -> None:
        self.put_all(table, values, [values.values()])

    def _drop(self, table: str, **key: object) -> None:
        where = " AND ".join(f"{column} = ?" for column in key)
        self.database.run(f"DELETE FROM {table} WHERE {where}", *key.values())  # noqa: S608


def morning_text(answer: Morning) -> str:
    """A morning as it is stored."""
    return msgspec.json.encode(answer).decode()


def evening_from(habits: object, closed_at: object) -> Evening:
    """An evening from its stored columns. ValueError where they are invalid."""
    return Evening(tuple(text(habits).split()), maybe_instant(closed_at))


def _remembered(
    part: str, habit: object, one: Any, other: object, times_told: int
) -> tuple[str, str, Any, int]:
    """A row of _REMEMBERED: its part, the habit, the value, and how often the habit was told."""
    match part:
        case "marks":
            value: Any = Mark(Answer(one), instant(other))
        case "claims":
            value = Claim(maybe_instant(one), flag(other))
        case "snoozes":
            value = instant(one)
        case _:
            value = flag(one)
    return part, text(habit), value, times_told


def _cramp(at: object, over_at: object) -> Cramp:
    return Cramp(instant(at), maybe_instant(over_at))


def _shown(server: object, id_: object, night: object, habits: object) -> Shown:
    return Shown(text(server), number(id_), day(night), tuple(text(habits).split()))

"""The entries of an export: each is a line of the file, checked as it is read, and a row of the diary.

Entries with the same key are about the same thing; of two such entries the one with the higher rank holds.
The rank is the later instant, and at the same instant an order that every device shares.
"""

from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter
from typing import Annotated, Any, ClassVar, Literal, Self, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import astuple

from crampguard.i18n import _
from crampguard.routine.checklist import Answer
from crampguard.routine.localtime import wall_text
from crampguard.routine.morning import MOST_MINUTES, MOST_TRIGGERS, Leg, Morning, Muscle, morning_faults
from crampguard.store.diary import morning_text
from crampguard.store.settings import HABIT_ID, WALL_TEXT

FORMAT, VERSION = "crampguard", 1
LONGEST_TITLE = 500  # characters
MOST_HABITS = 1000

Id = Annotated[str, Meta(pattern=HABIT_ID)]
Wall = Annotated[str, Meta(pattern=WALL_TEXT)]
At = Annotated[datetime, Meta(tz=True)]
Number = Annotated[int, Meta(ge=0, le=MOST_MINUTES)]  # the exact range is checked by morning_faults

_AT_ONE_INSTANT = (Answer.CLEARED, Answer.SKIPPED, Answer.DONE)  # the last one wins
_LAST_INSTANT = datetime.max.replace(tzinfo=UTC)


class Entry(Struct, frozen=True):
    """key: what it is about. rank: of two entries with the same key the higher one holds."""

    columns: ClassVar[tuple[str, ...]] = ()
    """Those of its table in the diary, where they are not the fields."""

    key = property(attrgetter("night"))

    @property
    def rank(self) -> Any:
        raise NotImplementedError

    @property
    def fault(self) -> str:
        """What is wrong with it, though each field on its own is valid; "" where nothing is."""
        return ""

    @classmethod
    def from_row(cls, *values: Any) -> Self:
        """The entry of a row of the diary, given the checked values of its columns."""
        return cls(*values)

    @property
    def row(self) -> tuple[object, ...]:
        return astuple(self)


class HabitEntry(Entry, frozen=True):
    habit: Id
    title: Annotated[str, Meta(max_length=LONGEST_TITLE)]

    key = property(attrgetter("habit"))


class MarkEntry(Entry, frozen=True):
    night: date
    habit: Id
    state: Answer
    at: At

    columns = ("night", "habit", "answer", "at")
    key = property(attrgetter("night", "habit"))

    @property
    def rank(self) -> tuple[datetime, int]:
        return self.at, _AT_ONE_INSTANT.index(self.state)


class MorningEntry(Entry, frozen=True, omit_defaults=True):
    """The fields after `at` are those of a Morning."""

    night: date
    cramp: bool
    at: At
    count: Number | None = None
    time: Wall | None = None
    leg: Leg | None = None
    muscle: Muscle | None = None
    minutes: Number | None = None
    pain: Number | None = None
    awake: Number | None = None
    sore: bool | None = None
    triggers: Annotated[tuple[str, ...], Meta(max_length=MOST_TRIGGERS)] = ()
    eased: str = ""
    note: str = ""

    columns = ("night", "at", "cramp", "details")

    @classmethod
    def from_row(cls, night: date, at: datetime, _cramp: bool, morning: Morning) -> Self:
        values = msgspec.structs.asdict(morning)
        return cls(**{**values, "night": night, "at": at, "time": _wall_text(morning.time)})

    @property
    def morning(self) -> Morning:
        values = {name: getattr(self, name) for name in Morning.__struct_fields__}
        return Morning(**{**values, "time": self.time and time.fromisoformat(self.time)})

    @property
    def rank(self) -> tuple[datetime, str]:
        return self.at, morning_text(self.morning)

    @property
    def row(self) -> tuple[object, ...]:
        return self.night, self.at, self.cramp, morning_text(self.morning)

    @property
    def fault(self) -> str:
        return "; ".join(morning_faults(self.morning))


class BedtimeEntry(Entry, frozen=True):
    """A bedtime for one night only. bedtime: None where it was taken back."""

    night: date
    bedtime: Wall | None
    at: At

    @classmethod
    def from_row(cls, night: date, bedtime: time | None, at: datetime) -> Self:
        return cls(night, _wall_text(bedtime), at)

    @property
    def rank(self) -> tuple[datetime, str]:
        return self.at, self.bedtime or ""


class SignEntry(Entry, frozen=True):
    """Yes or no to a warning sign. answer: None where it was taken back."""

    sign: Id
    answer: bool | None
    at: At

    key = property(attrgetter("sign"))

    @property
    def rank(self) -> tuple[datetime, int]:
        return self.at, (None, False, True).index(self.answer)


class CrampEntry(Entry, frozen=True):
    """ "Cramp now" was said at this instant; over_at: None where the user did not say that it was over."""

    night: date
    at: At
    over_at: At | None = None

    key = property(attrgetter("night", "at"))

    @property
    def rank(self) -> tuple[bool, datetime | None]:
        """A cramp that is known to be over ranks higher; no None is compared with an instant."""
        return self.over_at is not None, self.over_at

    @property
    def fault(self) -> str:
        early = self.over_at is not None and self.over_at < self.at
        return _("it was over before it began") if early else ""


class EveningEntry(Entry, frozen=True):
    """Which habits belonged to a night. closed_at: None where the user did not close it.

    It has no rank: an evening that is known stays, see merge.py.
    """

    night: date
    habits: Annotated[tuple[Id, ...], Meta(max_length=MOST_HABITS)]
    closed_at: At | None = None

    @classmethod
    def from_row(cls, night: date, habits: str, closed_at: datetime | None) -> Self:
        return cls(night, tuple(habits.split()), closed_at)

    @property
    def row(self) -> tuple[object, ...]:
        return self.night, " ".join(self.habits), self.closed_at


class KnownEntry(Entry, frozen=True):
    """From that instant on the user may have known how the night went; the earliest holds."""

    night: date
    at: At

    @property
    def rank(self) -> timedelta:
        return _LAST_INSTANT - self.at


class QuestionEntry(Entry, frozen=True):
    """The habit that is tested from a night on, and when it was chosen."""

    habit: Id
    since: date
    at: At

    key = property(attrgetter("since"))
    rank = property(attrgetter("at", "habit"))


class CoinEntry(Entry, frozen=True):
    """What chance said of a night of a trial: with the habit or without it."""

    night: date
    at: At
    with_: bool = msgspec.field(name="with")

    columns = ("night", "at", "side")

    @property
    def rank(self) -> tuple[timedelta, bool]:
        """The first coin of a night is the one that was shown."""
        return _LAST_INSTANT - self.at, self.with_


class TrialEntry(Entry, frozen=True):
    """until: the first night after the trial; None while it was not stopped. at: of its last change."""

    habit: Id
    since: date
    until: date | None = None
    coins: tuple[CoinEntry, ...] = ()
    at: At | None = None

    columns = ("habit", "since", "until", "at")
    key = property(attrgetter("since"))

    @classmethod
    def from_row(cls, habit: str, since: date, until: date | None, at: datetime) -> Self:
        return cls(habit, since, until, at=at)

    @property
    def changed_at(self) -> datetime:
        """Where the time of the last change is missing, a trial from another file wins."""
        return self.at or datetime.combine(self.since, time.min, UTC)

    @property
    def rank(self) -> tuple[datetime, str, str]:
        return self.changed_at, str(self.until), self.habit

    @property
    def row(self) -> tuple[object, ...]:
        return self.habit, self.since, self.until, self.changed_at

    @property
    def fault(self) -> str:
        if self.until is not None and self.until < self.since:
            return _("it ended before it began")
        early = any(coin.night < self.since for coin in self.coins)
        return _("a coin is of a night before the trial") if early else ""


class ExportFile(Struct):
    format: Literal["crampguard"]
    version: Literal[1]
    exported_at: At | None = None
    habits: Annotated[list[HabitEntry], Meta(max_length=MOST_HABITS)] = []
    marks: list[MarkEntry] = []
    mornings: list[MorningEntry] = []
    bedtimes: list[BedtimeEntry] = []
    signs: list[SignEntry] = []
    cramps: list[CrampEntry] = []
    evenings: list[EveningEntry] = []
    known: list[KnownEntry] = []
    questions: list[QuestionEntry] = []
    trials: list[TrialEntry] = []


LISTS: dict[str, type[Entry]] = {
    name: get_args(kind)[0] for name, kind in get_type_hints(ExportFile).items() if get_origin(kind) is list
}
"""What each list in the file holds."""
KINDS = {name: kind for name, kind in LISTS.items() if name != "habits"} | {"coins": CoinEntry}
"""By the name of the table in the diary."""


def _wall_text(wall: time | None) -> str | None:
    return None if wall is None else wall_text(wall)

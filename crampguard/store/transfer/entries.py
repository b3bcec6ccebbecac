"""The structure of the export file, which an import is checked against."""

from datetime import date, datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from crampguard.routine.checklist import Answer
from crampguard.routine.morning import MOST_MINUTES, MOST_TRIGGERS, Leg, Muscle
from crampguard.store.settings import HABIT_ID, WALL_TEXT

FORMAT, VERSION = "crampguard", 1
LONGEST_TITLE = 500  # characters
MOST_HABITS = 1000

Id = Annotated[str, Meta(pattern=HABIT_ID)]
Wall = Annotated[str, Meta(pattern=WALL_TEXT)]
At = Annotated[datetime, Meta(tz=True)]
Number = Annotated[int, Meta(ge=0, le=MOST_MINUTES)]  # the exact range is checked by morning_faults


class HabitEntry(Struct):
    habit: Id
    title: Annotated[str, Meta(max_length=LONGEST_TITLE)]


class MarkEntry(Struct):
    night: date
    habit: Id
    state: Answer
    at: At


class MorningEntry(Struct):
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


class BedtimeEntry(Struct):
    """bedtime: None where it was taken back."""

    night: date
    bedtime: Wall | None
    at: At


class SignEntry(Struct):
    """A warning sign; answer: None where it was taken back."""

    sign: Id
    answer: bool | None
    at: At


class CrampEntry(Struct):
    """ "Cramp now" was said at this instant; over_at: None where nobody said that it was over."""

    night: date
    at: At
    over_at: At | None = None


class EveningEntry(Struct):
    """Which habits belonged to a night; closed_at: None where the user did not close it."""

    night: date
    habits: Annotated[tuple[Id, ...], Meta(max_length=MOST_HABITS)]
    closed_at: At | None = None


class KnownEntry(Struct):
    """From that instant on the user may have known how the night went."""

    night: date
    at: At


class QuestionEntry(Struct):
    """The habit that is tested from a night on."""

    habit: Id
    since: date
    at: At


class CoinEntry(Struct):
    """What chance said of a night of a trial: with the habit or without it."""

    night: date
    at: At
    with_: bool = msgspec.field(name="with")


class TrialEntry(Struct):
    """until: the first night after the trial; None while nobody has stopped it. at: of its last change."""

    habit: Id
    since: date
    until: date | None = None
    coins: list[CoinEntry] = []
    at: At | None = None


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


LISTS: dict[str, type[Struct]] = {
    "habits": HabitEntry,
    "marks": MarkEntry,
    "mornings": MorningEntry,
    "bedtimes": BedtimeEntry,
    "signs": SignEntry,
    "cramps": CrampEntry,
    "evenings": EveningEntry,
    "known": KnownEntry,
    "questions": QuestionEntry,
    "trials": TrialEntry,
}

"""All answers of the user, as they are exported and imported.

An answer that was taken back is included with its time, or the next import would bring it back.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from msgspec import Struct, field

from crampguard.i18n import _
from crampguard.routine.writing import listing
from crampguard.store.diary import Diary
from crampguard.store.rows import CHECKS
from crampguard.store.transfer.entries import (
    KINDS,
    BedtimeEntry,
    CoinEntry,
    CrampEntry,
    Entry,
    EveningEntry,
    KnownEntry,
    MarkEntry,
    MorningEntry,
    QuestionEntry,
    SignEntry,
    TrialEntry,
)

_MOST_NAMED = 20  # unknown keys
_LONGEST_NAME = 40  # characters of one
_NOT_COUNTED = ("evenings", "known", "coins")  # the program's own notes, no answers of the user


class Answers(Struct, frozen=True):
    """Entries by their keys, under the names of KINDS. The trials are without their coins."""

    marks: Mapping[tuple[date, str], MarkEntry] = field(default_factory=dict)
    mornings: Mapping[date, MorningEntry] = field(default_factory=dict)
    bedtimes: Mapping[date, BedtimeEntry] = field(default_factory=dict)
    signs: Mapping[str, SignEntry] = field(default_factory=dict)
    cramps: Mapping[tuple[date, datetime], CrampEntry] = field(default_factory=dict)
    evenings: Mapping[date, EveningEntry] = field(default_factory=dict)
    known: Mapping[date, KnownEntry] = field(default_factory=dict)
    questions: Mapping[date, QuestionEntry] = field(default_factory=dict)
    trials: Mapping[date, TrialEntry] = field(default_factory=dict)
    coins: Mapping[date, CoinEntry] = field(default_factory=dict)

    def of(self, name: str) -> Mapping[object, Entry]:
        """The entries under that name of KINDS."""
        found: Mapping[object, Entry] = getattr(self, name)
        return found

    def __len__(self) -> int:
        return len(self.counted)

    @property
    def counted(self) -> set[tuple[str, object]]:
        """What is answered: names of KINDS with keys."""
        return {(name, key) for name in KINDS if name not in _NOT_COUNTED for key in self.of(name)}

    def coins_of(self, since: date) -> tuple[CoinEntry, ...]:
        """The coins of the trial that began in that night, in order."""
        following = min((other for other in self.trials if other > since), default=date.max)
        return tuple(coin for night, coin in sorted(self.coins.items()) if since <= night < following)

    @property
    def nights(self) -> set[date]:
        """The nights that have any answer."""
        by_night = (self.marks, self.mornings, self.bedtimes, self.cramps)
        return {entry.night for part in by_night for entry in part.values()}


class ImportedData(Struct, frozen=True):
    """What an export file holds: answers, the titles of its habits by id, and the keys that are not known."""

    answers: Answers
    titles: Mapping[str, str]
    unknown: tuple[str, ...]

    @property
    def unknown_words(self) -> str:
        """A line that names the unknown keys; empty if there are none."""
        if not self.unknown:
            return ""
        named = [_name(key) for key in self.unknown[:_MOST_NAMED]]
        more = ["…"] if len(self.unknown) > _MOST_NAMED else []
        return _("Not known here, and left out: {keys}").format(keys=listing(named + more))


def read_answers(diary: Diary) -> Answers:
    """All answers in the diary. StoreError as the diary raises it."""
    found: dict[str, Any] = {name: _read(diary, name, kind) for name, kind in KINDS.items()}
    return Answers(**found)


def _read(diary: Diary, table: str, kind: type[Entry]) -> dict[object, Entry]:
    columns = kind.columns or kind.__struct_fields__
    checks = [CHECKS[table][column] for column in columns]

    def entry(*row: object) -> Entry:
        return kind.from_row(*(check(value) for check, value in zip(checks, row, strict=True)))

    query = f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608
    return {one.key: one for one in diary.database.read(query, entry)}


def _name(key: str) -> str:
    shown = key if len(key) <= _LONGEST_NAME else key[:_LONGEST_NAME] + "…"
    return shown if shown.isprintable() else repr(shown)

"""All answers of the user, as they are exported and imported.

An answer that was taken back is included with its time, or the next import would bring it back.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any, TypeVar

from msgspec import Struct, field

from crampguard.i18n import _
from crampguard.routine.checklist import Answer, Mark
from crampguard.routine.writing import listing
from crampguard.store.diary import Answered, Diary, Evening, evening_from
from crampguard.store.rows import (
    day,
    flag,
    instant,
    maybe_day,
    maybe_flag,
    maybe_instant,
    maybe_wall,
    morning,
    text,
)

_MOST_NAMED = 20  # unknown keys
_LONGEST_NAME = 40  # characters of one

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Bedtime(Struct, frozen=True):
    """A bedtime for one night only; wall is None where it was taken back."""

    wall: time | None
    at: datetime


class SignAnswer(Struct, frozen=True):
    """Yes or no to a warning sign; None where the answer was taken back."""

    answer: bool | None
    at: datetime


class ChosenQuestion(Struct, frozen=True):
    """The habit that is tested from a night on, and when it was chosen."""

    habit: str
    at: datetime


class KeptTrial(Struct, frozen=True):
    """A trial, without its coins. until: the first night after it; None while nobody has stopped it."""

    habit: str
    until: date | None
    at: datetime


class Coin(Struct, frozen=True):
    """What chance says of a night of a trial: with the habit (True) or without it."""

    side: bool
    at: datetime


class Answers(Struct, frozen=True):
    """By night (and habit), or by warning sign. cramps: when each was over, by the night and the
    instant of "cramp now". questions, trials: by their first night.

    Not counted as answers: evenings, which habits belonged to which night; known, from when on the user may
    have known how the night went; coins.
    """

    marks: Mapping[tuple[date, str], Mark] = field(default_factory=dict)
    mornings: Mapping[date, Answered] = field(default_factory=dict)
    bedtimes: Mapping[date, Bedtime] = field(default_factory=dict)
    signs: Mapping[str, SignAnswer] = field(default_factory=dict)
    cramps: Mapping[tuple[date, datetime], datetime | None] = field(default_factory=dict)
    questions: Mapping[date, ChosenQuestion] = field(default_factory=dict)
    trials: Mapping[date, KeptTrial] = field(default_factory=dict)
    evenings: Mapping[date, Evening] = field(default_factory=dict)
    known: Mapping[date, datetime] = field(default_factory=dict)
    coins: Mapping[date, Coin] = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(len(part) for part in self.counted)

    @property
    def counted(self) -> tuple[Mapping[Any, object], ...]:
        """The parts that count as answers."""
        return (
            self.marks,
            self.mornings,
            self.bedtimes,
            self.signs,
            self.cramps,
            self.questions,
            self.trials,
        )

    def coins_of(self, since: date) -> list[tuple[date, Coin]]:
        """The coins of the trial that began in that night, in order."""
        following = min((other for other in self.trials if other > since), default=date.max)
        return sorted((night, coin) for night, coin in self.coins.items() if since <= night < following)

    @property
    def nights(self) -> set[date]:
        """The nights that have any answer."""
        return {
            *(night for night, _habit in self.marks),
            *self.mornings,
            *self.bedtimes,
            *(night for night, _at in self.cramps),
        }


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

    def read(query: str, make: Callable[..., tuple[_Key, _Value]]) -> dict[_Key, _Value]:
        return dict(diary.database.read(query, (), make))

    return Answers(
        read(
            "SELECT night, habit, answer, at FROM marks ORDER BY night, habit",
            lambda night, habit, answer, at: ((day(night), text(habit)), Mark(Answer(answer), instant(at))),
        ),
        read(
            "SELECT night, details, at FROM mornings ORDER BY night",
            lambda night, details, at: (day(night), Answered(morning(details), instant(at))),
        ),
        read(
            "SELECT night, bedtime, at FROM bedtimes ORDER BY night",
            lambda night, wall, at: (day(night), Bedtime(maybe_wall(wall), instant(at))),
        ),
        read(
            "SELECT sign, answer, at FROM signs ORDER BY sign",
            lambda sign, answer, at: (text(sign), SignAnswer(maybe_flag(answer), instant(at))),
        ),
        read(
            "SELECT night, at, over_at FROM cramps ORDER BY night, at",
            lambda night, at, over_at: ((day(night), instant(at)), maybe_instant(over_at)),
        ),
        read(
            "SELECT since, habit, at FROM questions ORDER BY since",
            lambda since, habit, at: (day(since), ChosenQuestion(text(habit), instant(at))),
        ),
        read(
            "SELECT since, habit, until, at FROM trials ORDER BY since",
            lambda since, habit, until, at: (
                day(since),
                KeptTrial(text(habit), maybe_day(until), instant(at)),
            ),
        ),
        read(
            "SELECT night, habits, closed_at FROM evenings ORDER BY night",
            lambda night, habits, closed_at: (day(night), evening_from(habits, closed_at)),
        ),
        read(
            "SELECT night, at FROM known ORDER BY night",
            lambda night, at: (day(night), instant(at)),
        ),
        read(
            "SELECT night, side, at FROM coins ORDER BY night",
            lambda night, side, at: (day(night), Coin(flag(side), instant(at))),
        ),
    )


def _name(key: str) -> str:
    shown = key if len(key) <= _LONGEST_NAME else key[:_LONGEST_NAME] + "…"
    return shown if shown.isprintable() else repr(shown)

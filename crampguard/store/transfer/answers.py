"""All that the user answered, and how the answers of two devices become one.

An answer that was taken back is remembered with its time, like any other, or it would come back with the next
import. Of two about the same thing the later instant holds; of two at one instant the order below decides, so
that it makes no difference which device takes in which, how often, or in what order.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, TypeVar

from crampguard.i18n import _, ngettext
from crampguard.routine.checklist import Answer, Mark
from crampguard.store.diary import Answered, Diary, morning_from, morning_text

_AT_ONE_INSTANT = (Answer.CLEARED, Answer.SKIPPED, Answer.DONE)  # the last one holds

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Bedtime:
    """A bedtime for one night only; wall is None where it was taken back."""

    wall: time | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Sign:
    """Yes or no to a warning sign; None where the answer was taken back."""

    answer: bool | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Answers:
    """By night (and habit), or by warning sign. cramps: the instants of "cramp now" with their nights."""

    marks: Mapping[tuple[date, str], Mark] = field(default_factory=dict)
    mornings: Mapping[date, Answered] = field(default_factory=dict)
    bedtimes: Mapping[date, Bedtime] = field(default_factory=dict)
    signs: Mapping[str, Sign] = field(default_factory=dict)
    cramps: frozenset[tuple[date, datetime]] = frozenset()

    def __len__(self) -> int:
        parts = (self.marks, self.mornings, self.bedtimes, self.signs, self.cramps)
        return sum(len(part) for part in parts)

    @property
    def nights(self) -> set[date]:
        """The nights that anything is said about."""
        return {
            *(night for night, _habit in self.marks),
            *self.mornings,
            *self.bedtimes,
            *(night for night, _at in self.cramps),
        }


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What an import changed: the nights, in order; how many answers were new, newer, or known already.

    habits: how many joined the settings.
    """

    nights: tuple[date, ...]
    new: int
    newer: int
    known: int
    habits: int = 0

    def __str__(self) -> str:
        """A line for window and terminal."""
        line = _("Taken in: {new} new, {newer} newer, {known} known already.").format(
            new=self.new, newer=self.newer, known=self.known
        )
        if self.nights:
            changed = ngettext(
                "Changed: the night of {first}.",
                "Changed: {nights} nights from {first} to {last}.",
                len(self.nights),
            )
            first, last = self.nights[0], self.nights[-1]
            line += " " + changed.format(nights=len(self.nights), first=first, last=last)
        if self.habits:
            joined = ngettext(
                "{habits} habit joined your settings, switched off.",
                "{habits} habits joined your settings, switched off.",
                self.habits,
            )
            line += " " + joined.format(habits=self.habits)
        return line


def answers(diary: Diary) -> Answers:
    """All that the diary holds. StoreError as the diary raises it."""
    marks = diary.database.rows("SELECT night, habit, answer, at FROM marks ORDER BY night, habit")
    mornings = diary.database.rows("SELECT night, details, at FROM mornings ORDER BY night")
    bedtimes = diary.database.rows("SELECT night, bedtime, at FROM bedtimes ORDER BY night")
    signs = diary.database.rows("SELECT sign, answer, at FROM signs ORDER BY sign")
    cramps = diary.database.rows("SELECT night, at FROM cramps")
    day, instant = date.fromisoformat, datetime.fromisoformat
    return Answers(
        {(day(night), habit): Mark(Answer(answer), instant(at)) for night, habit, answer, at in marks},
        {day(night): Answered(morning_from(details), instant(at)) for night, details, at in mornings},
        {
            day(night): Bedtime(None if wall is None else time.fromisoformat(wall), instant(at))
            for night, wall, at in bedtimes
        },
        {sign: Sign(None if answer is None else bool(answer), instant(at)) for sign, answer, at in signs},
        frozenset((day(night), instant(at)) for night, at in cramps),
    )


def news(known: Answers, brought: Answers) -> Answers:
    """The part of what is brought that holds against what is known."""
    return Answers(
        _newer(known.marks, brought.marks, _mark_rank),
        _newer(known.mornings, brought.mornings, _morning_rank),
        _newer(known.bedtimes, brought.bedtimes, _bedtime_rank),
        _newer(known.signs, brought.signs, _sign_rank),
        brought.cramps - known.cramps,
    )


def keep(diary: Diary, brought: Answers) -> TakenIn:
    """Merges into the diary, within a transaction of the caller."""
    known = answers(diary)
    fresh = news(known, brought)
    diary.put_all(
        "marks",
        ("night", "habit", "answer", "at"),
        ((night, habit, mark.answer.value, mark.at) for (night, habit), mark in fresh.marks.items()),
    )
    for night, told in fresh.mornings.items():
        diary.set_morning(night, told.morning, told.at)
    for night, bedtime in fresh.bedtimes.items():
        diary.set_bedtime(night, bedtime.wall, bedtime.at)
    for id_, sign in fresh.signs.items():
        diary.set_sign(id_, sign.answer, sign.at)
    for night, at in fresh.cramps:
        diary.add_cramp(night, at)
    newer = sum(
        len(fresh_part.keys() & known_part.keys())
        for fresh_part, known_part in (
            (fresh.marks, known.marks),
            (fresh.mornings, known.mornings),
            (fresh.bedtimes, known.bedtimes),
            (fresh.signs, known.signs),
        )
    )
    return TakenIn(tuple(sorted(fresh.nights)), len(fresh) - newer, newer, len(brought) - len(fresh))


def _newer(
    known: Mapping[_Key, _Value], brought: Mapping[_Key, _Value], rank: Callable[[_Value], Any]
) -> dict[_Key, _Value]:
    return {
        key: value for key, value in brought.items() if key not in known or rank(known[key]) < rank(value)
    }


# The later instant ranks higher, then the order at one instant; equal ranks are equal answers.


def _mark_rank(mark: Mark) -> tuple[datetime, int]:
    return mark.at, _AT_ONE_INSTANT.index(mark.answer)


def _morning_rank(told: Answered) -> tuple[datetime, str]:
    return told.at, morning_text(told.morning)


def _bedtime_rank(bedtime: Bedtime) -> tuple[datetime, str]:
    return bedtime.at, "" if bedtime.wall is None else bedtime.wall.isoformat()


def _sign_rank(sign: Sign) -> tuple[datetime, int]:
    return sign.at, (None, False, True).index(sign.answer)

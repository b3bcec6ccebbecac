"""Merges the answers of two devices.

Of two answers about the same thing the later one wins; at the same instant the order below decides. So the
result does not depend on which device imports from which, how often, or in what order.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from msgspec import Struct

from crampguard.i18n import _, ngettext
from crampguard.routine.checklist import Answer, Mark
from crampguard.routine.morning import Cramp
from crampguard.store.diary import Answered, Diary, Evening, morning_text
from crampguard.store.transfer.answers import (
    Answers,
    Bedtime,
    ChosenQuestion,
    Coin,
    KeptTrial,
    SignAnswer,
    read_answers,
)

_LAST_INSTANT = datetime.max.replace(tzinfo=UTC)
_AT_ONE_INSTANT = (Answer.CLEARED, Answer.SKIPPED, Answer.DONE)  # the last one wins

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Merged(Struct, frozen=True):
    """What a merge changed: the nights, in order; how many answers were new, newer, or known already.

    habits: how many were added to the settings.
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


def newer_part(known: Answers, imported: Answers) -> Answers:
    """The imported answers that win over the known ones."""
    return Answers(
        _newer(known.marks, imported.marks, _mark_rank),
        _newer(known.mornings, imported.mornings, _morning_rank),
        _newer(known.bedtimes, imported.bedtimes, _bedtime_rank),
        _newer(known.signs, imported.signs, _sign_rank),
        _newer(known.cramps, imported.cramps, _over_rank),
        _newer(known.questions, imported.questions, _question_rank),
        _newer(known.trials, imported.trials, _trial_rank),
        _missing(known.evenings, imported.evenings),
        _earlier(known.known, _known(imported)),
        _newer(known.coins, imported.coins, _coin_rank),
    )


def merge(diary: Diary, imported: Answers) -> Merged:
    """Merges into the diary, inside a transaction of the caller."""
    known = read_answers(diary)
    fresh = newer_part(known, imported)
    diary.put_all(
        "marks",
        ("night", "habit", "answer", "at"),
        ((night, habit, mark.answer.value, mark.at) for (night, habit), mark in fresh.marks.items()),
    )
    for night, answered in fresh.mornings.items():
        diary.set_morning(night, answered.morning, answered.at)
    for night, bedtime in fresh.bedtimes.items():
        diary.set_bedtime(night, bedtime.wall, bedtime.at)
    for id_, sign in fresh.signs.items():
        diary.set_sign(id_, sign.answer, sign.at)
    for (night, at), over_at in fresh.cramps.items():
        diary.put_cramp(night, Cramp(at, over_at))
    diary.put_all(
        "evenings",
        ("night", "habits", "closed_at"),
        ((night, " ".join(one.habits), one.closed_at) for night, one in fresh.evenings.items()),
    )
    diary.put_all(
        "questions",
        ("since", "habit", "at"),
        ((since, one.habit, one.at) for since, one in fresh.questions.items()),
    )
    diary.put_all(
        "trials",
        ("since", "habit", "until", "at"),
        ((since, one.habit, one.until, one.at) for since, one in fresh.trials.items()),
    )
    diary.put_all(
        "coins",
        ("night", "side", "at"),
        ((night, int(coin.side), coin.at) for night, coin in fresh.coins.items()),
    )
    for night, at in fresh.known.items():
        diary.set_known(night, at)
    newer = sum(len(new.keys() & old.keys()) for new, old in zip(fresh.counted, known.counted, strict=True))
    return Merged(tuple(sorted(fresh.nights)), len(fresh) - newer, newer, len(imported) - len(fresh))


def _newer(
    known: Mapping[_Key, _Value], imported: Mapping[_Key, _Value], rank: Callable[[_Value], Any]
) -> dict[_Key, _Value]:
    return {
        key: value for key, value in imported.items() if key not in known or rank(known[key]) < rank(value)
    }


def _known(imported: Answers) -> Iterator[tuple[date, datetime]]:
    """From when on the user may have known how a night went. Also where a newer answer is known here."""
    yield from imported.known.items()
    yield from ((night, answered.at) for night, answered in imported.mornings.items())
    yield from imported.cramps


def _earlier(
    known: Mapping[date, datetime], imported: Iterable[tuple[date, datetime]]
) -> dict[date, datetime]:
    found: dict[date, datetime] = {}
    for night, at in imported:
        before = found.get(night, known.get(night))
        if before is None or at < before:
            found[night] = at
    return found


def _missing(known: Mapping[date, Evening], imported: Mapping[date, Evening]) -> dict[date, Evening]:
    """A known evening stays; only the time of closing is taken over where it was not closed here."""
    found = {}
    for night, evening in imported.items():
        here = known.get(night)
        if here is None:
            found[night] = evening
        elif here.closed_at is None and evening.closed_at is not None:
            found[night] = Evening(here.habits, evening.closed_at)
    return found


# The later instant ranks higher, then the order at one instant; equal ranks are equal answers.


def _mark_rank(mark: Mark) -> tuple[datetime, int]:
    return mark.at, _AT_ONE_INSTANT.index(mark.answer)


def _morning_rank(answered: Answered) -> tuple[datetime, str]:
    return answered.at, morning_text(answered.morning)


def _bedtime_rank(bedtime: Bedtime) -> tuple[datetime, str]:
    return bedtime.at, "" if bedtime.wall is None else bedtime.wall.isoformat()


def _sign_rank(sign: SignAnswer) -> tuple[datetime, int]:
    return sign.at, (None, False, True).index(sign.answer)


def _question_rank(chosen: ChosenQuestion) -> tuple[datetime, str]:
    return chosen.at, chosen.habit


def _trial_rank(trial: KeptTrial) -> tuple[datetime, str, str]:
    return trial.at, str(trial.until), trial.habit


def _coin_rank(coin: Coin) -> tuple[timedelta, bool]:
    """The other way round: the first coin of a night is the one that was shown."""
    return _LAST_INSTANT - coin.at, coin.side


def _over_rank(over_at: datetime | None) -> tuple[bool, datetime | None]:
    """A cramp that somebody said was over ranks higher; tuples compare no second None with an instant."""
    return over_at is not None, over_at

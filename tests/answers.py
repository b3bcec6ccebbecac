"""What a user answers, in a word: by(engine).done("stretch"). Whatever the surface, it ends in perform()."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from crampguard.engine import Engine, Outcome, Refused
from crampguard.routine.actions import Action, ActionKind
from crampguard.routine.morning import Morning
from crampguard.routine.nights import Night
from crampguard.store.errors import StoreError


def accepted(answer: Callable[..., object], *values: object) -> bool:
    """Whether the answer was taken."""
    try:
        answer(*values)
    except (Refused, StoreError):
        return False
    return True


@dataclass
class by:  # noqa: N801 (reads as a word)
    """Performs one action after the other; each raises the error of its outcome."""

    engine: Engine

    def perform(self, kind: ActionKind, night: date | None = None, **details: Any) -> Outcome:
        outcome = self.engine.perform(Action(kind, night or self._tonight(), **details))
        if outcome.error is not None:
            raise outcome.error
        return outcome

    def _tonight(self) -> date:
        """Of the present instant, as a surface that has just been drawn would have it."""
        try:
            return self.engine.view().night.date
        except StoreError:
            return self.engine.tonight.night.date

    def done(self, habit: str, night: date | None = None) -> date:
        return self.perform(ActionKind.DONE, night, habits=(habit,)).night

    def skip(self, habit: str, night: date | None = None) -> date:
        return self.perform(ActionKind.SKIP, night, habits=(habit,)).night

    def undo(self, habit: str, night: date | None = None) -> date:
        return self.perform(ActionKind.UNDO, night, habits=(habit,)).night

    def acknowledge(self, habit: str) -> None:
        self.perform(ActionKind.ACKNOWLEDGE, habits=(habit,))

    def snooze(self, habit: str, minutes: int | None = None) -> datetime:
        self.perform(ActionKind.SNOOZE, habits=(habit,), minutes=minutes)
        until = next(item.snoozed_until for item in self.engine.tonight.items if item.habit.id == habit)
        assert until is not None
        return until

    def morning(self, answer: Morning, night: date | None = None) -> date:
        return self.perform(ActionKind.MORNING, night or self.engine.slept(), morning=answer).night

    def cramp_now(self) -> date:
        return self.perform(ActionKind.CRAMP_NOW).night

    def sign(self, sign: str, answer: bool | None) -> None:
        self.perform(ActionKind.SIGN, sign=(sign, answer))

    def good_night(self) -> None:
        self.perform(ActionKind.GOOD_NIGHT)

    def reopen(self, night: date | None = None) -> None:
        self.perform(ActionKind.REOPEN, night)

    def pause(self, span: timedelta | None) -> None:
        self.perform(ActionKind.PAUSE, minutes=None if span is None else span // timedelta(minutes=1))

    def pause_tonight(self) -> None:
        self.perform(ActionKind.PAUSE_TONIGHT)

    def resume(self) -> None:
        self.perform(ActionKind.RESUME)

    def bedtime(self, wall: time | None) -> Night:
        self.perform(ActionKind.BEDTIME, wall=wall)
        return self.engine.tonight.night

    def later_bedtime(self, minutes: int = 30) -> Night:
        self.perform(ActionKind.LATER_BEDTIME, minutes=minutes)
        return self.engine.tonight.night

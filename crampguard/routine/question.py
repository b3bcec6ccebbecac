"""The morning question: the first item of a night, about the night before.

Being an item, it is claimed, snoozed and paused like every nudge. It is not a habit: it has no mark; its
answer is the morning.
"""

from datetime import datetime, timedelta

from msgspec.structs import replace

from crampguard.i18n import _
from crampguard.routine.checklist import Answer, Item, Mark, Remembered, checklist
from crampguard.routine.habits import Habit
from crampguard.routine.nights import Night
from crampguard.routine.plan import Nudge

MORNING = "morning"  # used like a habit's id
_USEFUL_FOR = timedelta(hours=8)


def question_nudge(night: Night) -> Nudge:
    """The question as a nudge that is due when the user gets up."""
    habit = Habit(MORNING, _("How was the night?"), nudge=_("One click if there was no cramp."))
    return Nudge(habit, night.wake, min(night.wake + _USEFUL_FOR, night.ends), asks_at=None)


def question(night: Night, remembered: Remembered, answered_at: datetime | None, now: datetime) -> Item:
    """The question as an item. answered_at: when the morning of the night before was answered."""
    marks = {} if answered_at is None else {MORNING: Mark(Answer.DONE, answered_at)}
    (item,) = checklist((question_nudge(night),), replace(remembered, marks=marks), now)
    return item

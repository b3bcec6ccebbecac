"""The morning question: the first item of the night that begins with getting up, about the night before it.

So it is claimed, settles and waits for a pause like every nudge. It is no habit: it has no mark of its own,
the morning is its answer.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from crampguard.i18n import _
from crampguard.routine.checklist import Answer, Item, Mark, Remembered, checklist
from crampguard.routine.habits import Habit
from crampguard.routine.nights import Night
from crampguard.routine.plan import Nudge

MORNING = "morning"  # in the place of a habit's id
_USEFUL_FOR = timedelta(hours=8)


def question_nudge(night: Night) -> Nudge:
    """The question that is asked when the night begins."""
    habit = Habit(MORNING, _("How was the night?"), nudge=_("One click if there was no cramp."))
    return Nudge(habit, night.wake, min(night.wake + _USEFUL_FOR, night.ends), asks_at=None)


def question(night: Night, remembered: Remembered, answered_at: datetime | None, now: datetime) -> Item:
    """The question as it stands; answered_at is when the morning about the night before was said."""
    marks = {} if answered_at is None else {MORNING: Mark(Answer.DONE, answered_at)}
    (item,) = checklist((question_nudge(night),), replace(remembered, marks=marks), now)
    return item

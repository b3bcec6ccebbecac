"""Checks that refuse changes that make no sense, each with a line that says why."""

from datetime import date, datetime, time, tzinfo

from crampguard.engine.ports import Clock
from crampguard.i18n import _
from crampguard.routine.checklist import Item
from crampguard.routine.habits import Habit
from crampguard.routine.localtime import exists, first_after
from crampguard.routine.morning import Morning, morning_faults
from crampguard.routine.nights import date_of
from crampguard.routine.plan import Routine
from crampguard.routine.refused import Refused
from crampguard.routine.tonight import Tonight
from crampguard.routine.writing import listing


def known_habit(routine: Routine, id_: str) -> Habit:
    """The habit with that id; Refused where there is none."""
    for habit in routine.habits:
        if habit.id == id_:
            return habit
    ids = listing(habit.id for habit in routine.habits)
    raise Refused(_("there is no habit {habit}; there are: {habits}").format(habit=id_, habits=ids))


def check_begun(routine: Routine, night: date, clock: Clock) -> None:
    """Refused for a night that has not begun, or that the zone skipped."""
    zone = clock.zone()
    if not exists(night, zone):
        raise Refused(_("{day} was skipped where you are").format(day=night))
    check_begun_by(clock.now(), routine, night, zone)


def check_begun_by(now: datetime, routine: Routine, night: date, zone: tzinfo) -> None:
    """Refused for a night later than that of the instant at which the change was made.

    A night on a date that this zone skipped is let through: its notification was shown elsewhere.
    """
    if night > date_of(now, routine.schedule, zone):
        raise Refused(_("the night of {night} has not begun").format(night=night))


def check_morning(answer: Morning) -> None:
    """Refused for an answer that makes no sense."""
    if wrong := morning_faults(answer):
        raise Refused("; ".join(wrong))


def check_snooze(tonight: Tonight, habit: str, until: datetime) -> None:
    """Refused where `until` is past, and for an item that is not due, is answered, or not useful by then."""
    item = next((item for item in tonight.items if item.habit.id == habit), None)
    if item is None:
        raise Refused(_("{habit} is not in the list of tonight").format(habit=habit))
    if not (item.due <= tonight.now < until and item.can_snooze(until)):
        raise Refused(_why_no_snooze(tonight, item, until))


def check_present(tonight: date, night: date) -> None:
    """Refused for a night that is over."""
    if night != tonight:
        raise Refused(_("the night of {night} is over").format(night=night))


def check_bedtime(tonight: Tonight, wall: time) -> None:
    """Refused for a clock time that does not come again before getting up."""
    ends = tonight.night.ends
    if first_after(wall, tonight.now, tonight.zone) >= ends:
        raise Refused(
            _("{wall} does not come again before you get up at {wake}").format(
                wall=tonight.clock(wall), wake=tonight.clock(ends)
            )
        )


def _why_no_snooze(tonight: Tonight, item: Item, until: datetime) -> str:
    if item.answered:
        return _("{habit} is answered already").format(habit=item.habit.id)
    if until <= tonight.now:
        return _("{time} is past").format(time=tonight.clock(until))
    if item.due > tonight.now:
        return _("{habit} comes at {due}").format(habit=item.habit.id, due=tonight.clock(item.due))
    return _("{habit} would no longer be useful at {until}").format(
        habit=item.habit.id, until=tonight.clock(until)
    )

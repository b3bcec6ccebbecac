"""The moments of an evening as weekly calendar events, for a phone.

A phone that imports the file again must end up with the present moments and no others. For that it has to
recognize each event, so each habit and weekday keeps one UID for good. And an import never removes what the
file no longer mentions, so a moment that is off stays in the file as a cancelled event.

Times are floating, as the schedule means them: 22:15 on the wall wherever the user is, before and after a
clock change, and without zone rules that go out of date. A moment can be off by an hour in one case only: the
clocks change between it and the bedtime. A calendar repeats wall times, but a lead is elapsed time.
"""

from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from crampguard import __version__
from crampguard.routine.habits import Habit
from crampguard.routine.localtime import DAY
from crampguard.routine.plan import Routine
from crampguard.routine.schedule import WEEKDAYS, Schedule

_SHOWN_FOR = timedelta(minutes=15)  # a moment has no length, but an event needs some to be visible
_WEEK = 7 * DAY
_FIRST_EXPORT = datetime(2025, 1, 1, tzinfo=UTC)


def as_calendar(routine: Routine, tonight: date, now: datetime) -> bytes:
    """An iCalendar file (RFC 5545) with an event for each habit and each weekday of its nights.

    The moments that pop up repeat weekly from the week that begins with tonight. All others are cancelled.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//CrampGuard//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "CrampGuard")
    week = [tonight + number * DAY for number in range(7)]
    for habit in routine.habits:
        for night in week:
            calendar.add_component(_event(habit, night, routine.schedule, now))
    file: bytes = calendar.to_ical()
    return file


def _event(habit: Habit, night: date, schedule: Schedule, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{habit.id}-{WEEKDAYS[night.weekday()]}@crampguard")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", _sequence(now))
    event.add("summary", habit.title)
    event.add("description", "\n\n".join(filter(None, (habit.nudge, habit.caution))))
    event.add("duration", _SHOWN_FOR)
    event.add("transp", "TRANSPARENT")  # it does not make the evening busy
    if habit.belongs_to(night) and habit.notify:
        event.add("status", "CONFIRMED")
        event.add("dtstart", _moment(night, habit, schedule))
        event.add("rrule", {"freq": "weekly"})
        event.add_component(_alarm(habit))
    else:
        # Some calendars show cancelled events, so it lies in the past, does not repeat and has no alarm.
        event.add("status", "CANCELLED")
        event.add("dtstart", _moment(night - _WEEK, habit, schedule))
    return event


def _sequence(now: datetime) -> int:
    """Grows with each export; calendars keep the larger one. In 32 bits until 2093: some refuse more."""
    return (now - _FIRST_EXPORT) // timedelta(seconds=1)


def _moment(night: date, habit: Habit, schedule: Schedule) -> datetime:
    """When the habit is due in that night, by wall clock."""
    hours = schedule.on(night)
    bedtime = datetime.combine(night + DAY if hours.after_midnight else night, hours.bedtime)
    return max(bedtime - timedelta(minutes=habit.lead), datetime.combine(night, hours.wake))


def _alarm(habit: Habit) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", habit.title)
    alarm.add("trigger", timedelta())
    return alarm

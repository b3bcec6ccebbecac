"""The moments of an evening as repeating calendar events, for a phone that is nearer than the computer.

Times are floating, which is what the schedule means: 22:15 on the wall wherever one is, before and after the
clocks change, and no zone rules travel along that could grow old. Only in a night in which the clocks change
can a moment be off by that hour, where the change falls between it and the bedtime: a calendar repeats wall
times, and a lead is elapsed time.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from crampguard import __version__
from crampguard.routine.habits import Habit
from crampguard.routine.localtime import DAY
from crampguard.routine.plan import Routine
from crampguard.routine.schedule import WEEKDAYS, Schedule

_SHOWN_FOR = timedelta(minutes=15)  # a moment has no length, but an event of none is hard to see
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def as_calendar(routine: Routine, tonight: date, now: datetime) -> bytes:
    """An iCalendar file: for each habit that pops up, an event for each clock time it has in a week.

    The first ones lie in the week that begins with tonight. A later import takes their place: an event is
    known by its habit and the first weekday of its nights.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//CrampGuard//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "CrampGuard")
    for habit in routine.habits:
        if habit.enabled and habit.notify:
            for nights in _by_clock_time(habit, routine.schedule, tonight):
                calendar.add_component(_event(habit, nights, now))
    file: bytes = calendar.to_ical()
    return file


def _by_clock_time(habit: Habit, schedule: Schedule, tonight: date) -> Iterable[dict[date, datetime]]:
    """The moments of a week by their nights, those of one clock time together."""
    week = (tonight + number * DAY for number in range(7))
    by_time: dict[time, dict[date, datetime]] = defaultdict(dict)
    for night in week:
        if night.weekday() in habit.days:
            moment = _moment(night, habit, schedule)
            by_time[moment.time()][night] = moment
    return by_time.values()


def _moment(night: date, habit: Habit, schedule: Schedule) -> datetime:
    """When the habit is due in that night, by wall clock."""
    hours = schedule.on(night)
    bedtime = datetime.combine(night + DAY if hours.after_midnight else night, hours.bedtime)
    return max(bedtime - timedelta(minutes=habit.lead), datetime.combine(night, hours.wake))


def _event(habit: Habit, nights: dict[date, datetime], now: datetime) -> Event:
    first = WEEKDAYS[min(night.weekday() for night in nights)]
    days = sorted({moment.weekday() for moment in nights.values()})
    event = Event()
    event.add("uid", f"{habit.id}-{first}@crampguard")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", int(now.timestamp()) // 60)  # the later export is the newer version
    event.add("summary", habit.title)
    event.add("description", "\n\n".join(filter(None, (habit.nudge, habit.caution))))
    event.add("dtstart", min(nights.values()))
    event.add("duration", _SHOWN_FOR)
    event.add("rrule", {"freq": "weekly", "byday": [_DAYS[day] for day in days]})
    event.add("transp", "TRANSPARENT")  # it does not make the evening busy
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", habit.title)
    alarm.add("trigger", timedelta())
    event.add_component(alarm)
    return event

"""Reads the state of tonight, or of another night, from diary, settings and clock."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from msgspec.structs import replace

from crampguard.engine.current_settings import CurrentSettings
from crampguard.engine.ports import Clock
from crampguard.i18n import _
from crampguard.routine.checklist import Item, checklist
from crampguard.routine.habits import EVERY_DAY, Habit
from crampguard.routine.localtime import date_after, date_before, exists
from crampguard.routine.morning import Cramp
from crampguard.routine.nights import Night, date_of, night_on, wake_on
from crampguard.routine.plan import plan
from crampguard.routine.question import question
from crampguard.routine.refused import Refused
from crampguard.routine.tonight import Tonight
from crampguard.store.damage import repair_words
from crampguard.store.diary import Diary, Evening

_FALLEN_ASLEEP = timedelta(hours=1)  # after bedtime; from then on a morning is about that night
_NIGHTS_AHEAD = 15  # how far to look for the next pop-up


class SnapshotReader:
    """Reads the diary inside a snapshot or a transaction of the caller."""

    def __init__(self, diary: Diary, current: CurrentSettings, clock: Clock) -> None:
        self._diary = diary
        self._current = current
        self._clock = clock
        self._gap_ended = datetime.min.replace(tzinfo=UTC)

    @property
    def clock_problem(self) -> str:
        """What is wrong with the clock or its zone, as a line for the user; empty if nothing is."""
        return self._clock.problem

    @property
    def zone(self) -> tzinfo:
        return self._clock.zone()

    def now(self) -> datetime:
        """The present instant. Keeps the end of the last gap in the past when the clock was set back."""
        now = self._clock.now()
        self._gap_ended = min(self._gap_ended, now)
        return now

    def end_gap(self) -> None:
        """Marks the end of a gap (suspend or restart)."""
        self._gap_ended = self._clock.now()

    def tonight(self, now: datetime, day: date | None = None) -> Tonight:
        """That night, by default the present one, with `problems` empty. Refused for a skipped date."""
        zone = self.zone
        today = self.today(now)
        tonight = self._of_night(today, now, zone)
        endless = tonight.pause is not None and tonight.pause.until is None
        ahead = () if endless else _dates_after(today, zone)
        following = (self._of_night(later, now, zone).next_up() for later in ahead)
        return replace(
            tonight if day is None else self._of_night(day, now, zone),
            next=tonight.next_up() or next(filter(None, following), None),
            own_popup=self._current.settings.own_popup,
            discreet=self._current.settings.discreet,
            sound=self._current.settings.sound,
            sound_late=self._current.settings.sound_late,
            clock_style=self._current.settings.clock_style,
            dark_evening=self._current.settings.dark_evening,
            news=repair_words(self._diary.repairs()),
        )

    def items(self, day: date, now: datetime) -> dict[str, Item]:
        """The items by habit; empty for a night on a date that this zone skipped."""
        zone = self.zone
        items = self._of_night(day, now, zone).items if exists(day, zone) else ()
        return {item.habit.id: item for item in items}

    def today(self, now: datetime) -> date:
        """The date of the night that belongs to that instant."""
        return date_of(now, self._current.routine.schedule, self.zone)

    def before(self, day: date) -> date:
        """The night that the question asked in that night is about."""
        return date_before(day, self.zone)

    def slept(self, now: datetime) -> date:
        """The latest night whose bedtime was at least an hour ago."""
        day = self.today(now)
        return day if self.night(day).bedtime + _FALLEN_ASLEEP <= now else self.before(day)

    def last_cramp(self, now: datetime) -> tuple[date, Cramp] | None:
        """The latest "cramp now" and its night, tonight or the one before."""
        today = self.today(now)
        nights = (today, self.before(today))
        return next(((day, cramps[-1]) for day in nights if (cramps := self._diary.cramps(day))), None)

    def night(self, day: date) -> Night:
        """The night with its times; another bedtime for that night is applied."""
        schedule = self._current.routine.schedule
        return night_on(day, schedule, self.zone, self._diary.other_bedtime(day))

    def end_of(self, day: date) -> datetime:
        """The next wake, also of a night on a date that this zone skipped."""
        return wake_on(date_after(day, self.zone), self._current.routine.schedule, self.zone)

    def later_bedtime(self, by: timedelta, now: datetime) -> time:
        """The clock time that long after tonight's bedtime, or after now if that is later."""
        tonight = self.tonight(now)
        bedtime = tonight.local(max(tonight.night.bedtime, now)) + by
        return bedtime.time().replace(second=0, microsecond=0, fold=0)

    def _of_night(self, day: date, now: datetime, zone: tzinfo) -> Tonight:
        if not exists(day, zone):
            raise Refused(_("{day} was skipped where you are").format(day=day))
        night = self.night(day)
        remembered, about = self._diary.remembered(day), date_before(day, zone)
        evening = self._diary.evening(day)
        answered = self._diary.morning(about)
        return Tonight(
            now,
            zone,
            night,
            checklist(plan(night, self._habits_of(evening, over=night.ends <= now)), remembered, now),
            question(night, remembered, None if answered is None else answered.at, now),
            about,
            self._diary.pause(),
            self._gap_ended,
            timedelta(minutes=self._current.settings.snooze),
            closed_at=None if evening is None else evening.closed_at,
        )

    def _habits_of(self, evening: Evening | None, *, over: bool) -> tuple[Habit, ...]:
        """The habits of the night: by the present settings, or as stored for a night that is over."""
        habits = self._current.routine.habits
        if evening is None or not over:
            return habits
        return tuple(
            replace(habit, enabled=True, days=EVERY_DAY) for habit in habits if habit.id in evening.habits
        )


def _dates_after(day: date, zone: tzinfo) -> Iterator[date]:
    for _night in range(_NIGHTS_AHEAD):
        day = date_after(day, zone)
        yield day

"""The one door for changes, and the one state of tonight that everyone shows.

Each change is idempotent and one transaction in the diary; after it every listener is told once and the
alarm is set once, to the next instant at which anything changes. Nudges are claimed only when the alarm
rings: a command in a terminal has an alarm that never does, so it cannot take a nudge from the tray.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from crampguard.i18n import _
from crampguard.routine.checklist import Answer, Item, Pause, checklist
from crampguard.routine.habits import Habit, Kind
from crampguard.routine.localtime import date_after, date_before, exists, first_after
from crampguard.routine.morning import Morning
from crampguard.routine.morning import faults as morning_faults
from crampguard.routine.nights import Night, date_of, night_on, wake_on
from crampguard.routine.plan import Nudge, Routine, plan
from crampguard.routine.question import MORNING, question, question_nudge
from crampguard.routine.tonight import Tonight
from crampguard.store.damage import news
from crampguard.store.diary import Diary, Shown
from crampguard.store.errors import Damaged, NotNow, StoreError, for_log
from crampguard.store.kept import Kept
from crampguard.store.settings import Settings, SettingsFile, problem
from crampguard.store.toml_edit import Changes
from crampguard.store.transfer.answers import TakenIn, keep

if TYPE_CHECKING:
    from crampguard.store.transfer.json_in import Brought

_RETRY = timedelta(minutes=1)
_FALLEN_ASLEEP = timedelta(hours=1)  # after bedtime; from then on a morning is about that night
_BUTTONS_KNOWN_FOR = timedelta(days=7)
_NIGHTS_AHEAD = 15  # how far to look for the next pop-up

_log = logging.getLogger(__name__)

Listener = Callable[[Tonight], None]


class Refused(Exception):  # noqa: N818 (an answer, not a fault)
    """The change makes no sense now. str() is one line that says why."""


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, aware."""
        ...

    def zone(self) -> tzinfo:
        """The zone of the user's wall clock."""
        ...


class Alarm(Protocol):
    def ring_at(self, instant: datetime) -> None:
        """Calls `Engine.ring` at that instant, or at once if it is past. Forgets the instant before."""
        ...


class Engine:
    """One in each process. `start` is for the one that shows things; a command asks and changes."""

    def __init__(self, diary: Diary, settings: SettingsFile, clock: Clock) -> None:
        self._diary = diary
        self._file = settings
        self._clock = clock
        self._alarm: Alarm | None = None
        self._alarm_at: datetime | None = None
        self._listeners: list[Listener] = []
        self._settings = settings.read()
        self._edited = False  # the diary has not yet seen these settings
        self._kept = Kept()
        self._gap_ended = datetime.min.replace(tzinfo=UTC)
        try:
            self.tonight = self.view()
        except Damaged:
            self.tonight = self.view()  # this use mends it

    # Watching

    def listen(self, listener: Listener) -> None:
        self._listeners.append(listener)

    def start(self, alarm: Alarm) -> None:
        """Begins to watch the evening: from here on nudges are told."""
        self._alarm = alarm
        self._gap_ended = self._now()
        self.reload()

    def resumed(self) -> None:
        """The machine slept until now, and nobody watched: what is still useful is told a little later."""
        self._gap_ended = self._clock.now()
        self.look()

    def look(self) -> None:
        """Reads everything again: another process changed something, or the clock or the zone is new."""
        self.save_kept()
        try:
            tonight = self.view()
        except StoreError as error:
            self._worry(error)
        else:
            self._tell(tonight)

    def ring(self) -> None:
        """The alarm: claims what is to be told now, then shows it."""
        try:
            with self._writing() as now:
                self._take_up_edit(now)
                tonight = self._read(now, None)
                told = tonight.to_tell()
                for item in told:
                    self._diary.claim(tonight.night.date, item.habit.id, now)
                if told:
                    tonight = replace(self._read(now, None), joined=True)
        except StoreError as error:
            self._worry(error)
        else:
            self._tell(tonight)

    def reload(self) -> None:
        """Takes up the settings file as it is now. Nudges that an edit moved are armed or let pass."""
        self._settings = self._file.read()
        self._edited = True
        try:
            with self._writing() as now:
                self._take_up_edit(now)
        except StoreError as error:
            self._worry(error)
        else:
            self.look()

    def view(self, day: date | None = None) -> Tonight:
        """The state of a night, by default the present one. Refused for a date that was skipped."""
        with self._diary.snapshot():
            return self._read(self._now(), day)

    def slept(self) -> date:
        """The night that a morning is about where none is named."""
        with self._diary.snapshot():
            return self._slept(self._clock.now())

    def save_kept(self) -> None:
        """Tries once more to save what the diary could not take."""
        try:
            self._kept.save()
        except StoreError as error:
            _log.warning("%s", for_log(error))

    @property
    def settings(self) -> Settings:
        """The settings in force; what to write is chosen by `choose`."""
        return self._settings

    # Changes

    def choose(self, changes: Changes) -> None:
        """Writes these settings and takes them up; None is the default again, or takes a whole table out.

        By dotted key: {"schedule.saturday.wake": "08:00", "habits.stretch.enabled": False}. Refused, with
        nothing written, where the file would make no sense.
        """
        self._write(changes)
        self.reload()

    def objections(self, changes: Changes) -> tuple[str, ...]:
        """Why `choose` would refuse these changes, one line for each reason."""
        return self._file.objections(changes)

    def done(self, habit: str, night: date | None = None) -> date:
        """Marks the habit done; gives the night. Refused for an unknown habit or a night that is not yet."""
        return self._answer(habit, night, Answer.DONE)

    def skip(self, habit: str, night: date | None = None) -> date:
        """Marks the habit "not tonight" (for abstain "had some")."""
        return self._answer(habit, night, Answer.SKIPPED)

    def undo(self, habit: str, night: date | None = None) -> date:
        """Takes a mark back."""
        return self._answer(habit, night, Answer.CLEARED)

    def hear(self, habit: str) -> None:
        """OK to a heads-up of tonight: it is known, and the tick is asked for later."""
        known_habit(self._routine, habit)
        with self._changing() as now:
            self._diary.hear(date_of(now, self._routine.schedule, self._clock.zone()), habit)

    def snooze(self, habit: str, minutes: int | None = None) -> datetime:
        """Tells a due nudge again after so many minutes (the setting if None); gives the instant.

        Refused where the nudge is not due, is answered, or would no longer be useful by then.
        """
        known_habit(self._routine, habit)
        with self._changing() as now:
            tonight = self._read(now, None)
            until = now + (tonight.snooze if minutes is None else timedelta(minutes=minutes))
            item = next((item for item in tonight.items if item.habit.id == habit), None)
            if item is None:
                raise Refused(_("{habit} is not in the list of tonight").format(habit=habit))
            if not (item.due <= now and item.can_snooze(until)):
                raise Refused(_why_no_snooze(tonight, item, until))
            self._diary.snooze(tonight.night.date, habit, until)
        return until

    def morning(self, answer: Morning, night: date | None = None) -> date:
        """The answer about a night, by default the last one that was slept through; gives the night.

        Refused for an answer that makes no sense and for a night that is not yet.
        """
        if wrong := morning_faults(answer):
            raise Refused("; ".join(wrong))
        with self._changing() as now:
            night = night or self._slept(now)
            begun_night(self._routine, night, self._clock)
            answered = self._diary.morning(night)
            if answered is not None and self._outdated(now, answered.at):
                return night
            if answered is None or answered.morning != answer:
                self._diary.set_morning(night, answer, now)
        return night

    def cramp_now(self) -> date:
        """A cramp at this instant: its time is kept for the morning; gives the night."""
        with self._changing() as now:
            night = date_of(now, self._routine.schedule, self._clock.zone())
            self._diary.add_cramp(night, now)
        return night

    def sign(self, sign: str, answer: bool | None) -> None:
        """Yes or no to a warning sign, for the doctor's page; None takes the answer back."""
        with self._changing() as now:
            if self._diary.signs().get(sign) is not answer:
                self._diary.set_sign(sign, answer, now)

    def take_in(self, brought: "Brought") -> TakenIn:
        """Merges what was exported here or elsewhere; of two answers about the same thing the later holds.

        A habit that is not known here joins the settings, switched off, so that its marks have a title.
        """
        added = self._add_titles(brought.titles)
        with self._changing() as now:
            day = date_of(now, self._routine.schedule, self._clock.zone())
            before = self._armed(self._routine, day)
            taken = keep(self._diary, brought.answers)
            self._rearm(day, before, now)
        return replace(taken, habits=added)

    def pause(self, span: timedelta | None) -> None:
        """No pop-ups for the span; None: until resumed."""
        with self._changing() as now:
            self._diary.set_pause(Pause(now, None if span is None else now + span))

    def pause_tonight(self) -> None:
        """No pop-ups until this night ends."""
        with self._changing() as now:
            self._diary.set_pause(Pause(now, self._read(now, None).night.ends))

    def resume(self) -> None:
        with self._changing() as now:
            pause = self._diary.pause()
            if pause is not None and pause.holds(now):
                self._diary.set_pause(replace(pause, until=now, resumed=True))

    def bedtime(self, wall: time | None) -> Night:
        """Another bedtime for tonight, or the usual one again (None); gives the night as it is then.

        The first such clock time from now on. Refused when that is not before getting up.
        """
        with self._changing() as now:
            zone = self._clock.zone()
            tonight = self._read(now, None)
            night = tonight.night
            if wall is not None and first_after(wall, now, zone) >= night.ends:
                raise Refused(
                    _("{wall} does not come again before you get up at {wake}").format(
                        wall=f"{wall:%H:%M}", wake=tonight.clock(night.ends)
                    )
                )
            before = self._armed(self._routine, night.date)
            self._diary.set_bedtime(night.date, wall, now)
            self._rearm(night.date, before, now)
            return self._night(night.date, self._routine)

    def later_bedtime(self, minutes: int = 30) -> Night:
        """Moves tonight's bedtime back by that many minutes on the wall clock, from now if it is past."""
        with self._diary.snapshot():
            tonight = self._read(self._moment(), None)
        bedtime = tonight.local(max(tonight.night.bedtime, tonight.now)) + timedelta(minutes=minutes)
        return self.bedtime(bedtime.time().replace(second=0, microsecond=0, fold=0))

    def restore(self, backup: Path) -> Path:
        """Takes back everything to that backup; gives the copy of what there was before."""
        kept = self._diary.restore(backup)
        self.look()
        return kept

    def news_read(self) -> None:
        """The user knows that the diary was mended."""
        if not self.tonight.news:
            return
        with self._changing():
            self._diary.set_mended_read()

    def attempt(self, change: Callable[..., object], *words: object) -> bool:
        """Runs a change for a part that shows things: what goes wrong becomes a line in the state.

        A change that the diary cannot take is kept, as by `insist`. Whether it is saved now.
        """
        try:
            self.insist(change, *words)
        except NotNow as error:
            if not error.of_change:
                self._worry(error)
        except (Refused, StoreError) as error:
            self._worry(error)
        else:
            return True
        return False

    def insist(self, change: Callable[..., object], *words: object) -> None:
        """Runs a change; what the diary cannot take is kept, and saved as of this instant as soon as it can.

        Raises what the change raises, also where it is kept: it is not saved.
        """
        made = self._now()
        try:
            change(*words)
        except NotNow as error:
            if error.of_change:
                self._keep(made, change, words, error)
            if self._kept or not error.of_change:
                raise

    # The notification

    def press(self, server: str, id_: int, key: str) -> None:
        """A button of a notification: answers the nudges it stands for, of their own night, once."""
        with self._changing() as now:
            shown = self._diary.shown(server, id_)
            if shown is None:
                return
            kinds = {habit.id: habit.kind for habit in self._routine.habits}
            items = self._items(shown.night, now)
            until = now + timedelta(minutes=self._settings.snooze)
            for habit in shown.habits:
                match key, kinds.get(habit):
                    case ("none", _) if habit == MORNING:
                        self._no_cramp(shown.night, now)
                    case ("done", Kind.DO) | ("skip", _):
                        answer = Answer.DONE if key == "done" else Answer.SKIPPED
                        self._mark(shown.night, habit, answer, now)
                    case ("snooze", _) if habit in items and items[habit].can_snooze(until):
                        self._diary.snooze(shown.night, habit, until)
                    case ("done" | "ok" | "snooze", _):  # it may have grown too late for a snooze
                        self._diary.hear(shown.night, habit)
            if key in ("none", "done", "skip", "ok", "snooze"):
                self._diary.forget_shown(server, id_)

    def asked_about(self, server: str, id_: int) -> date:
        """The night that the question of a notification is about, the last one if it is forgotten."""
        shown = self._known(lambda: self._diary.shown(server, id_))
        return self.tonight.about if shown is None else date_before(shown.night, self._clock.zone())

    def open_notification(self) -> Shown | None:
        """The notification last seen on screen, perhaps by an earlier run."""
        return self._known(self._diary.open_notification)

    def notification_shown(self, shown: Shown) -> None:
        """Remembers which nudges a notification stands for, to understand its buttons whenever they come."""
        with self._writing() as now:
            self._diary.add_shown(shown, now, forget_before=now - _BUTTONS_KNOWN_FOR)

    def notification_gone(self, server: str, id_: int) -> None:
        with self._writing():
            self._diary.set_gone(server, id_)

    def say_once(self, what: str) -> bool:
        """Whether something that is said once in a lifetime has not been said yet; now it has."""
        try:
            with self._writing():
                return self._diary.say_once(what)
        except StoreError as error:
            _log.warning("%s", for_log(error))
            return False

    # Within

    def _write(self, changes: Changes) -> None:
        try:
            self._file.change(changes)
        except ValueError as error:
            raise Refused(str(error)) from error

    @property
    def _routine(self) -> Routine:
        return self._settings.routine

    @contextmanager
    def _changing(self) -> Iterator[datetime]:
        with self._writing() as now:
            yield now
        if self._kept.at is None:
            self.look()

    @contextmanager
    def _writing(self) -> Iterator[datetime]:
        """A transaction, and the instant of its change. What was kept comes first."""
        try:
            if self._kept.at is None:
                self._kept.save()
            with self._diary.transaction():
                yield self._moment()
        except NotNow as error:
            error.of_change = True
            raise

    def _moment(self) -> datetime:
        """The instant at which the present change is or was made."""
        return self._kept.at or self._now()

    def _known(self, read: Callable[[], Shown | None]) -> Shown | None:
        try:
            return read()
        except StoreError as error:
            _log.warning("%s", for_log(error))
            return None

    def _now(self) -> datetime:
        """The present instant. A gap cannot end after it: the clock was set back since."""
        now = self._clock.now()
        self._gap_ended = min(self._gap_ended, now)
        return now

    def _take_up_edit(self, now: datetime) -> None:
        """Once after each reading of the settings, and in a diary that has seen none."""
        seen = self._diary.routine()
        if self._edited or seen is None:
            day = date_of(now, self._routine.schedule, self._clock.zone())
            self._rearm(day, {} if seen is None else self._armed(seen, day), now)
            self._diary.set_routine(self._routine)
            self._edited = False

    def _add_titles(self, titles: Mapping[str, str]) -> int:
        """Adds the habits that are not known yet, switched off; gives their number."""
        known = {habit.id for habit in self._routine.habits}
        added = {
            habit: title
            for habit, title in titles.items()
            if habit not in known and not problem(f"habits.{habit}.title", title)
        }
        changes: dict[str, object] = {f"habits.{habit}.title": title for habit, title in added.items()}
        if changes:
            self._write(changes | {f"habits.{habit}.enabled": False for habit in added})
            self._settings = self._file.read()
        return len(added)

    def _answer(self, habit: str, night: date | None, answer: Answer) -> date:
        known_habit(self._routine, habit)
        with self._changing() as now:
            night = night or date_of(now, self._routine.schedule, self._clock.zone())
            begun_night(self._routine, night, self._clock)
            self._mark(night, habit, answer, now)
        return night

    def _mark(self, night: date, habit: str, answer: Answer, now: datetime) -> None:
        mark = self._diary.remembered(night).marks.get(habit)
        if mark is not None and self._outdated(now, mark.at):
            return
        if (Answer.CLEARED if mark is None else mark.answer) is not answer:
            self._diary.mark(night, habit, answer, now)

    def _outdated(self, now: datetime, at: datetime) -> bool:
        """Whether another process was asked for something else since a change that was kept."""
        return self._kept.at is not None and at > now

    def _no_cramp(self, asked: date, now: datetime) -> None:
        """The button of a question that was asked in that night; an answer that is there already stays."""
        about = date_before(asked, self._clock.zone())
        if self._diary.morning(about) is None:
            self._diary.set_morning(about, Morning(cramp=False), now)

    def _slept(self, now: datetime) -> date:
        """The latest night whose bedtime was at least an hour ago."""
        zone = self._clock.zone()
        night = date_of(now, self._routine.schedule, zone)
        in_bed = self._night(night, self._routine).bedtime + _FALLEN_ASLEEP <= now
        return night if in_bed else date_before(night, zone)

    def _night(self, day: date, routine: Routine) -> Night:
        return night_on(day, routine.schedule, self._clock.zone(), self._diary.other_bedtime(day))

    def _armed(self, routine: Routine, day: date) -> dict[str, Nudge]:
        night = self._night(day, routine)
        return {nudge.habit.id: nudge for nudge in (question_nudge(night), *plan(night, routine.habits))}

    def _rearm(self, day: date, before: Mapping[str, Nudge], now: datetime) -> None:
        """After a change by the user: arms what lies ahead anew, silences what moved into the past."""
        remembered = self._diary.remembered(day)
        answered = {habit for habit, mark in remembered.marks.items() if mark.answer is not Answer.CLEARED}
        if self._diary.morning(date_before(day, self._clock.zone())) is not None:
            answered.add(MORNING)
        for habit, nudge in self._armed(self._routine, day).items():
            was = before.get(habit)
            if habit in answered:
                continue
            if nudge.due > now:
                if was is None or was.due != nudge.due:
                    self._diary.rearm(day, habit)
                continue
            pending = was is not None and was.due <= now and was.habit.notify
            taken_up = habit in remembered.claims or habit in remembered.snoozes
            if nudge.habit.notify and not pending and not taken_up:
                self._diary.claim(day, habit, told_at=None)

    def _read(self, now: datetime, day: date | None) -> Tonight:
        zone = self._clock.zone()
        today = date_of(now, self._routine.schedule, zone)
        tonight = self._of_night(today, now, zone)
        endless = tonight.pause is not None and tonight.pause.until is None
        ahead = () if endless else _dates_after(today, zone)
        following = (self._of_night(later, now, zone).next_up() for later in ahead)
        return replace(
            tonight if day is None else self._of_night(day, now, zone),
            next=tonight.next_up() or next(filter(None, following), None),
            discreet=self._settings.discreet,
            problems=self._problems(),
            news=news(self._diary.mended()),
        )

    def _of_night(self, day: date, now: datetime, zone: tzinfo) -> Tonight:
        if not exists(day, zone):
            raise Refused(_("{day} was skipped where you are").format(day=day))
        night = self._night(day, self._routine)
        remembered, about = self._diary.remembered(day), date_before(day, zone)
        answered = self._diary.morning(about)
        return Tonight(
            now,
            zone,
            night,
            checklist(plan(night, self._routine.habits), remembered, now),
            question(night, remembered, None if answered is None else answered.at, now),
            about,
            self._diary.pause(),
            self._gap_ended,
            timedelta(minutes=self._settings.snooze),
        )

    def _items(self, day: date, now: datetime) -> dict[str, Item]:
        """By habit; none of a night that happened elsewhere, on a date that was skipped here."""
        zone = self._clock.zone()
        night = self._of_night(day, now, zone).items if exists(day, zone) else ()
        return {item.habit.id: item for item in night}

    def _tell(self, tonight: Tonight) -> None:
        self.tonight = tonight
        again = [self._clock.now() + _RETRY] if self._kept else []
        self._set_alarm(min([tonight.next_change(), *again]))
        for listener in self._listeners:
            listener(tonight)

    def _keep(
        self, made: datetime, change: Callable[..., object], words: tuple[object, ...], error: NotNow
    ) -> None:
        self._kept.add(made, self._again, (change, *words), error)
        if isinstance(error, Damaged):
            self.look()  # which mends it, and saves
        else:
            self._worry(error)

    def _again(self, change: Callable[..., object], *words: object) -> None:
        """A change that was kept. One that makes no sense any more is let go."""
        try:
            change(*words)
        except NotNow:
            raise
        except (Refused, StoreError) as error:
            _log.warning("not saved: %s", for_log(error))

    def _problems(self, *more: str) -> tuple[str, ...]:
        return (*self._settings.problems, *filter(None, (self._kept.line, *more)))

    def _worry(self, error: Exception) -> None:
        """Shows the state, or the last that was read, with a line that says what went wrong.

        A look again soon may mend it.
        """
        _log.warning("%s", for_log(error))
        more = () if self._kept and isinstance(error, NotNow) else (str(error),)
        try:
            tonight = self.view()
        except StoreError:
            tonight = self.tonight
        self.tonight = replace(tonight, problems=self._problems(*more), joined=False)
        now = self._clock.now()
        ahead = [] if self._alarm_at is None or self._alarm_at <= now else [self._alarm_at]
        self._set_alarm(min([now + _RETRY, *ahead]))
        for listener in self._listeners:
            listener(self.tonight)

    def _set_alarm(self, instant: datetime) -> None:
        self._alarm_at = instant
        if self._alarm is not None:
            self._alarm.ring_at(instant)


def begun_night(routine: Routine, night: date, clock: Clock) -> None:
    """Refused for a night that is not yet, or that the zone skipped."""
    zone = clock.zone()
    if not exists(night, zone) or wake_on(night, routine.schedule, zone) > clock.now():
        raise Refused(_("the night of {night} has not begun").format(night=night))


def known_habit(routine: Routine, id_: str) -> Habit:
    """The habit with that id; Refused where there is none."""
    for habit in routine.habits:
        if habit.id == id_:
            return habit
    ids = ", ".join(habit.id for habit in routine.habits)
    raise Refused(_("there is no habit {habit}; there are: {habits}").format(habit=id_, habits=ids))


def _dates_after(day: date, zone: tzinfo) -> Iterator[date]:
    for _night in range(_NIGHTS_AHEAD):
        day = date_after(day, zone)
        yield day


def _why_no_snooze(tonight: Tonight, item: Item, until: datetime) -> str:
    if item.answered:
        return _("{habit} is answered already").format(habit=item.habit.id)
    if item.due > tonight.now:
        return _("{habit} comes at {due}").format(habit=item.habit.id, due=tonight.clock(item.due))
    return _("{habit} would no longer be useful at {until}").format(
        habit=item.habit.id, until=tonight.clock(until)
    )

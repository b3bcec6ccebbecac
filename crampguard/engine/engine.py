"""The one door for changes, and the one state of tonight that everyone shows.

Each change is idempotent and one transaction in the diary. Nudges are claimed only when the alarm rings: a
command in a terminal has an alarm that never does, so it cannot take a nudge from the tray.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from crampguard.engine.answering import Answers
from crampguard.engine.arming import Arming
from crampguard.engine.in_force import InForce
from crampguard.engine.ports import Alarm, Clock
from crampguard.engine.pressing import Notifications
from crampguard.engine.refusals import faultless, known_habit
from crampguard.engine.state import Reader
from crampguard.engine.watching import Listener, Watch
from crampguard.engine.writing import Writer
from crampguard.routine.checklist import Answer, Pause
from crampguard.routine.morning import Morning
from crampguard.routine.nights import Night
from crampguard.routine.tonight import Tonight
from crampguard.store.diary import Diary, Shown
from crampguard.store.settings import Settings, SettingsFile
from crampguard.store.toml_edit import Changes
from crampguard.store.transfer.answers import TakenIn, keep

if TYPE_CHECKING:
    from crampguard.store.transfer.json_in import Brought


class Engine:
    """One in each process. `start` is for the one that shows things; a command asks and changes."""

    def __init__(self, diary: Diary, settings: SettingsFile, clock: Clock) -> None:
        self._diary = diary
        self._in_force = InForce(settings)
        self._reader = Reader(diary, self._in_force, clock)
        self._writer = Writer(diary, self._reader.now)
        self._arming = Arming(diary, self._in_force, self._reader)
        self._answers = Answers(diary, self._in_force, self._reader, self._writer)
        self._notifications = Notifications(diary, self._in_force, self._reader, self._answers)
        self._watch = Watch(diary, self._in_force, self._reader, self._writer, self._arming)

    # Watching

    @property
    def tonight(self) -> Tonight:
        """The state that everyone shows, as it was last told."""
        return self._watch.tonight

    @property
    def settings(self) -> Settings:
        """The settings in force; what to write is chosen by `choose`."""
        return self._in_force.settings

    def listen(self, listener: Listener) -> None:
        self._watch.listeners.append(listener)

    def start(self, alarm: Alarm) -> None:
        """Begins to watch the evening: from here on nudges are told."""
        self._watch.start(alarm)

    def resumed(self) -> None:
        """The machine slept until now, and nobody watched: what is still useful is told a little later."""
        self._watch.resumed()

    def look(self) -> None:
        """Reads everything again: another process changed something, or the clock or the zone is new."""
        self._watch.look()

    def ring(self) -> None:
        """The alarm: claims what is to be told now, then shows it."""
        self._watch.ring()

    def reload(self) -> None:
        """Takes up the settings file as it is now. Nudges that an edit moved are armed or let pass."""
        self._watch.reload()

    def view(self, day: date | None = None) -> Tonight:
        """The state of a night, by default the present one. Refused for a date that was skipped."""
        return self._watch.view(day)

    def slept(self) -> date:
        """The night that a morning is about where none is named."""
        with self._diary.snapshot():
            return self._reader.slept(self._reader.now())

    def save_kept(self) -> None:
        """Tries once more to save what the diary could not take."""
        self._writer.save_kept()

    # Changes

    def choose(self, changes: Changes) -> None:
        """Writes these settings and takes them up; None is the default again, or takes a whole table out.

        By dotted key: {"schedule.saturday.wake": "08:00", "habits.stretch.enabled": False}. Refused, with
        nothing written, where the file would make no sense.
        """
        self._in_force.write(changes)
        self.reload()

    def done(self, habit: str, night: date | None = None) -> date:
        """Marks the habit done; gives the night. Refused for an unknown habit or a night that is not yet."""
        return self._answer(habit, night, Answer.DONE)

    def skip(self, habit: str, night: date | None = None) -> date:
        """Marks the habit "not tonight" (for abstain "had some")."""
        return self._answer(habit, night, Answer.SKIPPED)

    def undo(self, habit: str, night: date | None = None) -> date:
        """Takes a mark back."""
        return self._answer(habit, night, Answer.CLEARED)

    def _answer(self, habit: str, night: date | None, answer: Answer) -> date:
        known_habit(self._in_force.routine, habit)
        with self._watch.changing() as now:
            return self._answers.answer(habit, night, answer, now)

    def hear(self, habit: str) -> None:
        """OK to a heads-up of tonight: it is known, and the tick is asked for later."""
        known_habit(self._in_force.routine, habit)
        with self._watch.changing() as now:
            self._diary.hear(self._reader.today(now), habit)

    def snooze(self, habit: str, minutes: int | None = None) -> datetime:
        """Tells a due nudge again after so many minutes (the setting if None); gives the instant.

        Refused where the nudge is not due, is answered, or would no longer be useful by then.
        """
        known_habit(self._in_force.routine, habit)
        with self._watch.changing() as now:
            return self._answers.snooze(habit, minutes, now)

    def morning(self, answer: Morning, night: date | None = None) -> date:
        """The answer about a night, by default the last one that was slept through; gives the night.

        Refused for an answer that makes no sense and for a night that is not yet.
        """
        faultless(answer)
        with self._watch.changing() as now:
            return self._answers.morning(answer, night, now)

    def cramp_now(self) -> date:
        """A cramp at this instant: its time is kept for the morning; gives the night."""
        with self._watch.changing() as now:
            return self._answers.cramp(now)

    def sign(self, sign: str, answer: bool | None) -> None:
        """Yes or no to a warning sign, for the doctor's page; None takes the answer back."""
        with self._watch.changing() as now:
            self._answers.sign(sign, answer, now)

    def take_in(self, brought: "Brought") -> TakenIn:
        """Merges what was exported here or elsewhere; of two answers about the same thing the later holds.

        A habit that is not known here joins the settings, switched off, so that its marks have a title.
        """
        added = self._in_force.add_titles(brought.titles)
        with self._watch.changing() as now, self._arming.around(now):
            taken = keep(self._diary, brought.answers)
        return replace(taken, habits=added)

    def pause(self, span: timedelta | None) -> None:
        """No pop-ups for the span; None: until resumed."""
        with self._watch.changing() as now:
            self._diary.set_pause(Pause(now, None if span is None else now + span))

    def pause_tonight(self) -> None:
        """No pop-ups until this night ends."""
        with self._watch.changing() as now:
            self._diary.set_pause(Pause(now, self._reader.tonight(now).night.ends))

    def resume(self) -> None:
        with self._watch.changing() as now:
            pause = self._diary.pause()
            if pause is not None and pause.holds(now):
                self._diary.set_pause(replace(pause, until=now, resumed=True))

    def bedtime(self, wall: time | None) -> Night:
        """Another bedtime for tonight, or the usual one again (None); gives the night as it is then.

        The first such clock time from now on. Refused when that is not before getting up.
        """
        with self._watch.changing() as now:
            return self._arming.bedtime(wall, now)

    def later_bedtime(self, minutes: int = 30) -> Night:
        """Moves tonight's bedtime back by that many minutes on the wall clock, from now if it is past."""
        with self._diary.snapshot():
            wall = self._reader.later_bedtime(timedelta(minutes=minutes), self._writer.moment())
        return self.bedtime(wall)

    def restore(self, backup: Path) -> Path:
        """Takes back everything to that backup; gives the copy of what there was before."""
        kept = self._diary.restore(backup)
        self.look()
        return kept

    def news_read(self) -> None:
        """The user knows that the diary was mended."""
        if self.tonight.news:
            with self._watch.changing():
                self._diary.set_mended_read()

    def attempt(self, change: Callable[..., object], *words: object) -> bool:
        """Runs a change for a part that shows things: what goes wrong becomes a line in the state.

        A change that the diary cannot take is kept, as by `insist`. Whether it is saved now.
        """
        return self._watch.attempt(change, words)

    def insist(self, change: Callable[..., object], *words: object) -> None:
        """Runs a change; what the diary cannot take is kept, and saved as of this instant as soon as it can.

        Raises what the change raises, also where it is kept: it is not saved.
        """
        self._watch.insist(change, words)

    # The notification

    def press(self, server: str, id_: int, key: str) -> None:
        """A button of a notification: answers the nudges it stands for, of their own night, once."""
        with self._watch.changing() as now:
            self._notifications.press(server, id_, key, now)

    def asked_about(self, server: str, id_: int) -> date:
        """The night that the question of a notification is about, the last one if it is forgotten."""
        return self._notifications.asked_about(server, id_) or self.tonight.about

    def knows_notification(self, server: str, id_: int) -> bool:
        """Whether a notification of that server is ours, and not answered yet."""
        return self._notifications.knows(server, id_)

    def open_notification(self) -> Shown | None:
        """The notification last seen on screen, perhaps by an earlier run."""
        return self._notifications.open()

    def notification_shown(self, shown: Shown) -> None:
        """Remembers which nudges a notification stands for, to understand its buttons whenever they come."""
        with self._writer.transaction() as now:
            self._notifications.remember(shown, now)

    def notification_gone(self, server: str, id_: int) -> None:
        with self._writer.transaction():
            self._diary.set_gone(server, id_)

    def say_once(self, what: str) -> bool:
        """Whether something that is said once in a lifetime has not been said yet; now it has."""
        return self._writer.say_once(what)

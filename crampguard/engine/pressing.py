"""Notifications: which nudges they stand for, and what a button of theirs means, whenever it is pressed."""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta

from crampguard.engine.answering import Answers
from crampguard.engine.in_force import InForce
from crampguard.engine.state import Reader
from crampguard.routine.checklist import Answer
from crampguard.routine.habits import Kind
from crampguard.routine.question import MORNING
from crampguard.store.diary import Diary, Shown
from crampguard.store.errors import StoreError, for_log

_BUTTONS_KNOWN_FOR = timedelta(days=7)

_log = logging.getLogger(__name__)


class Notifications:
    """Writes within a transaction of the caller, whose instant is `now`."""

    def __init__(self, diary: Diary, in_force: InForce, reader: Reader, answers: Answers) -> None:
        self._diary = diary
        self._in_force = in_force
        self._reader = reader
        self._answers = answers

    def press(self, server: str, id_: int, key: str, now: datetime) -> None:
        shown = self._diary.shown(server, id_)
        if shown is None:
            return
        kinds = {habit.id: habit.kind for habit in self._in_force.routine.habits}
        items = self._reader.items(shown.night, now)
        until = now + timedelta(minutes=self._in_force.settings.snooze)
        for habit in shown.habits:
            match key, kinds.get(habit):
                case ("none", _) if habit == MORNING:
                    self._answers.no_cramp(shown.night, now)
                case ("done", Kind.DO) | ("skip", _):
                    answer = Answer.DONE if key == "done" else Answer.SKIPPED
                    self._answers.mark(shown.night, habit, answer, now)
                case ("snooze", _) if habit in items and items[habit].can_snooze(until):
                    self._diary.snooze(shown.night, habit, until)
                case ("done" | "ok" | "snooze", _):  # it may have grown too late for a snooze
                    self._diary.hear(shown.night, habit)
        if key in ("none", "done", "skip", "ok", "snooze"):
            self._diary.forget_shown(server, id_)

    def asked_about(self, server: str, id_: int) -> date | None:
        """The night that the question of a notification is about; None where it is forgotten."""
        shown = self._known(lambda: self._diary.shown(server, id_))
        return None if shown is None else self._reader.before(shown.night)

    def knows(self, server: str, id_: int) -> bool:
        return self._known(lambda: self._diary.shown(server, id_)) is not None

    def open(self) -> Shown | None:
        return self._known(self._diary.open_notification)

    def remember(self, shown: Shown, now: datetime) -> None:
        self._diary.add_shown(shown, now, forget_before=now - _BUTTONS_KNOWN_FOR)

    def _known(self, read: Callable[[], Shown | None]) -> Shown | None:
        try:
            return read()
        except StoreError as error:
            _log.warning("%s", for_log(error))
            return None

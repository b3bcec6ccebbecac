"""What the user answers, by whichever way it comes: list, menu, terminal or button of a notification."""

from datetime import date, datetime, timedelta

from crampguard.engine.in_force import InForce
from crampguard.engine.refusals import begun_by, snoozable
from crampguard.engine.state import Reader
from crampguard.engine.writing import Writer
from crampguard.routine.checklist import Answer
from crampguard.routine.morning import Morning
from crampguard.store.diary import Diary


class Answers:
    """Works within a transaction of the caller, whose instant is `now`."""

    def __init__(self, diary: Diary, in_force: InForce, reader: Reader, writer: Writer) -> None:
        self._diary = diary
        self._in_force = in_force
        self._reader = reader
        self._writer = writer

    def answer(self, habit: str, night: date | None, answer: Answer, now: datetime) -> date:
        """By default about tonight; gives the night. Refused for one that is not yet."""
        night = night or self._reader.today(now)
        self._begun(night, now)
        self.mark(night, habit, answer, now)
        return night

    def mark(self, night: date, habit: str, answer: Answer, now: datetime) -> None:
        mark = self._diary.remembered(night).marks.get(habit)
        if mark is not None and self._writer.outdated(mark.at):
            return
        if (Answer.CLEARED if mark is None else mark.answer) is not answer:
            self._diary.mark(night, habit, answer, now)

    def snooze(self, habit: str, minutes: int | None, now: datetime) -> datetime:
        tonight = self._reader.tonight(now)
        until = now + (tonight.snooze if minutes is None else timedelta(minutes=minutes))
        snoozable(tonight, habit, until)
        self._diary.snooze(tonight.night.date, habit, until)
        return until

    def morning(self, answer: Morning, night: date | None, now: datetime) -> date:
        """By default about the last night that was slept through; gives the night."""
        night = night or self._reader.slept(now)
        self._begun(night, now)
        answered = self._diary.morning(night)
        if answered is not None and self._writer.outdated(answered.at):
            return night
        if answered is None or answered.morning != answer:
            self._diary.set_morning(night, answer, now)
        return night

    def no_cramp(self, asked: date, now: datetime) -> None:
        """The button of a question that was asked in that night; an answer that is there already stays."""
        about = self._reader.before(asked)
        if self._diary.morning(about) is None:
            self._diary.set_morning(about, Morning(cramp=False), now)

    def cramp(self, now: datetime) -> date:
        night = self._reader.today(now)
        self._diary.add_cramp(night, now)
        return night

    def sign(self, sign: str, answer: bool | None, now: datetime) -> None:
        if self._diary.signs().get(sign) is not answer:
            self._diary.set_sign(sign, answer, now)

    def _begun(self, night: date, now: datetime) -> None:
        begun_by(now, self._in_force.routine, night, self._reader.zone)

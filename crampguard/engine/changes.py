"""The changes of the diary: what each action does, in a transaction of the caller.

Each change is idempotent and gives the action that takes it back. `now` is the instant at which the action
was made. An action that had to wait (`late`) does not overwrite what another process was told meanwhile.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from crampguard.engine.current_settings import CurrentSettings
from crampguard.engine.errors import (
    check_bedtime,
    check_begun_by,
    check_morning,
    check_present,
    check_snooze,
    known_habit,
)
from crampguard.engine.rearm import Rearming
from crampguard.engine.snapshot import SnapshotReader
from crampguard.i18n import _
from crampguard.routine.actions import Action, ActionKind
from crampguard.routine.checklist import Answer, Mark, Pause, Remembered
from crampguard.routine.closing import closing_answer, left_open
from crampguard.routine.habits import Habit, Kind
from crampguard.routine.morning import Cramp, Morning
from crampguard.routine.question import MORNING
from crampguard.routine.refused import Refused
from crampguard.store.diary import Diary

if TYPE_CHECKING:
    from crampguard.engine.learning import Learning

_ANSWERS = {
    ActionKind.DONE: Answer.DONE,
    ActionKind.DONE_ALL: Answer.DONE,
    ActionKind.SKIP: Answer.SKIPPED,
    ActionKind.UNDO: Answer.CLEARED,
}


class Changes:
    """Raises Refused for what makes no sense, StoreError as the diary raises it.

    learning: made, and imported, only where it is needed.
    """

    def __init__(
        self,
        diary: Diary,
        current: CurrentSettings,
        reader: SnapshotReader,
        rearming: Rearming,
        learning: Callable[[], "Learning"],
    ) -> None:
        self._diary = diary
        self._current = current
        self._reader = reader
        self._rearming = rearming
        self._learning = learning

    def apply(self, action: Action, now: datetime, *, late: bool = False) -> Action | None:
        """Carries out the action; gives its undo, None where nothing is to be taken back."""
        if MORNING in action.habits:  # a notification named it beside habits: now it was seen
            self._diary.acknowledge(action.night, MORNING)
        match action.kind:
            case ActionKind.DONE | ActionKind.DONE_ALL | ActionKind.SKIP | ActionKind.UNDO:
                return self._mark(action, now, late)
            case ActionKind.ACKNOWLEDGE:
                return self._acknowledge(action, now)
            case ActionKind.SNOOZE:
                return self._snooze(action, now)
            case ActionKind.GOOD_NIGHT:
                return self._close_evening(action, now)
            case ActionKind.REOPEN:
                return self._reopen_evening(action, now)
            case ActionKind.RESTORE:
                return self._restore(action, now)
            case ActionKind.NO_CRAMP:
                return self._no_cramp(action, now)
            case ActionKind.MORNING:
                return self._answer_morning(action, now, late)
            case ActionKind.CRAMP_NOW:
                self._diary.put_cramp(self._reader.today(now), Cramp(now))
            case ActionKind.CRAMP_OVER:
                self._end_cramp(now)
            case ActionKind.SIGN:
                return self._answer_sign(action, now)
            case ActionKind.PAUSE | ActionKind.PAUSE_TONIGHT:
                return self._pause(action, now)
            case ActionKind.RESUME:
                self._resume(now)
            case ActionKind.BEDTIME | ActionKind.LATER_BEDTIME:
                return self._bedtime(action, now)
            case ActionKind.QUESTION | ActionKind.TRIAL_START | ActionKind.TRIAL_STOP:
                return self._learn(action, now)
            case _:
                raise ValueError(action.kind)
        return None

    # Items of a night

    def _mark(self, action: Action, now: datetime, late: bool) -> Action | None:
        habits = self._known_habits(action.habits)
        before = self._diary.remembered(action.night)
        self._check_told_or_begun(action, before, now)
        changed = []
        for habit in habits:
            if action.kind is ActionKind.DONE_ALL and habit.kind is Kind.ABSTAIN:
                self._diary.acknowledge(action.night, habit.id)
                changed.append(habit.id)
            elif self._set_mark(action.night, habit.id, _ANSWERS[action.kind], now, before, late):
                changed.append(habit.id)
        return _undo(action, changed, before)

    def _set_mark(
        self, night: date, habit: str, answer: Answer, now: datetime, before: Remembered, late: bool
    ) -> bool:
        mark = before.marks.get(habit)
        if _answer_of(mark) is answer or (late and mark is not None and mark.at > now):
            return False
        self._put_mark(night, habit, answer, now)
        return True

    def _put_mark(self, night: date, habit: str, answer: Answer, now: datetime) -> None:
        """Also keeps when that night ends by the present settings: a later mark is not compared."""
        self._diary.mark(night, habit, answer, now)
        self._diary.set_known(night, self._reader.end_of(night))

    def _acknowledge(self, action: Action, now: datetime) -> Action | None:
        habits = [habit.id for habit in self._known_habits(action.habits)]
        before = self._diary.remembered(action.night)
        self._check_told_or_begun(action, before, now)
        changed = [habit for habit in habits if not _is_acknowledged(before, habit)]
        for habit in changed:
            self._diary.acknowledge(action.night, habit)
        return _undo(action, changed, before)

    def _snooze(self, action: Action, now: datetime) -> Action | None:
        """SNOOZE for several answers a whole notification: what would be too late then is acknowledged."""
        habits = [habit.id for habit in self._known_habits(action.habits)]
        self._check_begun(action.night, now)
        tonight = self._reader.tonight(now, action.night)
        span = tonight.snooze if action.minutes is None else timedelta(minutes=action.minutes)
        until = action.until or now + span
        if len(habits) == 1:
            check_snooze(tonight, habits[0], until)
        before = self._diary.remembered(action.night)
        useful = {item.habit.id for item in tonight.items if item.can_snooze(until)}
        changed = [habit for habit in habits if before.snoozes.get(habit) != until]
        for habit in changed:
            if habit in useful:
                self._diary.snooze(action.night, habit, until)
            else:
                self._diary.acknowledge(action.night, habit)
        return _undo(action, changed, before)

    def _restore(self, action: Action, now: datetime) -> Action | None:
        """Puts back marks, claims and snoozes as they were. A mark gets the present time: it is newer."""
        if action.before is None:
            return None
        before = self._diary.remembered(action.night)
        for habit in action.habits:
            earlier = action.before.marks.get(habit)
            self._set_mark(action.night, habit, _answer_of(earlier), now, before, late=False)
            self._diary.rearm(action.night, habit)
            if (claim := action.before.claims.get(habit)) is not None:
                self._diary.claim(action.night, habit, claim.told_at)
                if claim.acknowledged:
                    self._diary.acknowledge(action.night, habit)
            if (until := action.before.snoozes.get(habit)) is not None:
                self._diary.snooze(action.night, habit, until)
        return _undo(action, action.habits, before)

    # The morning

    def _no_cramp(self, action: Action, now: datetime) -> Action | None:
        """An answer that is there already stays."""
        self._check_begun(action.night, now)
        if self._diary.morning(action.night) is not None:
            return None
        self._diary.set_morning(action.night, Morning(cramp=False), now)
        return Action(ActionKind.MORNING, action.night)

    def _answer_morning(self, action: Action, now: datetime, late: bool) -> Action | None:
        answer = action.morning
        if answer is not None:
            check_morning(answer)
        self._check_begun(action.night, now)
        answered = self._diary.morning(action.night)
        before = None if answered is None else answered.morning
        if before == answer or (late and answered is not None and answered.at > now):
            return None
        self._diary.set_morning(action.night, answer, now)
        return Action(ActionKind.MORNING, action.night, morning=before)

    def _end_cramp(self, now: datetime) -> None:
        night, cramp = self._reader.last_cramp(now) or (None, None)
        if night is None or cramp is None or not cramp.may_go_on(now):
            raise Refused(_("no cramp is kept that is not over"))
        self._diary.put_cramp(night, replace(cramp, over_at=now))

    def _answer_sign(self, action: Action, now: datetime) -> Action | None:
        if action.sign is None:
            return None
        sign, answer = action.sign
        before = self._diary.signs().get(sign)
        if before is answer:
            return None
        self._diary.set_sign(sign, answer, now)
        return Action(ActionKind.SIGN, action.night, sign=(sign, before))

    # The evening as a whole

    def _pause(self, action: Action, now: datetime) -> Action:
        until = None if action.minutes is None else now + timedelta(minutes=action.minutes)
        if action.kind is ActionKind.PAUSE_TONIGHT:
            until = self._reader.night(self._reader.today(now)).ends
        self._diary.set_pause(Pause(now, until))
        return Action(ActionKind.RESUME, action.night)

    def _resume(self, now: datetime) -> None:
        pause = self._diary.pause()
        if pause is not None and pause.holds(now):
            self._diary.set_pause(replace(pause, until=now, resumed=True))

    def _close_evening(self, action: Action, now: datetime) -> Action | None:
        """Answers what is to be done and has no answer yet; what was to be left out stays as it is."""
        tonight = self._reader.tonight(now)
        check_present(tonight.night.date, action.night)
        if tonight.closed:
            return None
        for item in left_open(tonight.items):
            answer = closing_answer(item, tonight.night.bedtime, now)
            self._put_mark(action.night, item.habit.id, answer, now)
        if self._diary.evening(action.night) is None:  # the diary was damaged meanwhile, and is a backup now
            self._diary.set_evening(action.night, (item.habit.id for item in tonight.items))
        self._diary.set_closed(action.night, now)
        return Action(ActionKind.REOPEN, action.night)

    def _reopen_evening(self, action: Action, now: datetime) -> Action | None:
        """Takes back the closing and the answers that it gave, which have its instant."""
        evening = self._diary.evening(action.night)
        if evening is None or evening.closed_at is None:
            return None
        for habit, mark in self._diary.remembered(action.night).marks.items():
            if mark.at == evening.closed_at and mark.answer is not Answer.CLEARED:
                self._diary.mark(action.night, habit, Answer.CLEARED, now)
        self._diary.set_closed(action.night, None)
        return Action(ActionKind.GOOD_NIGHT, action.night)

    def _bedtime(self, action: Action, now: datetime) -> Action | None:
        tonight = self._reader.tonight(now)
        check_present(tonight.night.date, action.night)
        wall = action.wall
        if action.kind is ActionKind.LATER_BEDTIME:
            wall = self._reader.later_bedtime(timedelta(minutes=action.minutes or 0), now)
        if wall is not None:
            check_bedtime(tonight, wall)
        other = self._diary.other_bedtime(action.night)
        before = None if other is None else other.wall
        with self._rearming.around(now):
            self._diary.set_bedtime(action.night, wall, now)
        return None if before == wall else Action(ActionKind.BEDTIME, action.night, wall=before)

    def _learn(self, action: Action, now: datetime) -> Action | None:
        """Refused for another night: whoever knows how one went could choose where to begin."""
        check_present(self._reader.today(now), action.night)
        learning = self._learning()
        match action.kind:
            case ActionKind.QUESTION:
                return learning.choose_question(action, now)
            case ActionKind.TRIAL_START:
                return learning.start_trial(action, now)
            case _:
                return learning.stop_trial(action, now)

    def _known_habits(self, ids: Iterable[str]) -> list[Habit]:
        """Without the morning question."""
        return [known_habit(self._current.routine, id_) for id_ in ids if id_ != MORNING]

    def _check_told_or_begun(self, action: Action, before: Remembered, now: datetime) -> None:
        """A nudge that was shown belongs to a night that had begun, by the zone and clock of that moment."""
        if any(habit not in before.claims for habit in action.habits):
            self._check_begun(action.night, now)

    def _check_begun(self, night: date, now: datetime) -> None:
        check_begun_by(now, self._current.routine, night, self._reader.zone)


def _is_acknowledged(remembered: Remembered, habit: str) -> bool:
    claim = remembered.claims.get(habit)
    return claim is not None and claim.acknowledged and habit not in remembered.snoozes


def _answer_of(mark: Mark | None) -> Answer:
    return Answer.CLEARED if mark is None else mark.answer


def _undo(action: Action, habits: Iterable[str], before: Remembered) -> Action | None:
    """Puts these habits of the night back to what was remembered before."""
    changed = tuple(habits)
    if not changed:
        return None
    kept = Remembered(
        {habit: mark for habit, mark in before.marks.items() if habit in changed},
        {habit: claim for habit, claim in before.claims.items() if habit in changed},
        {habit: until for habit, until in before.snoozes.items() if habit in changed},
    )
    return Action(ActionKind.RESTORE, action.night, changed, before=kept)

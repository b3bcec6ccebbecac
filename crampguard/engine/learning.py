"""The question and the user's own trial: choosing, beginning, stopping, and the coin of each night."""

from collections.abc import Callable
from datetime import date, datetime

from crampguard.engine.current_settings import CurrentSettings
from crampguard.engine.errors import known_habit
from crampguard.i18n import _
from crampguard.routine.actions import Action, ActionKind
from crampguard.routine.refused import Refused
from crampguard.routine.trial import TRIAL_HABITS
from crampguard.routine.writing import listing
from crampguard.store.diary import Diary
from crampguard.store.learning import (
    begin_trial,
    current_question,
    keep_coin,
    running_trial,
    set_question,
    stop_trial,
)

Toss = Callable[[], bool]


class Learning:
    """Works inside a transaction of the caller. toss: gives True or False, both with probability 1/2."""

    def __init__(self, diary: Diary, current: CurrentSettings, toss: Toss) -> None:
        self._diary = diary
        self._current = current
        self._toss = toss

    def toss_coin(self, tonight: date, now: datetime) -> None:
        """At the start of a night of a running trial: keeps what chance says, before anyone is shown it."""
        trial = running_trial(self._diary, tonight)
        if trial is not None and self._belongs(trial.habit, tonight):
            keep_coin(self._diary, tonight, self._toss(), now)

    def choose_question(self, action: Action, now: datetime) -> Action | None:
        habit = known_habit(self._current.routine, action.habits[0])
        before = current_question(self._diary, action.night).habit
        if before == habit.id:
            return None
        set_question(self._diary, habit.id, action.night, now)
        return Action(ActionKind.QUESTION, action.night, (before,))

    def start_trial(self, action: Action, now: datetime) -> Action | None:
        """Goes on with a trial of that habit that was stopped tonight. Refused while another one runs."""
        habit = self._trial_habit(action.habits[0])
        running = running_trial(self._diary, action.night)
        if running is not None and running.habit != habit:
            raise Refused(_("a trial of {habit} is running; stop it first").format(habit=running.habit))
        if running is not None:
            return None
        begin_trial(self._diary, habit, action.night, now)
        self.toss_coin(action.night, now)
        return Action(ActionKind.TRIAL_STOP, action.night, action.habits)

    def stop_trial(self, action: Action, now: datetime) -> Action | None:
        running = running_trial(self._diary, action.night)
        if running is None:
            raise Refused(_("no trial is running"))
        stop_trial(self._diary, running, action.night, now)
        return Action(ActionKind.TRIAL_START, action.night, (running.habit,))

    def _trial_habit(self, id_: str) -> str:
        """Refused for a habit that is not safe both to do and to leave out, or that is switched off."""
        habit = known_habit(self._current.routine, id_)
        if habit.id not in TRIAL_HABITS:
            allowed = listing(TRIAL_HABITS)
            raise Refused(_("a trial can only be about one of: {habits}").format(habits=allowed))
        if not habit.enabled:
            raise Refused(_("{habit} is switched off; switch it on first").format(habit=habit.id))
        return habit.id

    def _belongs(self, id_: str, night: date) -> bool:
        habits = self._current.routine.habits
        return any(habit.id == id_ and habit.belongs_to(night) for habit in habits)

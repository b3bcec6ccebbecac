"""The part "Let chance decide": what a trial is and how to start one, or what the present one says."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtGui import QFont

from crampguard.i18n import _
from crampguard.routine.actions import ActionKind
from crampguard.routine.coin_words import coin_words
from crampguard.routine.habits import Habit, named_habit
from crampguard.routine.insight_words import title_line
from crampguard.routine.trial import TRIAL_HABITS, Trial, TrialResult, TrialVerdict
from crampguard.routine.trial_words import (
    kept_to_words,
    trial_counts,
    trial_details,
    trial_headline,
    trial_offer,
    trial_title,
)
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.fold import Fold
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import add_parts, flow
from crampguard.windows.shared.surface import Surface


class TrialCard(Surface):
    """perform: is called with what the user wants, and the id of the habit."""

    def __init__(self, perform: Callable[[ActionKind, str], object]) -> None:
        super().__init__()
        self._habit = ""
        self._tonight = label(weight=QFont.Weight.DemiBold, role="dusk")
        self._headline, self._counts = label(), label()
        self._figures = label(factor=theme.SMALL, role="text2")
        self._fold = Fold(_("Figures of the trial"), lambda: self._figures)
        self._stop = Button(_("Stop the trial"), lambda: perform(ActionKind.TRIAL_STOP, self._habit))
        self._offer = label(trial_offer())
        self._starts = {
            habit: Button("", partial(perform, ActionKind.TRIAL_START, habit)) for habit in TRIAL_HABITS
        }
        title = label(trial_title(), theme.HEADING, QFont.Weight.DemiBold)
        result = (self._tonight, self._headline, self._counts, self._fold)
        add_parts(self.column, title, *result, self._offer, flow(*self._starts.values(), self._stop))

    def follow(
        self, habits: Sequence[Habit], trial: Trial | None, result: TrialResult | None, night: date
    ) -> None:
        """habits: those of the settings. night: that of now."""
        running = result is not None and result.verdict is TrialVerdict.RUNNING
        self._offer.setHidden(running)
        self._stop.setVisible(running)
        for id_, button in self._starts.items():
            habit = named_habit(habits, id_)
            button.setText(_("Start: {title}").format(title=title_line(habit)))
            button.setHidden(running or not habit.enabled)
        for part in (self._tonight, self._headline, self._counts, self._fold):
            part.setHidden(result is None)
        if trial is not None and result is not None:
            self._habit = trial.habit
            habit = named_habit(habits, trial.habit)
            coin = trial.coins.get(night) if running else None
            self._tonight.setText("" if coin is None else coin_words(habit, with_it=coin))
            self._tonight.setHidden(coin is None)
            self._headline.setText(trial_headline(result, habit))
            self._counts.setText(f"{trial_counts(result)} {kept_to_words(result)}")
            self._figures.setText(trial_details(result))

"""The part "Let chance decide": what a trial is and how to start one, or what the present one says."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from crampguard.i18n import _
from crampguard.routine.habits import Habit
from crampguard.routine.insight_words import one_line
from crampguard.routine.trial import TRIAL_HABITS, Trial, TrialResult, TrialVerdict
from crampguard.routine.trial_words import (
    coin_words,
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
from crampguard.windows.shared.layout import FlowLayout
from crampguard.windows.shared.surface import Surface


class TrialCard(Surface):
    """start: is called with the id of the habit."""

    def __init__(self, start: Callable[[str], object], stop: Callable[[], object]) -> None:
        super().__init__()
        self._tonight = label(weight=QFont.Weight.DemiBold, role="dusk")
        self._headline, self._counts = label(), label()
        self._figures = label(factor=theme.SMALL, role="text2")
        self._fold = Fold(_("Figures of the trial"), self._figures)
        self._stop = Button(_("Stop the trial"), stop)
        self._offer = label(trial_offer())
        self._starts = {habit: Button("", partial(start, habit)) for habit in TRIAL_HABITS}
        buttons = QWidget()
        flow = FlowLayout()
        buttons.setLayout(flow)
        for button in (*self._starts.values(), self._stop):
            flow.addWidget(button)
        self.column.addWidget(label(trial_title(), theme.HEADING, QFont.Weight.DemiBold))
        for part in (self._tonight, self._headline, self._counts, self._fold, self._offer, buttons):
            self.column.addWidget(part)

    def follow(
        self, habits: Mapping[str, Habit], trial: Trial | None, result: TrialResult | None, night: date
    ) -> None:
        """habits: those of the settings, by id. night: that of now."""
        running = result is not None and result.verdict is TrialVerdict.RUNNING
        self._offer.setHidden(running)
        self._stop.setVisible(running)
        for id_, button in self._starts.items():
            habit = habits.get(id_)
            button.setHidden(running or habit is None or not habit.enabled)
            if habit is not None:
                button.setText(_("Start: {title}").format(title=one_line(habit)))
        for part in (self._tonight, self._headline, self._counts, self._fold):
            part.setHidden(result is None)
        if trial is not None and result is not None:
            habit = habits.get(trial.habit) or Habit(trial.habit, trial.habit)
            coin = trial.coins.get(night) if running else None
            self._tonight.setText("" if coin is None else coin_words(habit, with_it=coin))
            self._tonight.setHidden(coin is None)
            self._headline.setText(trial_headline(result, habit))
            self._counts.setText(f"{trial_counts(result)} {kept_to_words(result)}")
            self._figures.setText(trial_details(result))
